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

/** Draws frames of one board; the worker holds one for each board it was given. */
export class FrameRenderer {
  readonly #board: BoardToRender
  readonly #cache: BoardCache
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
    const frame = this.#cache.render(camera)
    return {
      width: frame.width,
      height: frame.height,
      rgba: opaqueBytes(frame),
      coverage: frame.coverage.slice(),
      coveredPart: coveredPart(frame),
    }
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

function coarseRasteriser({ depth, intrinsics, size }: BoardToRender) {
  const scale = Math.min(1, coverageSide / Math.max(size.width, size.height))
  const small = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) }
  const grey = createTexture({ width: 1, height: 1, rgb: new Uint8Array(3) })
  const mesh = buildCacheMesh(
    sampledDepth(depth, small),
    intrinsics.map((value) => value * scale),
    small,
  )
  return { rasteriser: new Rasteriser(mesh, grey, small), scale }
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
  return { ...camera, intrinsics: camera.intrinsics.map((value) => value * scale) }
}
