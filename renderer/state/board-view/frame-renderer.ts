import { BoardCache } from '../../../core/cache/board-cache.ts'
import { coveredPart, pathCoverage } from '../../../core/cache/coverage.ts'
import type { DepthRaster } from '../../../core/cache/depth.ts'
import { buildCacheMesh, type CacheMesh } from '../../../core/cache/mesh.ts'
import { Rasteriser, type CacheFrame } from '../../../core/cache/rasterise.ts'
import { createTexture, type Picture } from '../../../core/cache/texture.ts'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import type { Camera } from '../../../core/contract/generation.ts'

/** A board as the renderer of its frames gets it. */
export interface BoardToRender {
  readonly picture: Picture
  readonly depth: DepthRaster
  /** fx, fy, cx, cy of the board's camera in pixels of `size`. */
  readonly intrinsics: readonly number[]
  /** The model size. */
  readonly size: PixelSize
}

/** One camera's view of a board: exactly the picture that the model is conditioned on, in 8 bits. */
export interface ViewFrame {
  readonly width: number
  readonly height: number
  /** `[height, width, 4]`, opaque. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
  /** 1 where the board's surface is seen, else 0, `[height, width]`. */
  readonly coverage: Uint8Array<ArrayBuffer>
  /** Mean of `coverage`. */
  readonly coveredPart: number
}

/** Longest side of the frames that {@link FrameRenderer.coverage} counts in. */
const coverageSide = 96
/** Of a draft's side and triangles, against the model size. */
const draftScale = 0.5

/** Draws frames of one board; the worker holds one for each board it was given. */
export class FrameRenderer {
  readonly #board: BoardToRender
  readonly #cache: BoardCache
  #draft: { readonly cache: BoardCache; readonly scale: number } | null = null
  #small: { readonly rasteriser: Rasteriser; readonly scale: number } | null = null

  /** @throws StudioError `cache.*` */
  constructor(board: BoardToRender) {
    this.#board = board
    this.#cache = new BoardCache(board.picture, board.depth, board.intrinsics, board.size)
  }

  /** The triangles that are drawn; what shows them must not change them. */
  get mesh(): CacheMesh {
    return this.#cache.mesh
  }

  /** @throws StudioError `cache.camera` */
  render(camera: Camera): ViewFrame {
    return viewOf(this.#cache.render(camera))
  }

  /**
   * The same view at half the size with a quarter of the triangles: for a camera that is being moved.
   * @throws StudioError `cache.camera`
   */
  draft(camera: Camera): ViewFrame {
    this.#draft ??= draftCache(this.#board)
    const { cache, scale } = this.#draft
    return viewOf(cache.render(scaledCamera(camera, scale)))
  }

  /** Covered part of each camera's frame, 0..1, counted on a coarse copy of the board: good for advice. */
  coverage(cameras: readonly Camera[]): number[] {
    this.#small ??= coarseRasteriser(this.#board)
    const { rasteriser, scale } = this.#small
    return pathCoverage(
      rasteriser,
      cameras.map((camera) => scaledCamera(camera, scale)),
    )
  }
}

function viewOf(frame: CacheFrame): ViewFrame {
  return {
    width: frame.width,
    height: frame.height,
    rgba: opaqueBytes(frame),
    coverage: frame.coverage.slice(),
    coveredPart: coveredPart(frame),
  }
}

/** 8-bit values round as `frameTo8Bit` in core/cache does. */
function opaqueBytes({ rgb, width, height }: CacheFrame): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[to + channel] = Math.floor(Math.min(1, Math.max(0, rgb[from + channel]!)) * 255 + 0.5)
    }
    rgba[to + 3] = 255
  }
  return rgba
}

function draftCache({ picture, depth, intrinsics, size }: BoardToRender) {
  const small = scaledSize(size, draftScale)
  const cache = new BoardCache(picture, sampledDepth(depth, small), scaledLens(intrinsics, draftScale), small)
  return { cache, scale: draftScale }
}

function coarseRasteriser({ depth, intrinsics, size }: BoardToRender) {
  const scale = Math.min(1, coverageSide / Math.max(size.width, size.height))
  const small = scaledSize(size, scale)
  const grey = createTexture({ width: 1, height: 1, rgb: new Uint8Array(3) })
  const mesh = buildCacheMesh(sampledDepth(depth, small), scaledLens(intrinsics, scale), small)
  return { rasteriser: new Rasteriser(mesh, grey, small), scale }
}

function scaledSize({ width, height }: PixelSize, scale: number): PixelSize {
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function scaledLens(intrinsics: readonly number[], scale: number): number[] {
  return intrinsics.map((value) => value * scale)
}

/** Nearest samples, so that jumps stay jumps. */
function sampledDepth(depth: DepthRaster, size: PixelSize): DepthRaster {
  const values = new Float32Array(size.width * size.height)
  for (let row = 0; row < size.height; row++) {
    const fromRow = Math.floor(((row + 0.5) * depth.height) / size.height)
    for (let column = 0; column < size.width; column++) {
      const fromColumn = Math.floor(((column + 0.5) * depth.width) / size.width)
      values[row * size.width + column] = depth.values[fromRow * depth.width + fromColumn]!
    }
  }
  return { ...size, values }
}

function scaledCamera(camera: Camera, scale: number): Camera {
  return { ...camera, intrinsics: scaledLens(camera.intrinsics, scale) }
}
