/** A colour token that canvases and 3D scenes draw with. */
export type DrawingColour =
  | 'axis-x'
  | 'axis-y'
  | 'axis-z'
  | 'camera-path'
  | 'camera-key'
  | 'uncovered'
  | 'playhead'
  | 'track-picture'
  | 'track-sound'
  | 'surface-well'
  | 'surface-panel'
  | 'line'
  | 'text'
  | 'text-muted'
  | 'accent'
  | 'warn'

/**
 * The present value of a colour of tokens.css, such as `#f0c25c`, for what CSS cannot reach. It costs a style read: take
 * it when a scene is built, not for each frame.
 */
export function drawingColour(name: DrawingColour): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}
