import type { Camera } from '../contract/generation.ts'
import type { MeasuredFrame, Obedience, Unmeasurable } from '../contract/obedience.ts'
import {
  cameraCtrlSums,
  distanceBetween,
  meanOf,
  travelError,
  travelScale,
  turnDegrees,
  type PosePair,
} from './path-errors.ts'
import type { FrameTrouble, ReadFrame } from './read-path.ts'
import { poseOfView, viewOfPose } from './rigid-view.ts'
import { residualsOf, type Sightings } from './sightings.ts'
import { squareOf } from './refine-view.ts'
import { trackedLens, type TrackedFrame } from './tracks.ts'

/** With fewer of its frames measured a number would speak for a take that nobody knows. */
const leastMeasuredPart = 0.5

/** A take of which nothing is known, and why. */
export function unmeasurable(reason: Unmeasurable, frames: number): Obedience {
  return {
    format: 'craneshot-obedience',
    version: 1,
    summary: { state: 'unmeasurable', reason },
    sums: null,
    travelScale: null,
    frames: new Array<null>(frames).fill(null),
  }
}

/** How far the cameras that a take's frames show are from the authored ones. */
export function judgePath(read: readonly ReadFrame[], cameras: readonly Camera[], frame: TrackedFrame): Obedience {
  const frames = read.map((one, index) => (one.ok ? measuredFrame(one, cameras[index]!, frame) : null))
  const measured = frames.filter((one) => one !== null)
  if (measured.length < Math.max(1, frames.length * leastMeasuredPart)) {
    return { ...unmeasurable(commonTrouble(read), frames.length), frames }
  }
  const pairs = frames.flatMap((one, index): PosePair[] =>
    one === null ? [] : [{ authored: cameras[index]!.worldFromCamera, achieved: one.worldFromCamera }],
  )
  return {
    format: 'craneshot-obedience',
    version: 1,
    summary: {
      state: 'measured',
      rotationDegrees: meanOf(measured.map(({ rotationDegrees }) => rotationDegrees)),
      ...travelError(pairs),
      pictureShift: meanOf(measured.map(({ pictureShift }) => pictureShift)),
      measuredFrames: measured.length,
      frames: frames.length,
    },
    sums: cameraCtrlSums(pairs),
    travelScale: travelScale(pairs),
    frames,
  }
}

function measuredFrame(
  { solved, sightings }: Extract<ReadFrame, { ok: true }>,
  { worldFromCamera, intrinsics }: Camera,
  frame: TrackedFrame,
): MeasuredFrame {
  const achieved = poseOfView(solved.view)
  const authored = { ...sightings, lens: trackedLens(intrinsics, frame) }
  return {
    worldFromCamera: achieved,
    rotationDegrees: turnDegrees(worldFromCamera, achieved),
    distance: distanceBetween(worldFromCamera, achieved),
    pictureShift: medianShift(authored, worldFromCamera, solved.agreeing) / frame.width,
    tracks: solved.agreeing.length,
  }
}

/** How far the features that agree on a camera are from where the authored one shows them, the median in pixels. */
function medianShift(sightings: Sightings, authored: readonly number[], agreeing: readonly number[]): number {
  const residuals = new Float64Array(sightings.count * 2)
  residualsOf(sightings, viewOfPose(authored), residuals)
  const squares = agreeing.map((at) => squareOf(residuals, at)).toSorted((a, b) => a - b)
  const median = squares[squares.length >> 1] ?? 0
  // Behind the authored camera: as far as a picture's width and more.
  return Math.sqrt(Math.min(median, mostShiftPixels * mostShiftPixels))
}

const mostShiftPixels = 10_000

/** What most of the frames suffer from. */
function commonTrouble(read: readonly ReadFrame[]): FrameTrouble {
  const count = (trouble: FrameTrouble): number => read.filter((one) => !one.ok && one.trouble === trouble).length
  const troubles: readonly FrameTrouble[] = ['lost', 'contradictory', 'unsure']
  return troubles.reduce((most, trouble) => (count(trouble) > count(most) ? trouble : most))
}
