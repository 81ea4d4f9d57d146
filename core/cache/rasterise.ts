import { StudioError } from '../contract/errors.ts'
import type { Camera } from '../contract/generation.ts'
import { cutFringe } from './fringe.ts'
import { MeshDrawer } from './mesh-drawer.ts'
import type { CacheMesh } from './mesh.ts'
import { cameraView, GUARD_PIXELS } from './projection.ts'
import { shadePixels, type Texture } from './texture.ts'
import { FRINGE, HOLE, INVENTED, RIM, SURFACE, SURROUND, type PixelTarget } from './triangle.ts'

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
  /** Which part of the mesh each pixel shows, for the hole fill: HOLE, SURFACE, RIM, FRINGE, SURROUND, INVENTED and above. */
  readonly layers: Uint8Array
}

/** Surface that the board does not show, e.g. what a model drew behind it. */
export interface InventedSurface {
  /** All of its triangles are in `indices`. */
  readonly mesh: CacheMesh
  readonly texture: Texture
}

/** As many as layer numbers are left. */
const MOST_INVENTED = 255 - INVENTED + 1

/**
 * Draws a board's mesh from any camera: z-buffer, perspective-correct, pixel centres at half integers, near plane and
 * back faces handled. Only + − × ÷ √ are used, so every engine draws the same bits.
 */
export class Rasteriser {
  readonly #board: MeshDrawer
  readonly #invented: MeshDrawer[] = []
  readonly #textures: Texture[]
  readonly #target: PixelTarget
  readonly #frame: CacheFrame
  readonly #cutsFringe: boolean

  /**
   * @param size of the frames in pixels, 1 to 8192 a side
   * @param cutsFringe leave out the board's surface right behind a depth jump where a hole opens beside it: some of the
   *   near object's colour sticks to it, which would show as a line
   * @throws StudioError `cache.size`
   */
  constructor(
    mesh: CacheMesh,
    texture: Texture,
    size: { readonly width: number; readonly height: number },
    cutsFringe = false,
  ) {
    const { width, height } = size
    const limit = GUARD_PIXELS / 2
    const fits = (extent: number): boolean => Number.isInteger(extent) && extent >= 1 && extent <= limit
    if (!fits(width) || !fits(height)) throw new StudioError('cache.size', { width, height, limit })
    this.#board = new MeshDrawer(mesh)
    this.#textures = [texture]
    this.#cutsFringe = cutsFringe
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
   * From now on draws a surface where the board's own leaves holes. Of two such surfaces that lie in one place the one
   * added first is seen. @throws RangeError for more than 252
   */
  addInvented({ mesh, texture }: InventedSurface): void {
    if (this.#invented.length === MOST_INVENTED) throw new RangeError(`more than ${MOST_INVENTED} invented surfaces`)
    this.#invented.push(new MeshDrawer(mesh))
    this.#textures.push(texture)
  }

  /**
   * @param camera pose relative to the board's camera, intrinsics in pixels of this rasteriser's size
   * @param withSurround also draw the margin round the board's frame where everything else leaves holes; `coverage`
   *   leaves it and invented surface out, `inverseDepth` and `rgb` have them
   * @returns the frame, overwritten by the next call
   * @throws StudioError `cache.camera`
   */
  render(camera: Camera, withSurround = false): CacheFrame {
    const view = cameraView(camera)
    const { rgb, inverseDepth, coverage, layers } = this.#frame
    const target = this.#target
    rgb.fill(0)
    inverseDepth.fill(0)
    layers.fill(HOLE)
    this.#board.aim(view)
    const { indices, rimStart, fringeStart, surroundIndices } = this.#board.mesh
    this.#board.draw(target, indices, 0, rimStart, SURFACE)
    this.#board.draw(target, indices, rimStart, fringeStart, RIM)
    this.#board.draw(target, indices, fringeStart, indices.length, FRINGE)
    if (this.#cutsFringe) cutFringe(target)
    for (let pixel = 0; pixel < layers.length; pixel++) coverage[pixel] = layers[pixel] === HOLE ? 0 : 1
    if (layers.includes(HOLE)) {
      for (const [index, surface] of this.#invented.entries()) {
        surface.aim(view)
        surface.draw(target, surface.mesh.indices, 0, surface.mesh.indices.length, INVENTED + index)
      }
      if (withSurround) this.#board.draw(target, surroundIndices, 0, surroundIndices.length, SURROUND)
    }
    shadePixels(this.#textures, target, rgb)
    return this.#frame
  }
}
