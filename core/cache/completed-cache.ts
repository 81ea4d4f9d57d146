import type { Camera } from '../contract/generation.ts'
import { HoleFiller } from './fill.ts'
import { inventedMesh } from './invented-surface.ts'
import type { CacheMesh } from './mesh.ts'
import { Rasteriser, type CacheFrame, type InventedSurface } from './rasterise.ts'
import { sharpTexture, textureForFrames, withHalvings, type Texture } from './texture.ts'
import { FRINGE, HOLE, RIM, SURFACE, SURROUND } from './triangle.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** A view that a model may complete. */
export interface KeyView extends CacheFrame {
  readonly camera: Camera
  /** 1 where neither the board nor anything invented is seen, `[height, width]`. */
  readonly missing: Uint8Array
}

/**
 * A board and what was invented around it: one world, drawn with one z-buffer. Whatever was put into it is seen by
 * every camera in the same place with the same colours. The board's own pixels stay what they are without it.
 */
export class CompletedCache {
  readonly #mesh: CacheMesh
  readonly #texture: Texture
  readonly #viewSize: Size
  readonly #views: Rasteriser
  readonly #viewFiller: HoleFiller
  readonly #invented: InventedSurface[] = []

  /**
   * @param viewSize of the views that a model completes
   * @throws StudioError `cache.size`
   */
  constructor(mesh: CacheMesh, texture: Texture, viewSize: Size) {
    this.#mesh = mesh
    this.#texture = texture
    this.#viewSize = viewSize
    this.#views = new Rasteriser(mesh, textureForFrames(texture, viewSize), viewSize, true)
    this.#viewFiller = new HoleFiller(viewSize.width, viewSize.height)
  }

  get viewPixels(): number {
    return this.#viewSize.width * this.#viewSize.height
  }

  /** How many pixels of a view show nothing known yet. @throws StudioError `cache.camera` */
  missingPixels(camera: Camera): number {
    const { layers } = this.#views.render(camera)
    let count = 0
    for (let i = 0; i < layers.length; i++) if (layers[i] === HOLE) count++
    return count
  }

  /**
   * A view with its holes filled: outside the board's frame by its border, elsewhere from around, colour and inverse
   * depth of every pixel.
   * @returns the view; its arrays but `missing` are overwritten by the next view
   * @throws StudioError `cache.camera`
   */
  view(camera: Camera): KeyView {
    const frame = this.#views.render(camera, true)
    const missing = frame.layers.map((layer) => (layer === HOLE || layer === SURROUND ? 1 : 0))
    this.#viewFiller.fillWithDepth(frame)
    return { ...frame, camera, missing }
  }

  /**
   * Puts what a view shows where it was missing into the world.
   * @param view the last one that {@link view} gave
   * @param planes the completed view, RGB 0..1 `[3, height, width]`
   */
  invent(view: KeyView, planes: Float32Array): void {
    const { width, height, missing, camera } = view
    const pixels = width * height
    const rgb = new Float32Array(pixels * 3)
    // A rim hides what was invented behind it, so neither its colour nor its depth may leak in.
    const layers = new Uint8Array(pixels)
    const inverseDepth = new Float32Array(pixels)
    for (let pixel = 0; pixel < pixels; pixel++) {
      const layer = missing[pixel] === 0 ? view.layers[pixel]! : SURFACE
      layers[pixel] = layer === RIM || layer === FRINGE ? HOLE : SURFACE
      if (layers[pixel] === HOLE) continue
      inverseDepth[pixel] = view.inverseDepth[pixel]!
      const from = missing[pixel] === 1 ? inwards(pixel, width, height) : pixel
      for (let k = 0; k < 3; k++) rgb[pixel * 3 + k] = planes[k * pixels + from]!
    }
    this.#viewFiller.fillWithDepth({ layers, rgb, inverseDepth })
    const mesh = inventedMesh({ camera, width, height, inverseDepth, missing })
    const surface = { mesh, texture: withHalvings({ width, height, rgb }) }
    this.#invented.push(surface)
    this.#views.addInvented(surface)
  }

  /** Draws the world as it is now at a size of its own. @throws StudioError `cache.size` */
  film(size: Size): WorldFilm {
    return new WorldFilm(this.#mesh, this.#texture, this.#invented, size)
  }
}

/** Frames of a completed world. */
export class WorldFilm {
  readonly #rasteriser: Rasteriser
  readonly #filler: HoleFiller

  /** @throws StudioError `cache.size` */
  constructor(mesh: CacheMesh, texture: Texture, invented: readonly InventedSurface[], size: Size) {
    this.#rasteriser = new Rasteriser(mesh, sharpTexture(texture), size, true)
    for (const surface of invented) this.#rasteriser.addInvented(surface)
    this.#filler = new HoleFiller(size.width, size.height)
  }

  /**
   * One frame; the cracks that are left between surfaces are filled from around them, in colour and depth.
   * @param camera intrinsics in pixels of the film's size
   * @returns the frame, overwritten by the next call; `coverage` is the board's own surface alone
   * @throws StudioError `cache.camera`
   */
  render(camera: Camera): CacheFrame {
    const frame = this.#rasteriser.render(camera)
    this.#filler.fillWithDepth(frame)
    softenBorder(frame)
    return frame
  }
}

/** Networks darken the outermost pixels of a frame, where they see nothing beyond. */
const MARGIN_PIXELS = 3

/** The pixel itself, or the nearest one off the frame's margin. */
function inwards(pixel: number, width: number, height: number): number {
  const column = Math.min(Math.max(pixel % width, MARGIN_PIXELS), Math.max(0, width - 1 - MARGIN_PIXELS))
  const row = Math.min(Math.max(Math.floor(pixel / width), MARGIN_PIXELS), Math.max(0, height - 1 - MARGIN_PIXELS))
  return row * width + column
}

/** Half of the board's colour in the first uncovered pixel: as its edges look in a picture, not cut with scissors. */
function softenBorder({ width, coverage, rgb }: CacheFrame): void {
  for (let i = 0; i < coverage.length; i++) {
    if (coverage[i] === 1) continue
    const column = i % width
    const left = column > 0 ? coverage[i - 1]! : 0
    const right = column < width - 1 ? coverage[i + 1]! : 0
    const up = i >= width ? coverage[i - width]! : 0
    const down = i < coverage.length - width ? coverage[i + width]! : 0
    const count = left + right + up + down
    if (count === 0) continue
    for (let at = i * 3; at < i * 3 + 3; at++) {
      let sum = 0
      if (left === 1) sum += rgb[at - 3]!
      if (right === 1) sum += rgb[at + 3]!
      if (up === 1) sum += rgb[at - width * 3]!
      if (down === 1) sum += rgb[at + width * 3]!
      rgb[at] = rgb[at]! / 2 + sum / count / 2
    }
  }
}

/** z-depth in subject distances of a frame whose inverse depth is filled, float32 `[height, width]`. */
export function depthOf({ inverseDepth }: CacheFrame): Float32Array {
  return inverseDepth.map((value) => 1 / value)
}
