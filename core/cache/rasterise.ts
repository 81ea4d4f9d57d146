import { StudioError } from '../contract/errors.ts'
import type { Camera } from '../contract/generation.ts'
import { TriangleClipper } from './clip.ts'
import type { CacheMesh } from './mesh.ts'
import { cameraView, createProjectedVertices, GUARD_PIXELS, projectVertices } from './projection.ts'
import type { ProjectedVertices } from './projection.ts'
import { shadePixels, type Texture } from './texture.ts'
import { drawTriangle, HOLE, RIM, SURFACE, SURROUND, type PixelTarget } from './triangle.ts'

/** One camera's view of the board. The arrays belong to the rasteriser and hold until it draws again. */
export interface CacheFrame {
  readonly width: number
  readonly height: number
  /** float RGB 0..1 `[height, width, 3]`; 0 in holes. */
  readonly rgb: Float32Array
  /** 1 / z-depth in the camera, `[height, width]`; 0 where nothing covers the pixel. */
  readonly inverseDepth: Float32Array
  /** 1 where the board's surface is seen, else 0, `[height, width]`. */
  readonly coverage: Uint8Array
  /** Which part of the mesh each pixel shows, for the hole fill: HOLE, SURFACE, RIM or SURROUND, `[height, width]`. */
  readonly layers: Uint8Array
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
    const layers = new Uint8Array(pixels)
    const rgb = new Float32Array(pixels * 3)
    this.#frame = { width, height, rgb, inverseDepth, coverage: new Uint8Array(pixels), layers }
    this.#target = {
      width,
      height,
      inverseDepth,
      layers,
      u: new Float32Array(pixels),
      v: new Float32Array(pixels),
      footprint: new Float32Array(pixels),
    }
  }

  /**
   * @param camera pose relative to the board's camera, intrinsics in pixels of this rasteriser's size
   * @param withSurround also draw the margin round the board's frame where the board itself leaves holes; `coverage`
   *   leaves it out, `inverseDepth` and `rgb` have it
   * @returns the frame, overwritten by the next call
   * @throws StudioError `cache.camera`
   */
  render(camera: Camera, withSurround = false): CacheFrame {
    const view = cameraView(camera)
    this.#frame.rgb.fill(0)
    this.#frame.inverseDepth.fill(0)
    this.#frame.layers.fill(HOLE)
    projectVertices(this.#mesh, view, this.#vertices)
    if (this.#clipper) this.#clipper.setView(view)
    else this.#clipper = new TriangleClipper(this.#mesh, view)
    const { indices, rimStart, surroundIndices } = this.#mesh
    this.#draw(indices, 0, rimStart, SURFACE, this.#clipper)
    this.#draw(indices, rimStart, indices.length, RIM, this.#clipper)
    const { coverage, layers } = this.#frame
    for (let pixel = 0; pixel < layers.length; pixel++) coverage[pixel] = layers[pixel] === HOLE ? 0 : 1
    if (withSurround && layers.includes(HOLE)) {
      this.#draw(surroundIndices, 0, surroundIndices.length, SURROUND, this.#clipper)
    }
    const { inverseDepth, u, v, footprint } = this.#target
    shadePixels(this.#texture, inverseDepth, u, v, footprint, this.#frame.rgb)
    return this.#frame
  }

  #draw(indices: Uint32Array, start: number, end: number, layer: number, clipper: TriangleClipper): void {
    const vertices = this.#vertices
    const target = this.#target
    const { inverseDepth, count } = vertices
    for (let i = start; i < end; i += 3) {
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
