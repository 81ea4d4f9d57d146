import { StudioError } from '../contract/errors.ts'
import type { CacheFrame } from './rasterise.ts'

/** Side of a latent cell in pixels. */
const CELL = 8
const CELL_PIXELS = CELL * CELL

/** Surfaces nearer than a quarter of the subject's distance look alike to the network. */
const MAX_INVERSE_DEPTH = 4

/**
 * What the denoiser sees of the cache: `[4, height/8, width/8]`: mean coverage of the 8×8 cell, its minimum, mean
 * inverse depth of the covered pixels clamped to 0..4 (0 where none), and the constant 1 that says the cache is on.
 * @throws StudioError `cache.condition.size` unless both sides are multiples of 8
 */
export function cacheGeometry(frame: CacheFrame): Float32Array {
  const { width, height } = frame
  if (width % CELL !== 0 || height % CELL !== 0) throw new StudioError('cache.condition.size', { width, height })
  const columns = width / CELL
  const cells = columns * (height / CELL)
  const geometry = new Float32Array(4 * cells)
  for (let cell = 0; cell < cells; cell++) {
    const start = Math.floor(cell / columns) * CELL * width + (cell % columns) * CELL
    let covered = 0
    let sum = 0
    for (let row = 0; row < CELL; row++) {
      for (let pixel = start + row * width, end = pixel + CELL; pixel < end; pixel++) {
        if (frame.coverage[pixel] === 0) continue
        covered++
        sum += frame.inverseDepth[pixel]!
      }
    }
    geometry[cell] = covered / CELL_PIXELS
    geometry[cells + cell] = covered === CELL_PIXELS ? 1 : 0
    geometry[2 * cells + cell] = covered === 0 ? 0 : Math.min(MAX_INVERSE_DEPTH, sum / covered)
    geometry[3 * cells + cell] = 1
  }
  return geometry
}

/** The filled frame as planes: red, green, blue 0..1, `[3, height, width]`. */
export function planarImage(frame: CacheFrame): Float32Array {
  const planes = new Float32Array(3 * frame.width * frame.height)
  writePlanes(frame, planes)
  return planes
}

/** What the decoder copies from: the filled frame's planes 0..1 and its coverage 0/1, `[4, height, width]`. */
export function decoderReference(frame: CacheFrame): Float32Array {
  const pixels = frame.width * frame.height
  const planes = new Float32Array(4 * pixels)
  writePlanes(frame, planes)
  for (let pixel = 0; pixel < pixels; pixel++) planes[3 * pixels + pixel] = frame.coverage[pixel]!
  return planes
}

/** The filled frame in 8 bits, `[height, width, 3]`. */
export function frameTo8Bit(frame: CacheFrame): Uint8Array {
  const bytes = new Uint8Array(frame.rgb.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(Math.min(1, Math.max(0, frame.rgb[i]!)) * 255 + 0.5)
  return bytes
}

function writePlanes(frame: CacheFrame, planes: Float32Array): void {
  const pixels = frame.width * frame.height
  for (let pixel = 0; pixel < pixels; pixel++) {
    planes[pixel] = frame.rgb[pixel * 3]!
    planes[pixels + pixel] = frame.rgb[pixel * 3 + 1]!
    planes[2 * pixels + pixel] = frame.rgb[pixel * 3 + 2]!
  }
}
