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
      {axes.map(({ axis, prefix, name }) => (
        <DragField
          key={axis}
          {...keysGesture('camera.edit.move-camera', (key, metres) =>
            withPlace(key, axis, metres / metresPerUnit, anchor),
          )}
          label={text(name)}
          prefix={<span data-axis={prefix}>{prefix}</span>}
          size="compact"
          value={commonValue(keys, (key) => placeOfKey(key, anchor)[axis] * metresPerUnit)}
          min={-1000}
          max={1000}
          step={0.05}
          precision={2}
          defaultValue={0}
          disabledReason={fixed}
        />
      ))}
    </Field>
  )
}

const angles: readonly { readonly name: AngleName; readonly label: 'pan' | 'tilt' | 'roll'; readonly limit: number }[] =
  [
    { name: 'panDegrees', label: 'pan', limit: 180 },
    { name: 'tiltDegrees', label: 'tilt', limit: 89.9 },
    { name: 'rollDegrees', label: 'roll', limit: 3600 },
  ]

/** Pan, tilt and roll in degrees from the board's camera. */
export function AngleFields({ geometry, keys, fixed }: PoseFieldsProps) {
  const text = useText()
  const anchor = anchorOf(geometry)
  return angles.map(({ name, label, limit }) => (
    <Field key={name} label={text(`camera.field.${label}`)}>
      <DragField
        {...keysGesture('camera.edit.turn-camera', (key, degrees) => withAngle(key, name, degrees, anchor))}
        label={text(`camera.field.${label}`)}
        unit="degrees"
        value={commonValue(keys, (key) => anglesOfKey(key, anchor)[name])}
        min={-limit}
        max={limit}
        step={0.5}
        precision={1}
        defaultValue={0}
        disabledReason={fixed}
      />
    </Field>
  ))
}

const boardPose: BoardPose = { position: [0, 0, 0], orientation: [0, 0, 0, 1] }

function anchorOf({ shot }: ShotGeometry): BoardPose {
  return shot.camera.source === 'keys' ? anchorPose(shot.camera.path, shot.anchorFrame) : boardPose
}
