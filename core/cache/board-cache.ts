import type { Camera } from '../contract/generation.ts'
import type { DepthRaster, FrameIntrinsics } from './depth.ts'
import { HoleFiller } from './fill.ts'
import { buildCacheMesh, type CacheMesh } from './mesh.ts'
import { Rasteriser, type CacheFrame } from './rasterise.ts'
import { createTexture, sharpTexture, textureForFrames, type Picture, type Texture } from './texture.ts'

/** A board with its depth, ready to be looked at from any camera of a shot. */
export class BoardCache {
  readonly mesh: CacheMesh
  readonly texture: Texture
  readonly #rasteriser: Rasteriser
  readonly #filler: HoleFiller

  /**
   * @param picture the framed board at any resolution; `depth` covers the same frame
   * @param intrinsics of the board's camera in pixels of `size`
   * @param size of the board's camera's frame in pixels
   * @param sharpSize of frames to look at, whose cameras' intrinsics are in its pixels; they keep the picture's fine
   *   detail. Without it frames have `size` and are what a model is conditioned on
   * @throws StudioError `cache.raster.length`, `cache.depth.invalid`, `cache.size`
   */
  constructor(
    picture: Picture,
    depth: DepthRaster,
    intrinsics: FrameIntrinsics,
    size: { readonly width: number; readonly height: number },
    sharpSize?: { readonly width: number; readonly height: number },
  ) {
    this.mesh = buildCacheMesh(depth, intrinsics, size)
    this.texture = createTexture(picture)
    const drawn = sharpSize ?? size
    const texture = sharpSize ? sharpTexture(this.texture) : textureForFrames(this.texture, size)
    this.#rasteriser = new Rasteriser(this.mesh, texture, drawn)
    this.#filler = new HoleFiller(drawn.width, drawn.height)
  }

  /**
   * One camera's view with its holes filled; `coverage` is 1 where the board was seen, else 0.
   * @returns the frame, overwritten by the next call
   * @throws StudioError `cache.camera`
   */
  render(camera: Camera): CacheFrame {
    const frame = this.#rasteriser.render(camera, true)
    this.#filler.fill(frame)
    return frame
  }
}
