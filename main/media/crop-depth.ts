import type { PixelBox } from './resample.ts'

/** Depth as it lies in a file: any unit, larger is farther. */
export interface DepthPlane {
  readonly width: number
  readonly height: number
  /** `[height, width]`. */
  readonly values: Float32Array
}

/** Depths whose ratio stays below this belong to one surface; farther apart an in-between depth would lie in the air. */
const sameSurfaceRatio = 1.1

/**
 * Resamples a part of a depth raster `[height, width]`. Inside a surface it interpolates 1/depth, which is linear on
 * planes; across an edge, and next to values that are no depth (not above 0, or not finite), it takes the nearest value as it is.
 * @returns float32 `[outHeight, outWidth]`.
 */
export function cropDepth(
  source: DepthPlane,
  box: PixelBox,
  out: { readonly width: number; readonly height: number },
): Float32Array {
  const result = new Float32Array(out.width * out.height)
  const at = (x: number, y: number): number => {
    const column = Math.min(source.width - 1, Math.max(0, x))
    return source.values[Math.min(source.height - 1, Math.max(0, y)) * source.width + column] as number
  }
  for (let row = 0; row < out.height; row++) {
    const y = box.y + ((row + 0.5) * box.height) / out.height - 0.5
    const top = Math.floor(y)
    for (let column = 0; column < out.width; column++) {
      const x = box.x + ((column + 0.5) * box.width) / out.width - 0.5
      const left = Math.floor(x)
      const corners = [at(left, top), at(left + 1, top), at(left, top + 1), at(left + 1, top + 1)] as const
      const nearest = Math.min(...corners)
      const smooth = nearest > 0 && Math.max(...corners) < nearest * sameSurfaceRatio
      result[row * out.width + column] = smooth
        ? 1 / blend(corners.map((depth) => 1 / depth) as [number, number, number, number], x - left, y - top)
        : at(Math.round(x), Math.round(y))
    }
  }
  return result
}

function blend(corners: readonly [number, number, number, number], right: number, down: number): number {
  const upper = corners[0] + (corners[1] - corners[0]) * right
  const lower = corners[2] + (corners[3] - corners[2]) * right
  return upper + (lower - upper) * down
}
