import { rotateVector } from '../../../../core/math/quaternion.ts'
import { atan2 } from '../../../../core/math/trigonometry.ts'
import { addVectors, dotProduct, scaleVector, subtractVectors, type Vector3 } from '../../../../core/math/vector3.ts'
import { projectToScreen, type Screen } from './screen.ts'

/** Pixels from the upper left of a viewport. */
export type ScreenPlace = readonly [x: number, y: number]

/** An axis so steeply towards the eye that a pixel would be a leap. */
const steepest = 0.1
/** So far along a line its picture counts as straight, subject distances. */
const small = 1e-3

/** How far along an axis through `origin` the pointer went, subject distances. 0 where the axis looks into the eye. */
export function travelAlong(
  screen: Screen,
  { origin, direction }: { readonly origin: Vector3; readonly direction: Vector3 },
  from: ScreenPlace,
  to: ScreenPlace,
): number {
  const along = pixelsPerUnit(screen, origin, direction)
  const across = pixelsPerUnit(screen, origin, rotateVector(screen.orientation, [1, 0, 0]))
  if (along === null || across === null) return 0
  const squared = along[0] * along[0] + along[1] * along[1]
  if (squared < (steepest * across[0]) ** 2) return 0
  return ((to[0] - from[0]) * along[0] + (to[1] - from[1]) * along[1]) / squared
}

/** How far the pointer went about an axis through `origin`, degrees anticlockwise as seen from the axis' tip. */
export function turnAbout(
  screen: Screen,
  { origin, direction }: { readonly origin: Vector3; readonly direction: Vector3 },
  from: ScreenPlace,
  to: ScreenPlace,
): number {
  const centre = projectToScreen(screen, origin)
  if (centre === null) return 0
  const angle = ([x, y]: ScreenPlace): number => (atan2(centre[1] - y, x - centre[0]) * 180) / Math.PI
  const turned = angle(to) - angle(from)
  const shortest = turned - 360 * Math.round(turned / 360)
  const towardsEye =
    screen.orthographicHalfHeight === null
      ? subtractVectors(screen.position, origin)
      : rotateVector(screen.orientation, [0, 0, 1])
  return dotProduct(direction, towardsEye) < 0 ? -shortest : shortest
}

function pixelsPerUnit(screen: Screen, origin: Vector3, direction: Vector3): ScreenPlace | null {
  const from = projectToScreen(screen, origin)
  const to = projectToScreen(screen, addVectors(origin, scaleVector(direction, small)))
  return from === null || to === null ? null : [(to[0] - from[0]) / small, (to[1] - from[1]) / small]
}
