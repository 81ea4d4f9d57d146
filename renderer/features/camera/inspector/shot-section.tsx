import { memo } from 'react'
import { DEFAULT_FOCAL_LENGTH_MM } from '../../../../core/camera/intrinsics.ts'
import type { CameraPath } from '../../../../core/camera/path-schema.ts'
import { setBoardLens } from '../../../../core/project/edits/boards.ts'
import { changeShotSettings, setShotDuration } from '../../../../core/project/edits/shots.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { numberGesture } from '../../../state/number-gesture.ts'
import { handleLengthRange, shotLengthRange } from '../../../state/shot-length-range.ts'
import { SegmentedControl } from '../../../ui/controls/segmented-control.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { useText } from '../../../ui/use-text.ts'
import { setAnchor, setSpeed } from '../session/key-actions.ts'
import { frameNumber, frameOfNumber } from '../model/time-scale.ts'

interface ShotSectionProps {
  readonly geometry: ShotGeometry
}

/** Whether two states of the shot show the same numbers here: a drag of its keys changes none of them. */
function sameNumbers({ geometry: a }: ShotSectionProps, { geometry: b }: ShotSectionProps): boolean {
  return (
    a.shot.id === b.shot.id &&
    a.shot.durationFrames === b.shot.durationFrames &&
    a.shot.handles === b.shot.handles &&
    a.shot.anchorFrame === b.shot.anchorFrame &&
    a.toCompile.rate === b.toCompile.rate &&
    speedOf(a) === speedOf(b) &&
    a.board === b.board
  )
}

function speedOf({ shot: { camera } }: ShotGeometry): CameraPath['speed'] | null {
  return camera.source === 'keys' ? camera.path.speed : null
}

/** Length, handles, anchor and speed of the shot, and the lens its board is taken to have. */
export const ShotSection = memo(function ShotSection({ geometry }: ShotSectionProps) {
  const text = useText()
  return (
    <Section title={text('camera.section.shot')}>
      <LengthFields geometry={geometry} />
      <AnchorField geometry={geometry} />
      <SpeedField geometry={geometry} />
      <BoardLensField geometry={geometry} />
    </Section>
  )
}, sameNumbers)

function framesOf({ toCompile: { rate } }: ShotGeometry) {
  return { unit: 'frames', framesPerSecond: rate.numerator / rate.denominator } as const
}

function LengthFields({ geometry }: ShotSectionProps) {
  const text = useText()
  const { shot } = geometry
  const frames = framesOf(geometry)
  const handle = (name: 'headFrames' | 'tailFrames') =>
    numberGesture('camera.edit.handles', (film, value) => {
      const handles = film.shots.find(({ id }) => id === shot.id)?.handles ?? shot.handles
      return changeShotSettings(film, shot.id, { handles: { ...handles, [name]: Math.round(value) } })
    })
  return (
    <>
      <Field label={text('camera.field.duration')}>
        <DragField
          {...frames}
          {...numberGesture('camera.edit.duration', (film, value) => setShotDuration(film, shot.id, Math.round(value)))}
          label={text('camera.field.duration')}
          value={shot.durationFrames}
          {...shotLengthRange}
        />
      </Field>
      <Field label={text('camera.field.handles')}>
        {(['headFrames', 'tailFrames'] as const).map((name) => (
          <DragField
            key={name}
            {...frames}
            {...handle(name)}
            label={text(name === 'headFrames' ? 'camera.field.head' : 'camera.field.tail')}
            value={shot.handles[name]}
            {...handleLengthRange}
            defaultValue={0}
          />
        ))}
      </Field>
    </>
  )
}

/** The anchor may lie outside, where the shot is a part of a longer one: there it can stay, and come nearer. */
function AnchorField({ geometry }: ShotSectionProps) {
  const text = useText()
  const { shot } = geometry
  const anchor = frameNumber(shot.anchorFrame)
  return (
    <Field label={text('camera.field.anchor')} hint={text('camera.field.anchor-hint')}>
      <DragField
        {...framesOf(geometry)}
        label={text('camera.field.anchor')}
        value={anchor}
        min={Math.min(1, anchor)}
        max={Math.max(shot.durationFrames, anchor)}
        defaultValue={1}
        onCommit={(number) => setAnchor(Math.round(frameOfNumber(number)))}
      />
    </Field>
  )
}

function SpeedField({ geometry }: ShotSectionProps) {
  const text = useText()
  const speed = speedOf(geometry)
  if (speed === null) return null
  return (
    <Field
      label={text('camera.field.speed')}
      hint={speed === 'constant' ? text('camera.field.speed.constant-hint') : undefined}
    >
      <SegmentedControl
        fill
        label={text('camera.field.speed')}
        value={speed}
        segments={(['keyed', 'constant'] as const).map((value) => ({
          value,
          label: text(`camera.field.speed.${value}`),
        }))}
        onChange={setSpeed}
      />
    </Field>
  )
}

function BoardLensField({ geometry: { board } }: ShotSectionProps) {
  const text = useText()
  return (
    <Field label={text('camera.field.board-lens')} hint={text('camera.field.board-lens-hint')}>
      <DragField
        {...numberGesture('camera.edit.board-lens', (film, focalLengthMm) =>
          setBoardLens(film, board.id, focalLengthMm),
        )}
        label={text('camera.field.board-lens')}
        unit="mm"
        value={board.lens.focalLengthMm}
        min={8}
        max={300}
        step={1}
        precision={1}
        defaultValue={DEFAULT_FOCAL_LENGTH_MM}
      />
    </Field>
  )
}
