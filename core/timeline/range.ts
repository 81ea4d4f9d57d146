/** A half-open range of frames at one known rate: `start` is in it, `end` is not. Whole numbers, start <= end. */
export interface FrameRange {
  readonly start: number
  readonly end: number
}

export function rangeFrom(start: number, durationFrames: number): FrameRange {
  return { start, end: start + durationFrames }
}

export function durationOf(range: FrameRange): number {
  return range.end - range.start
}

export function containsFrame(range: FrameRange, frame: number): boolean {
  return frame >= range.start && frame < range.end
}

/** True when every frame of `inner` is in `outer`. */
export function containsRange(outer: FrameRange, inner: FrameRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}

/** The frames in both ranges, or null when there is none. */
export function intersection(a: FrameRange, b: FrameRange): FrameRange | null {
  const start = Math.max(a.start, b.start)
  const end = Math.min(a.end, b.end)
  return start < end ? { start, end } : null
}

export function shiftRange(range: FrameRange, frames: number): FrameRange {
  return { start: range.start + frames, end: range.end + frames }
}

/**
 * The range cut to `outer`. A range that shares no frame with it becomes the one frame of `outer` nearest to it, so that
 * a clip never vanishes; `outer` must have at least one frame.
 */
export function clampRange(range: FrameRange, outer: FrameRange): FrameRange {
  const start = Math.min(Math.max(range.start, outer.start), outer.end - 1)
  return { start, end: Math.max(start + 1, Math.min(range.end, outer.end)) }
}
