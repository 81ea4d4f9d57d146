/**
 * One camera of a pose list as RealEstate10K text states it: OpenCV axes, any scale of length, lens in parts of the
 * picture (fx ÷ width, fy ÷ height, cx ÷ width, cy ÷ height).
 */
export interface PoseRow {
  readonly timestampMicroseconds: number
  readonly focalX: number
  readonly focalY: number
  readonly centreX: number
  readonly centreY: number
  /** Columns 6 and 7: zeros, or the picture's size in pixels as some ComfyUI nodes write it. */
  readonly unused: readonly [number, number]
  /** Upper 3×4 of the 4×4 matrix that takes world points to camera points, row-major. */
  readonly cameraFromWorld: readonly number[]
}
