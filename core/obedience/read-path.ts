import type { Camera } from '../contract/generation.ts'
import { fewestAgreeing, solveView, type SolvedView } from './solve-view.ts'
import { viewOfPose, type RigidView } from './rigid-view.ts'
import type { Sightings } from './sightings.ts'
import { trackedLens, type TrackedFrame, type Tracks } from './tracks.ts'

/** Why a frame's camera is not known. */
export type FrameTrouble = 'lost' | 'contradictory' | 'unsure'

/** A frame's camera as the frame shows it, or why it cannot be told. */
export type ReadFrame =
  | { readonly ok: true; readonly solved: SolvedView; readonly sightings: Sightings }
  | { readonly ok: false; readonly trouble: FrameTrouble }

/** More than the picture tells: beyond this a camera is a guess. */
const mostTurnDegrees = 0.5
const mostPlace = 0.1

/**
 * The camera of each frame, solved from the features that it shows and their places in space. The authored camera is one
 * of the guesses where the search begins; where it ends is up to the features. Its lens is taken as it is: few pixels do
 * not tell a zoom from a dolly.
 * @param points `[count, 3]` of the tracks; NaN for those that have no place
 */
export function readPath(
  tracks: Tracks,
  points: Float64Array,
  cameras: readonly Camera[],
  frame: TrackedFrame,
): ReadFrame[] {
  const read: ReadFrame[] = new Array<ReadFrame>(tracks.frames.length)
  const start = tracks.startFrame
  const readFrom = (first: number, step: 1 | -1, guess: RigidView): void => {
    let before = guess
    for (let index = first; index >= 0 && index < tracks.frames.length; index += step) {
      const sightings = sightingsOf(tracks, points, index, trackedLens(cameras[index]!.intrinsics, frame))
      read[index] = readFrame(sightings, [before, viewOfPose(cameras[index]!.worldFromCamera)])
      if (read[index]!.ok) before = (read[index] as Extract<ReadFrame, { ok: true }>).solved.view
    }
  }
  readFrom(start, 1, viewOfPose(boardPose))
  const found = read[start]!
  readFrom(start - 1, -1, found.ok ? found.solved.view : viewOfPose(boardPose))
  return read
}

const boardPose = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]

function readFrame(sightings: Sightings, guesses: readonly RigidView[]): ReadFrame {
  if (sightings.count < fewestAgreeing) return { ok: false, trouble: 'lost' }
  const solved = solveView(sightings, guesses)
  if (solved === null) return { ok: false, trouble: 'contradictory' }
  if (!(solved.turnDegrees <= mostTurnDegrees) || !(solved.place <= mostPlace)) return { ok: false, trouble: 'unsure' }
  return { ok: true, solved, sightings }
}

function sightingsOf(tracks: Tracks, points: Float64Array, index: number, lens: readonly number[]): Sightings {
  const seen = tracks.frames[index]!
  const places: number[] = []
  for (let at = 0; at < tracks.count; at++)
    if (Number.isFinite(seen[at * 2]) && Number.isFinite(points[at * 3 + 2])) places.push(at)
  const own = { points: new Float64Array(places.length * 3), pixels: new Float64Array(places.length * 2) }
  places.forEach((place, at) => {
    own.points.set(points.subarray(place * 3, place * 3 + 3), at * 3)
    own.pixels.set(seen.subarray(place * 2, place * 2 + 2), at * 2)
  })
  return { count: places.length, ...own, lens }
}
