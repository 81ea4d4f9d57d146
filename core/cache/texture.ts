import { fetchCubic } from './cubic-fetch.ts'
import { checkLength } from './depth.ts'
import type { TextureLevel } from './texture-level.ts'
import { HOLE, INVENTED, type PixelTarget } from './triangle.ts'

/** 8-bit sRGB `[height, width, 3]`. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

export interface Texture {
  /** A picture and its halvings down to one pixel, finest first. */
  readonly levels: readonly TextureLevel[]
  /** See {@link sharpTexture}. */
  readonly isSharp: boolean
}

/**
 * Prepares a picture for drawing at any size.
 * @throws StudioError `cache.raster.length`
 */
export function createTexture(picture: Picture): Texture {
  checkLength(picture, picture.rgb.length, 3)
  // A loop: `Float32Array.from` takes several times as long for the millions of values of a large picture.
  const rgb = new Float32Array(picture.rgb.length)
  for (let i = 0; i < rgb.length; i++) rgb[i] = picture.rgb[i]! / 255
  return withHalvings({ width: picture.width, height: picture.height, rgb })
}

/** A texture from its finest level, which it keeps. */
export function withHalvings(finest: TextureLevel): Texture {
  const levels: TextureLevel[] = [finest]
  for (let last = levels[0]!; last.width > 1 || last.height > 1; last = levels[levels.length - 1]!) {
    levels.push(halve(last))
  }
  return { levels, isSharp: false }
}

/**
 * The same texture, drawn so that fine detail is kept, at about twice the time: mixed by splines, with coarser levels
 * later. For frames to look at; what a model is conditioned on it knows as drawn without.
 */
export function sharpTexture({ levels }: Texture): Texture {
  return { levels, isSharp: true }
}

/**
 * The texture for frames of a size that show all of the picture: its finest level has at most as many texels. A linear
 * mix between texels then loses nothing at the board's own camera, however large the picture is.
 */
export function textureForFrames(texture: Texture, size: { readonly width: number; readonly height: number }): Texture {
  const finest = texture.levels[0]!
  if (finest.width <= size.width && finest.height <= size.height) return texture
  return withHalvings(shrink(finest, Math.min(finest.width, size.width), Math.min(finest.height, size.height)))
}

function halve(level: TextureLevel): TextureLevel {
  return shrink(level, Math.max(1, level.width >> 1), Math.max(1, level.height >> 1))
}

/** Mean over the area of each target pixel; what lies across an edge is shared out, so that nothing shifts. */
function shrink(level: TextureLevel, width: number, height: number): TextureLevel {
  const narrow = { width, height: level.height, rgb: new Float32Array(width * level.height * 3) }
  for (let row = 0; row < level.height; row++) {
    shrinkLine(level.rgb, row * level.width * 3, 3, level.width, narrow.rgb, row * width * 3, width)
  }
  const rgb = new Float32Array(width * height * 3)
  for (let column = 0; column < width; column++) {
    shrinkLine(narrow.rgb, column * 3, width * 3, level.height, rgb, column * 3, height)
  }
  return { width, height, rgb }
}

function shrinkLine(
  from: Float32Array,
  fromStart: number,
  stride: number,
  fromCount: number,
  to: Float32Array,
  toStart: number,
  toCount: number,
): void {
  const ratio = fromCount / toCount
  for (let i = 0; i < toCount; i++) {
    const low = i * ratio
    const high = low + ratio
    for (let channel = 0; channel < 3; channel++) {
      let sum = 0
      for (let k = Math.floor(low); k < high && k < fromCount; k++) {
        const part = Math.min(high, k + 1) - Math.max(low, k)
        sum += part * from[fromStart + k * stride + channel]!
      }
      to[toStart + i * stride + channel] = sum / ratio
    }
  }
}

/**
 * A pixel may cover this much more of the picture than a texel before a coarser level is mixed in: rounding of
 * positions to 1/1024 pixel moves the ratio by less, and at the board's own camera it is 1.
 */
