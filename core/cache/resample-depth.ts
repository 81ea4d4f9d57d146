import type { DepthRaster } from './depth.ts'

/** A rectangle in pixels of a raster; edges may lie between pixels. */
export interface DepthBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Depths whose ratio stays below this belong to one surface; farther apart an in-between depth would lie in the air. */
const sameSurfaceRatio = 1.1

/**
 * Resamples a part of a depth raster in any unit, larger is farther. Inside a surface it interpolates 1/depth, which is
 * linear on planes; across an edge, and next to values that are no depth (not above 0, or not finite), it takes the
 * nearest value as it is.
 * @param out width and height of the result, at least 1
 */
export function resampleDepth(
  source: DepthRaster,
  box: DepthBox,
  out: { readonly width: number; readonly height: number },
): DepthRaster {
  const values = new Float32Array(out.width * out.height)
  const at = (x: number, y: number): number => {
    const column = Math.min(source.width - 1, Math.max(0, x))
    return source.values[Math.min(source.height - 1, Math.max(0, y)) * source.width + column]!
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
      values[row * out.width + column] = smooth
        ? 1 / blend(corners.map((depth) => 1 / depth) as [number, number, number, number], x - left, y - top)
        : at(Math.round(x), Math.round(y))
    }
  }
  return { width: out.width, height: out.height, values }
}

function blend(corners: readonly [number, number, number, number], right: number, down: number): number {
  const upper = corners[0] + (corners[1] - corners[0]) * right
  const lower = corners[2] + (corners[3] - corners[2]) * right
  return upper + (lower - upper) * down
}
