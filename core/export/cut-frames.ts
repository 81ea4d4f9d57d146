import type { CutSequence } from './cut-sequence.ts'
import { placeClips, sequenceDuration, shownSource } from './placed-clips.ts'

/** A picture of one frame of the cut: which media, which of its frames (0 its first), and how much of it is seen, 0..1. */
export interface CutLayer {
  readonly mediaId: string
  readonly frame: number
  readonly weight: number
}

/**
 * What each frame of the first picture track shows: nothing in a gap and where only sound is left, one picture in a clip,
 * two under a dissolve, whose incoming one grows linearly and is weighed in the middle of the frame's time. Lasts as long
 * as the pictures and the sounds do.
 */
export function cutFrames(sequence: CutSequence): CutLayer[][] {
  const [track] = sequence.pictureTracks
  const pictureTracks = sequence.pictureTracks.slice(0, 1)
  const frames = Array.from({ length: sequenceDuration({ ...sequence, pictureTracks }) }, (): CutLayer[] => [])
  for (const placed of track === undefined ? [] : placeClips(sequence, track)) {
    const { media, record, leadIn, leadOut } = placed
    const source = shownSource(placed)
    const first = record.start - (leadIn?.inFrames ?? 0)
    for (let frame = source.start; frame < source.end; frame++) {
      const at = first + frame - source.start
      const arrived = leadIn === null ? 1 : dissolved(at - first, leadIn.inFrames + leadIn.outFrames)
      const gone =
        leadOut === null ? 0 : dissolved(at - record.end + leadOut.inFrames, leadOut.inFrames + leadOut.outFrames)
      frames[at]?.push({ mediaId: media.id, frame, weight: Math.min(arrived, 1 - gone) })
    }
  }
  return frames
}

/** Part of the incoming picture in a dissolve's frame, counted from its first; 0 before it, 1 after it. */
function dissolved(frame: number, frames: number): number {
  return Math.min(1, Math.max(0, (frame + 0.5) / frames))
}
