import type { PackSummary, TakeSummary } from '../../../core/contract/studio.ts'
import { shotFrames } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { durationOf } from '../../../core/timeline/range.ts'

/** Takes that an estimate looks back at. */
const remembered = 8

/**
 * How long a take of the shot will run here, from the pace of this project's last takes with the same pack: time for each
 * frame and step. Null until there is one.
 */
export function estimatedMilliseconds(shot: Shot, pack: PackSummary, takes: readonly TakeSummary[]): number | null {
  const paces = takes
    .filter((take) => take.pack.id === pack.id && take.milliseconds > 0)
    .toSorted((a, b) => b.madeAt - a.madeAt)
    .slice(0, remembered)
    .map((take) => take.milliseconds / work(take.frames, take.steps))
    .toSorted((a, b) => a - b)
  const median = paces[Math.floor(paces.length / 2)]
  if (median === undefined) return null
  return median * work(durationOf(shotFrames(shot)), shot.generation.steps ?? pack.steps.standard)
}

/** Every frame is decoded once, whatever the steps: about as much as four steps of it. */
const decodingInSteps = 4

function work(frames: number, steps: number): number {
  return frames * (steps + decodingInSteps)
}
