/** Steps between numbers of a ruler, in frames. */
const steps = [1, 2, 3, 4, 6, 8, 12, 24, 48, 72, 120, 240, 480, 960, 2400, 4800, 9600, 24_000, 48_000]

/** Where a frame stands on the strip, 0 at its left end, 1 at the shot's last frame. */
export function partOfTime(frame: number, durationFrames: number): number {
  return durationFrames < 2 ? 0 : Math.max(0, Math.min(frame / (durationFrames - 1), 1))
}

/** The frame under a part of the strip. */
export function frameAtPart(part: number, durationFrames: number): number {
  return Math.round(Math.max(0, Math.min(part, 1)) * (durationFrames - 1))
}

/** Frames that the ruler numbers: evenly from the first on, at most `count`, and the last. */
export function rulerFrames(durationFrames: number, count: number): number[] {
  const last = durationFrames - 1
  const step = steps.find((each) => last / each <= count) ?? last
  const even = Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step)
  // The last number keeps its distance from the one before.
  return [...even.filter((frame) => last - frame >= 0.6 * step), last]
}
