import type { Camera } from '../contract/generation.ts'
import type { Move, MoveName } from '../camera/move-names.ts'
import { log } from '../math/exponential.ts'
import { atan2 } from '../math/trigonometry.ts'
import { crossProduct, dotProduct, subtractVectors, vectorLength, type Vector3 } from '../math/vector3.ts'

/** Cameras that are looked at on the way: a loop ends where it began, and its name is what lies between. */
const mostLookedAt = 33

/** Where a camera is as the first one sees it: degrees, subject distances, a focal-length factor. */
interface Displacement {
  readonly pan: number
  readonly tilt: number
  readonly roll: number
  readonly right: number
  readonly up: number
  readonly forward: number
  readonly zoom: number
}

/** Amounts that the eye takes for a move and not for a tremble: degrees, subject distances, a factor's logarithm. */
const least = { degrees: 1, distance: 0.01, zoom: 0.01 } as const
/** So many degrees weigh as much as one subject distance: what an orbit of that angle travels. */
const degreesOfDistance = 57.3
/** Parts of a path that weigh less than this part of its largest are not named. */
const leastPart = 0.2
/** An orbit or a crane keeps its subject in the middle: turn and travel fit one another up to this factor. */
const leastFit = 0.5
const mostFit = 2

/**
 * A path in film terms, out of its poses: what they do from the first to the last one, or to the farthest where they come
 * back. Keys know nothing of the move that they were made with, and an imported file never had one.
 * @returns the largest moves, at most two; none for a camera that stands
 */
export function cameraMove(cameras: readonly Camera[]): Move[] {
  const [first] = cameras
  if (first === undefined) return []
  const found = lookedAt(cameras).map((camera) => displacement(first, camera))
  const last = found.at(-1)!
  const farthest = found.reduce((most, each) => (weightOf(each) > weightOf(most) ? each : most), last)
  return namedMoves(weightOf(last) < weightOf(farthest) / 2 ? farthest : last)
}

function lookedAt(cameras: readonly Camera[]): Camera[] {
  const count = Math.min(mostLookedAt, cameras.length)
  const step = count > 1 ? (cameras.length - 1) / (count - 1) : 0
  return Array.from({ length: count }, (_, index) => cameras[Math.round(index * step)]!)
}

function displacement(first: Camera, camera: Camera): Displacement {
  const [right, down, forward] = axesOf(first)
  const travel = subtractVectors(placeOf(camera), placeOf(first))
  const seen = (vector: Vector3): Vector3 => [
    dotProduct(right, vector),
    dotProduct(down, vector),
    dotProduct(forward, vector),
  ]
  const [ownRight, , ownForward] = axesOf(camera).map(seen) as unknown as readonly [Vector3, Vector3, Vector3]
  const [x, y, z] = ownForward
  const flat = Math.sqrt(x * x + z * z)
  // The right of a camera that looks there without rolling; straight up or down there is none of its own.
  const level: Vector3 = flat < 1e-6 ? [1, 0, 0] : [z / flat, 0, -x / flat]
  const [travelRight, travelDown, travelForward] = seen(travel)
  return {
    pan: degrees(atan2(x, z)),
    tilt: degrees(atan2(-y, flat)),
    roll: degrees(atan2(dotProduct(ownRight, crossProduct(ownForward, level)), dotProduct(ownRight, level))),
    right: travelRight,
    up: -travelDown,
    forward: travelForward,
    zoom: (camera.intrinsics[0] ?? 1) / (first.intrinsics[0] ?? 1),
  }
}

/** Right, down and forward of a camera in world axes: the columns of its rotation. */
function axesOf({ worldFromCamera: rows }: Camera): readonly [Vector3, Vector3, Vector3] {
  const column = (at: number): Vector3 => [rows[at] ?? 0, rows[at + 4] ?? 0, rows[at + 8] ?? 0]
  return [column(0), column(1), column(2)]
}

function placeOf({ worldFromCamera: rows }: Camera): Vector3 {
  return [rows[3] ?? 0, rows[7] ?? 0, rows[11] ?? 0]
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI
}

function weightOf({ pan, tilt, roll, right, up, forward, zoom }: Displacement): number {
  const turned = (Math.abs(pan) + Math.abs(tilt) + Math.abs(roll)) / degreesOfDistance
  return turned + vectorLength([right, up, forward]) + Math.abs(log(zoom))
}

/** The moves with their weights, an orbit and a crane in place of the two that they are made of. */
function namedMoves({ pan, tilt, roll, right, up, forward, zoom }: Displacement): Move[] {
  const orbits = fits(-pan / degreesOfDistance, right)
  const cranes = fits(-tilt / degreesOfDistance, up)
  const parts: readonly (readonly [MoveName, number, number])[] = [
    ...(orbits ? [part('orbit', -pan, 'degrees')] : [part('pan', pan, 'degrees'), part('truck', right, 'distance')]),
    ...(cranes ? [part('crane', up, 'distance')] : [part('tilt', tilt, 'degrees'), part('pedestal', up, 'distance')]),
    part('roll', roll, 'degrees'),
    // Going round, a camera comes forward without anybody dollying.
    ...(orbits && Math.abs(forward) < Math.abs(right) ? [] : [part('dolly', forward, 'distance')]),
    ['zoom', zoom, Math.abs(log(zoom)) < least.zoom ? 0 : Math.abs(log(zoom))],
  ]
  const seen = parts.filter(([, , weight]) => weight > 0).toSorted((a, b) => b[2] - a[2])
  const largest = seen[0]?.[2] ?? 0
  return seen
    .slice(0, 2)
    .filter(([, , weight]) => weight >= largest * leastPart)
    .map(([name, amount]) => ({ name, amount }))
}

function part(name: MoveName, amount: number, unit: 'degrees' | 'distance'): readonly [MoveName, number, number] {
  const size = Math.abs(amount)
  if (size < least[unit]) return [name, amount, 0]
  return [name, amount, unit === 'degrees' ? size / degreesOfDistance : size]
}

/** Whether a turn against the travel keeps in the middle what lies about one subject distance away. */
function fits(turnedBack: number, travelled: number): boolean {
  if (Math.abs(travelled) < least.distance * 3) return false
  const ratio = turnedBack / travelled
  return ratio > leastFit && ratio < mostFit
}
