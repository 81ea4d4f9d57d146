import type { FrameRate } from '../../../core/contract/generation.ts'
import type { FrameRange } from '../../../core/timeline/range.ts'

/** Playing that has begun. */
interface Playing {
  readonly startFrame: number
  /** Times real time; negative plays backwards. */
  readonly speed: number
}

/**
 * The frame that is due some time after playing began: frames follow from the time, so that a late picture drops frames
 * and never slows the film down.
 * @param range at least one frame; `startFrame` lies in it
 * @returns the frame, and whether the range has ended; a loop never ends
 */
export function frameDue(
  { startFrame, speed }: Playing,
  milliseconds: number,
  played: { readonly range: FrameRange; readonly rate: FrameRate; readonly loop: boolean },
): { readonly frame: number; readonly ended: boolean } {
  const { range, rate, loop } = played
  const framesPerMillisecond = rate.numerator / rate.denominator / 1000
  // A clock that counts in whole frames may be a rounding short of the next one.
  const passed = Math.floor(Math.max(0, milliseconds) * framesPerMillisecond * Math.abs(speed) + 1e-6)
  const frame = startFrame + Math.sign(speed) * passed
  if (frame >= range.start && frame < range.end) return { frame, ended: false }
  if (!loop) return { frame: speed > 0 ? range.end - 1 : range.start, ended: true }
  const length = range.end - range.start
  return { frame: range.start + ((((frame - range.start) % length) + length) % length), ended: false }
}

/**
 * Frames that are due next, for reading ahead. Fast playing skips the frames between.
 * @param count how many
 */
export function comingFrames(
  frame: number,
  speed: number,
  { range, loop }: { readonly range: FrameRange; readonly loop: boolean },
  count: number,
): number[] {
  const step = speed === 0 ? 1 : Math.sign(speed) * Math.max(1, Math.round(Math.abs(speed)))
  const length = range.end - range.start
  const frames: number[] = []
  for (let ahead = 1; ahead <= count; ahead++) {
    const next = frame + ahead * step
    if (next >= range.start && next < range.end) frames.push(next)
    else if (loop && length > 0) frames.push(range.start + ((((next - range.start) % length) + length) % length))
    else break
  }
  return frames
}
