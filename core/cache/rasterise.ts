import { StudioError } from '../contract/errors.ts'
import type { Camera } from '../contract/generation.ts'
import { TriangleClipper } from './clip.ts'
import type { CacheMesh } from './mesh.ts'
import { cameraView, createProjectedVertices, GUARD_PIXELS, projectVertices } from './projection.ts'
import type { ProjectedVertices } from './projection.ts'
import { shadePixels, type Texture } from './texture.ts'
import { drawTriangle, type PixelTarget } from './triangle.ts'

/** What a pixel of {@link CacheFrame} shows. */
export const HOLE = 0
/** The board's own surface. */
export const SURFACE = 1
/** The margin that continues the frame's border, only drawn for the hole fill. */
export const SURROUND = 2

/** One camera's view of the board. The arrays belong to the rasteriser and hold until it draws again. */
export interface CacheFrame {
  readonly width: number
  readonly height: number
  /** float RGB 0..1 `[height, width, 3]`; 0 in holes. */
  readonly rgb: Float32Array
  /** 1 / z-depth in the camera, `[height, width]`; 0 where nothing covers the pixel. */
  readonly inverseDepth: Float32Array
  /** `[height, width]`: {@link HOLE}, {@link SURFACE} or {@link SURROUND}. */
  readonly coverage: Uint8Array
}

/**
 * Draws a board's mesh from any camera: z-buffer, perspective-correct, pixel centres at half integers, near plane and
 * back faces handled. Only + − × ÷ √ are used, so every engine draws the same bits.
 */
export class Rasteriser {
  readonly #mesh: CacheMesh
  readonly #texture: Texture
  readonly #vertices: ProjectedVertices
  readonly #target: PixelTarget
  readonly #frame: CacheFrame
  #clipper: TriangleClipper | null = null

  /**
   * @param size of the frames in pixels, 1 to 8192 a side
   * @throws StudioError `cache.size`
   */
  constructor(mesh: CacheMesh, texture: Texture, size: { readonly width: number; readonly height: number }) {
    const { width, height } = size
    const limit = GUARD_PIXELS / 2
    const fits = (extent: number): boolean => Number.isInteger(extent) && extent >= 1 && extent <= limit
    if (!fits(width) || !fits(height)) throw new StudioError('cache.size', { width, height, limit })
    this.#mesh = mesh
    this.#texture = texture
    this.#vertices = createProjectedVertices(mesh)
    const pixels = width * height
    const inverseDepth = new Float32Array(pixels)
    const coverage = new Uint8Array(pixels)
    this.#frame = { width, height, rgb: new Float32Array(pixels * 3), inverseDepth, coverage }
    this.#target = {
      width,
      height,
      inverseDepth,
      coverage,
      u: new Float32Array(pixels),
      v: new Float32Array(pixels),
      footprint: new Float32Array(pixels),
    }
  }

  /**
   * @param camera pose relative to the board's camera, intrinsics in pixels of this rasteriser's size
   * @param withSurround also draw the margin round the board's frame where the board itself leaves holes
   * @returns the frame, overwritten by the next call
   * @throws StudioError `cache.camera`
   */
  render(camera: Camera, withSurround = false): CacheFrame {
    const view = cameraView(camera)
    this.#frame.rgb.fill(0)
    this.#frame.inverseDepth.fill(0)
    this.#frame.coverage.fill(HOLE)
    projectVertices(this.#mesh, view, this.#vertices)
    if (this.#clipper) this.#clipper.setView(view)
    else this.#clipper = new TriangleClipper(this.#mesh, view)
    this.#draw(this.#mesh.indices, SURFACE, this.#clipper)
    if (withSurround && this.#frame.coverage.includes(HOLE)) {
      this.#draw(this.#mesh.surroundIndices, SURROUND, this.#clipper)
    }
    const { inverseDepth, u, v, footprint } = this.#target
    shadePixels(this.#texture, inverseDepth, u, v, footprint, this.#frame.rgb)
    return this.#frame
  }

  #draw(indices: Uint32Array, layer: number, clipper: TriangleClipper): void {
    const vertices = this.#vertices
    const target = this.#target
    const { inverseDepth, count } = vertices
    for (let i = 0; i < indices.length; i += 3) {
      const a = indices[i]!
      const b = indices[i + 1]!
      const c = indices[i + 2]!
      if (inverseDepth[a] !== 0 && inverseDepth[b] !== 0 && inverseDepth[c] !== 0) {
        drawTriangle(target, vertices, a, b, c, layer)
        continue
      }
      const corners = clipper.clip(a, b, c, vertices)
      for (let k = 1; k < corners - 1; k++) drawTriangle(target, vertices, count, count + k, count + k + 1, layer)
    }
  }
}
