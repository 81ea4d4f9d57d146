import { addVectors, scaleVector } from '../../../../core/math/vector3.ts'
import { directionOf } from '../model/key-transform.ts'
import type { CameraSession } from '../session/camera-session.ts'
import { tokenColour } from './colours.ts'
import type { ColouredSegment } from './fat-lines.ts'
import type { KeyCone } from './path-lines.ts'

/** Far beyond every board, subject distances. */
const reach = 50

/** The axis that the chosen keys are moved along or turned about, through each of them. */
export function axisLines(
  cones: readonly KeyCone[],
  { selected, transform }: Pick<CameraSession, 'selected' | 'transform'>,
): ColouredSegment[] {
  if (transform === null || transform.axis === null) return []
  const colour = tokenColour(`--axis-${transform.axis}`)
  return cones.flatMap(({ timeFrames, anchored, pose }) => {
    const direction = anchored || !selected.includes(timeFrames) ? null : directionOf(transform, pose)
    if (direction === null) return []
    const end = (by: number) => addVectors(pose.position, scaleVector(direction, by))
    return [{ segment: [end(-reach), end(reach)] as const, colour }]
  })
}
