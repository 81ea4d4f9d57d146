/** Which frames a timeline shows, and how wide. */
export interface TimeScale {
  /** Frame at the left edge of frame columns, fractions allowed. */
  readonly startFrame: number
  readonly pixelsPerFrame: number
}

/** Space at both ends of a timeline that shows a whole shot, pixels. */
export const edgePixels = 16

/** The scale that shows frames `start` to before `end` in that width. */
export function fittedScale(start: number, end: number, widthPixels: number): TimeScale {
  const inner = Math.max(1, widthPixels - 2 * edgePixels)
  const pixelsPerFrame = inner / Math.max(1, end - 1 - start)
  return { startFrame: start - edgePixels / pixelsPerFrame, pixelsPerFrame }
}

/** Place of a frame from the timeline's left edge. */
export function frameToPixels({ startFrame, pixelsPerFrame }: TimeScale, frame: number): number {
  return (frame - startFrame) * pixelsPerFrame
}

/** The reverse, not rounded. */
export function pixelsToFrame({ startFrame, pixelsPerFrame }: TimeScale, pixels: number): number {
  return startFrame + pixels / pixelsPerFrame
}

/** Zoomed by a factor with the frame under the pointer kept there. */
export function zoomedScale(scale: TimeScale, factor: number, atPixels: number, limits: ZoomLimits): TimeScale {
  const pixelsPerFrame = Math.max(limits.least, Math.min(limits.most, scale.pixelsPerFrame * factor))
  return { startFrame: pixelsToFrame(scale, atPixels) - atPixels / pixelsPerFrame, pixelsPerFrame }
}

/** Pixels of a frame. */
export interface ZoomLimits {
  readonly least: number
  readonly most: number
}

/** The number of a frame for people, who count from 1; a head handle's frames go down from 0. */
export function frameNumber(frame: number): number {
  return Math.round((frame + 1) * 100) / 100
}

/** The frame that people call by that number. */
export function frameOfNumber(number: number): number {
  return number - 1
}

/**
 * Frames between two numbered marks of the ruler: the smallest of 1, 2, 5, 10, … and whole seconds that keeps numbers
 * apart.
 */
export function rulerStep(pixelsPerFrame: number, framesPerSecond: number, leastPixels = 56): number {
  const second = Math.max(1, Math.round(framesPerSecond))
  const steps = [1, 2, 5, 10, second, 2 * second, 5 * second, 10 * second, 30 * second, 60 * second]
  const sorted = steps.toSorted((a, b) => a - b)
  return sorted.find((step) => step * pixelsPerFrame >= leastPixels) ?? 60 * second
}