const FOOTPRINT_TOLERANCE = 1.02

/** Splines bear 1.4 texels a pixel before shrinking flickers; measured on photos, so much keeps their gradient energy. */
const LATER_COARSER = 0.4

/**
 * Colours of the pixels that have something to show: bilinear or sharp inside a level; where a pixel covers more than a texel,
 * mixed with the next coarser level so that shrinking does not flicker.
 * @param textures the board's, then that of each invented surface
 * @param rgb receives float RGB 0..1 `[pixels, 3]`; holes stay
 */
export function shadePixels(textures: readonly Texture[], target: PixelTarget, rgb: Float32Array): void {
  const { layers, u, v, footprint } = target
  for (let pixel = 0; pixel < layers.length; pixel++) {
    const layer = layers[pixel]!
    if (layer === HOLE) continue
    const texture = textures[layer < INVENTED ? 0 : layer - INVENTED + 1]!
    const { levels, isSharp } = texture
    const fetch = isSharp ? fetchSharp : fetchBilinear
    const finest = levels[0]!
    const coarsest = levels.length - 1
    const covered = footprint[pixel]! * finest.width * finest.height
    if (covered <= FOOTPRINT_TOLERANCE) {
      fetch(finest, u, v, pixel, rgb, false)
      continue
    }
    let size = Math.sqrt(covered)
    let level = 0
    for (; size >= 2 && level < coarsest - 1; level++) size /= 2
    fetch(levels[level]!, u, v, pixel, rgb, false)
    if (level === coarsest) continue
    const amount = Math.min(1, size - 1)
    const mixed = isSharp ? (amount - LATER_COARSER) / (1 - LATER_COARSER) : amount
    mixAmount[0] = mixed
    if (mixed > 0) fetch(levels[level + 1]!, u, v, pixel, rgb, true)
  }
}

/** Part of the coarser level in the mix; an array, because a number handed to a function may cost an allocation. */
const mixAmount = new Float64Array(1)

function fetchBilinear(
  level: TextureLevel,
  u: Float32Array,
  v: Float32Array,
  pixel: number,
  rgb: Float32Array,
  mix: boolean,
): void {
  const { width, height, rgb: texels } = level
  const x = Math.min(width - 1, Math.max(0, u[pixel]! * width - 0.5))
  const y = Math.min(height - 1, Math.max(0, v[pixel]! * height - 0.5))
  const column = Math.floor(x)
  const row = Math.floor(y)
  const right = x - column
  const down = y - row
  const upperLeft = (row * width + column) * 3
  const nextColumn = column < width - 1 ? 3 : 0
  const nextRow = row < height - 1 ? width * 3 : 0
  const w11 = right * down
  const w10 = right - w11
  const w01 = down - w11
  const w00 = 1 - right - w01
  for (let channel = 0; channel < 3; channel++) {
    const at = upperLeft + channel
    const value =
      w00 * texels[at]! +
      w10 * texels[at + nextColumn]! +
      w01 * texels[at + nextRow]! +
      w11 * texels[at + nextColumn + nextRow]!
    const to = pixel * 3 + channel
    rgb[to] = mix ? rgb[to]! + mixAmount[0]! * (value - rgb[to]!) : value
  }
}

const spline = new Float64Array(3)

function fetchSharp(
  level: TextureLevel,
  u: Float32Array,
  v: Float32Array,
  pixel: number,
  rgb: Float32Array,
  mix: boolean,
): void {
  const x = Math.min(level.width - 1, Math.max(0, u[pixel]! * level.width - 0.5))
  const y = Math.min(level.height - 1, Math.max(0, v[pixel]! * level.height - 0.5))
  fetchCubic(level, x, y, spline)
  const to = pixel * 3
  for (let channel = 0; channel < 3; channel++) {
    const value = Math.min(1, Math.max(0, spline[channel]!))
    rgb[to + channel] = mix ? rgb[to + channel]! + mixAmount[0]! * (value - rgb[to + channel]!) : value
  }
}
