import { memo } from 'react'
import type { CameraKey } from '../../../../core/camera/path-schema.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { useFilm } from '../../../state/film-store.ts'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { useText } from '../../../ui/use-text.ts'
import { anchorPose, type BoardPose } from '../model/board-space.ts'
import { anglesOfKey, commonValue, placeOfKey, withAngle, withPlace, type AngleName } from '../model/key-fields.ts'
import { keysGesture } from './gesture.ts'

interface PoseFieldsProps {
  readonly geometry: ShotGeometry
  readonly keys: readonly CameraKey[]
  readonly fixed: string | undefined
}

const axes = [
  { axis: 0, prefix: 'X', name: 'camera.field.position-x' },
  { axis: 1, prefix: 'Y', name: 'camera.field.position-y' },
  { axis: 2, prefix: 'Z', name: 'camera.field.position-z' },
] as const

/** Position in metres from the board's camera. */
export function PlaceFields({ geometry, keys, fixed }: PoseFieldsProps) {
  const text = useText()
  const metresPerUnit = useFilm((film) => film.metresPerUnit, 3)
  const anchor = anchorOf(geometry)
  return (
    <Field stacked label={text('camera.field.position')}>
      {axes.map((place) => (
        <PlaceField
          key={place.axis}
          place={place}
          metres={commonValue(keys, (key) => placeOfKey(key, anchor)[place.axis] * metresPerUnit)}
          metresPerUnit={metresPerUnit}
          fixed={fixed}
        />
      ))}
    </Field>
  )
}

interface PlaceFieldProps {
  readonly place: (typeof axes)[number]
  /** Null where the chosen keys differ. */
  readonly metres: number | null
  readonly metresPerUnit: number
  readonly fixed: string | undefined
}

/** Drawn again only when its own number changed: a drag along time leaves it alone. */
const PlaceField = memo(function PlaceField({ place, metres, metresPerUnit, fixed }: PlaceFieldProps) {
  const text = useText()
  const { axis, prefix, name } = place
  return (
    <DragField
      {...keysGesture('camera.edit.move-camera', (key, value, anchor) =>
        withPlace(key, axis, value / metresPerUnit, anchor),
      )}
      label={text(name)}
      prefix={<span data-axis={prefix}>{prefix}</span>}
      size="compact"
      value={metres}
      min={-1000}
      max={1000}
      step={0.05}
      precision={2}
      defaultValue={0}
      disabledReason={fixed}
    />
  )
})

const angles: readonly { readonly name: AngleName; readonly label: 'pan' | 'tilt' | 'roll'; readonly limit: number }[] =
  [
    { name: 'panDegrees', label: 'pan', limit: 180 },
    { name: 'tiltDegrees', label: 'tilt', limit: 89.9 },
    { name: 'rollDegrees', label: 'roll', limit: 3600 },
  ]

/** Pan, tilt and roll in degrees from the board's camera. */
export function AngleFields({ geometry, keys, fixed }: PoseFieldsProps) {
  const anchor = anchorOf(geometry)
  return angles.map((angle) => (
    <AngleField
      key={angle.name}
      angle={angle}
      degrees={commonValue(keys, (key) => anglesOfKey(key, anchor)[angle.name])}
      fixed={fixed}
    />
  ))
}

interface AngleFieldProps {
  readonly angle: (typeof angles)[number]
  /** Null where the chosen keys differ. */
  readonly degrees: number | null
  readonly fixed: string | undefined
}

const AngleField = memo(function AngleField({ angle: { name, label, limit }, degrees, fixed }: AngleFieldProps) {
  const text = useText()
  return (
    <Field label={text(`camera.field.${label}`)}>
      <DragField
        {...keysGesture('camera.edit.turn-camera', (key, value, anchor) => withAngle(key, name, value, anchor))}
        label={text(`camera.field.${label}`)}
        unit="degrees"
        value={degrees}
        min={-limit}
        max={limit}
        step={0.5}
        precision={1}
        defaultValue={0}
        disabledReason={fixed}
      />
    </Field>
  )
})

const boardPose: BoardPose = { position: [0, 0, 0], orientation: [0, 0, 0, 1] }

function anchorOf({ shot }: ShotGeometry): BoardPose {
  return shot.camera.source === 'keys' ? anchorPose(shot.camera.path, shot.anchorFrame) : boardPose
}
