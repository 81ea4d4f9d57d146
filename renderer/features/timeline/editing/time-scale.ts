/** Zoom of the timeline: how wide a frame is. */
const leastPixelsPerFrame = 0.002
const mostPixelsPerFrame = 48

/** One press of the zoom keys, one notch of a wheel. */
export const zoomStep = 1.25

export function clampZoom(pixelsPerFrame: number): number {
  return Math.min(mostPixelsPerFrame, Math.max(leastPixelsPerFrame, pixelsPerFrame))
}

/** The zoom at which so many frames fill that many pixels, with a little room after them. */
export function fitZoom(frames: number, pixels: number): number {
  return clampZoom((pixels * 0.96) / Math.max(1, frames))
}

/** The scroll position, pixels, that keeps a frame under the pointer when the zoom changes. */
export function scrollAround(frame: number, pointerPixels: number, pixelsPerFrame: number): number {
  return Math.max(0, frame * pixelsPerFrame - pointerPixels)
}

/** The frame whose picture lies under a pixel of the timeline's content. */
export function frameUnder(pixels: number, pixelsPerFrame: number): number {
  return Math.max(0, Math.floor(pixels / pixelsPerFrame))
}

/** The cut between frames that is nearest to a pixel. */
export function boundaryNear(pixels: number, pixelsPerFrame: number): number {
  return Math.max(0, Math.round(pixels / pixelsPerFrame))
}

/**
 * The scroll position that shows a frame: unchanged while it is in sight, else a page on so that it stands near the left.
 */
export function scrollToShow(frame: number, view: { scroll: number; pixels: number; pixelsPerFrame: number }): number {
  const at = frame * view.pixelsPerFrame
  if (at >= view.scroll && at <= view.scroll + view.pixels - 2) return view.scroll
  return Math.max(0, at - view.pixels * 0.1)
}
