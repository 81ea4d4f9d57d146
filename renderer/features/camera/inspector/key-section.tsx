import { DiamondPlus } from 'lucide-react'
import { memo, useRef } from 'react'
import { easingSchema, type CameraKey, type Easing } from '../../../../core/camera/path-schema.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { numberGesture } from '../../../state/number-gesture.ts'
import { useWorkspace } from '../../../state/workspace-store.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { Select } from '../../../ui/controls/select.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { useText } from '../../../ui/use-text.ts'
import { isAnchorKey } from '../model/board-space.ts'
import { shiftKeys, type KeyTimes } from '../model/key-edits.ts'
import { lensSetMm } from '../model/lens-set.ts'
import { commonValue } from '../model/key-fields.ts'
import { selectKeys } from '../session/camera-session.ts'
import { shownFrame } from '../session/current-shot.ts'
import { easeSegments, lastKeyFrame, setKeyHere } from '../session/key-actions.ts'
import { setPath } from '../../../../core/project/edits/shot-camera.ts'
import { keysGesture } from './gesture.ts'
import { AngleFields, PlaceFields } from './key-pose-fields.tsx'
import { frameNumber, frameOfNumber } from '../model/time-scale.ts'
import styles from './inspector.module.css'

interface KeySectionProps {
  readonly geometry: ShotGeometry
  /** Times of the chosen keys in that geometry. */
  readonly selected: KeyTimes
}

/** The chosen key, or what several chosen keys have in common, in numbers. */
export function KeySection({ geometry, selected }: KeySectionProps) {
  const text = useText()
  const { shot } = geometry
  const frame = useWorkspace((workspace) => Math.max(0, shownFrame(workspace, shot)))
  if (shot.camera.source !== 'keys') return null
  const keys = shot.camera.path.keys.filter(({ timeFrames }) => selected.includes(timeFrames))
  return (
    <Section
      title={text('camera.section.key')}
      summary={keys.length > 1 ? text('camera.keys-many', { count: keys.length }) : undefined}
    >
      {keys.length === 0 ? (
        <>
          <p className={styles['hint']}>{text('camera.key.none')}</p>
          <Button className={styles['wide']} icon={<DiamondPlus />} onClick={setKeyHere}>
            {text('camera.key.set', { frame: frameNumber(frame) })}
          </Button>
        </>
      ) : (
        <KeyFields geometry={geometry} keys={keys} />
      )}
    </Section>
  )
}

function KeyFields({ geometry, keys }: { readonly geometry: ShotGeometry; readonly keys: readonly CameraKey[] }) {
  const text = useText()
  const many = keys.length > 1
  const anchored = keys.some(({ timeFrames }) => isAnchorKey(geometry.shot, timeFrames))
  const fixed = anchored ? text('camera.key.anchored') : undefined
  return (
    <>
      <TimeField geometry={geometry} keys={keys} />
      <PlaceFields geometry={geometry} keys={keys} fixed={fixed} />
      <AngleFields geometry={geometry} keys={keys} fixed={fixed} />
      {fixed !== undefined && <p className={styles['hint']}>{fixed}</p>}
      <LensFields focalLengthMm={commonValue(keys, (key) => key.focalLengthMm)} />
      <EasingField easing={commonValue(keys, (key) => key.easing)} constant={hasConstantSpeed(geometry)} />
      {many && <p className={styles['hint']}>{text('camera.key.many', { count: keys.length })}</p>}
    </>
  )
}

function TimeField({ geometry, keys }: { readonly geometry: ShotGeometry; readonly keys: readonly CameraKey[] }) {
  const text = useText()
  const { shot } = geometry
  const [only] = keys
  /** Time of the key before the drag, which the film before the drag has. */
  const grabbed = useRef(0)
  if (only === undefined) return null
  const { rate } = geometry.toCompile
  const moved = numberGesture('camera.edit.move-keys', (film, value) => {
    const before = film.shots.find(({ id }) => id === shot.id)
    if (before?.camera.source !== 'keys') return film
    const times = [grabbed.current]
    const delta = Math.round(frameOfNumber(value)) - grabbed.current
    const shifted = shiftKeys(before.camera.path, times, delta, { lastFrame: lastKeyFrame(), copy: false })
    selectKeys(shifted.selected)
    return setPath(film, shot.id, shifted.path)
  })
  const begin = (): boolean => {
    grabbed.current = only.timeFrames
    return moved.onBegin()
  }
  const cancel = (): void => {
    moved.onCancel()
    selectKeys([grabbed.current])
  }
  return (
    <Field label={text('camera.field.time')}>
      <DragField
        {...moved}
        onBegin={begin}
        onCancel={cancel}
        label={text('camera.field.time')}
        unit="frames"
        value={keys.length > 1 ? null : frameNumber(only.timeFrames)}
        min={frameNumber(Math.min(0, only.timeFrames))}
        max={frameNumber(Math.max(lastKeyFrame(), only.timeFrames))}
        precision={Number.isInteger(only.timeFrames) ? 0 : 2}
        framesPerSecond={rate.numerator / rate.denominator}
        disabledReason={keys.length > 1 ? text('camera.why.many') : undefined}
      />
    </Field>
  )
}

interface LensFieldsProps {
  /** Null where the chosen keys differ. */
  readonly focalLengthMm: number | null
}

const LensFields = memo(function LensFields({ focalLengthMm: lens }: LensFieldsProps) {
  const text = useText()
  const gesture = keysGesture('camera.edit.lens', (key, focalLengthMm) => ({ ...key, focalLengthMm }))
  const inSet = lensSetMm.find((each) => each === lens)
  const options: { value: number; label: string }[] = lensSetMm.map((value) => ({ value, label: `${value} mm` }))
  if (inSet === undefined) {
    const label = lens === null ? '—' : text('camera.field.custom-lens', { value: Math.round(lens * 10) / 10 })
    options.unshift({ value: 0, label })
  }
  return (
    <Field label={text('camera.field.lens')}>
      <div className={styles['pair']}>
        <DragField
          {...gesture}
          label={text('camera.field.lens')}
          unit="mm"
          value={lens}
          min={4}
          max={600}
          step={1}
          precision={1}
        />
        <Select
          label={text('camera.field.lens-set')}
          value={inSet ?? 0}
          options={options}
          onChange={(value) => {
            if (value > 0) gesture.onCommit(value)
          }}
        />
      </div>
    </Field>
  )
})

function hasConstantSpeed({ shot: { camera } }: ShotGeometry): boolean {
  return camera.source === 'keys' && camera.path.speed === 'constant'
}

interface EasingFieldProps {
  /** Null where the chosen keys differ. */
  readonly easing: Easing | null
  readonly constant: boolean
}

const EasingField = memo(function EasingField({ easing, constant }: EasingFieldProps) {
  const text = useText()
  const options: { value: Easing | 'mixed'; label: string }[] = easingSchema.options.map((value) => ({
    value,
    label: text(`camera.easing.${value}`),
  }))
  if (easing === null) options.unshift({ value: 'mixed', label: text('camera.easing.mixed') })
  return (
    <Field label={text('camera.easing')}>
      <Select
        label={text('camera.easing')}
        value={easing ?? 'mixed'}
        options={options}
        onChange={(value) => {
          if (value !== 'mixed') easeSegments(value)
        }}
        disabledReason={constant ? text('camera.why.constant') : undefined}
      />
    </Field>
  )
})
