import { StudioError } from '../../core/contract/errors.ts'
import type { MovieFrame, MoviePicture } from '../../core/contract/media.ts'
import type { Picture } from '../../core/cache/texture.ts'
import { readPicture } from './decode-picture.ts'
import { readSource } from './read-source.ts'
import { LanczosResampler, type PixelBox } from './resample.ts'

interface PixelSize {
  readonly width: number
  readonly height: number
}

interface Layer {
  readonly rgb: Uint8Array
  readonly weight: number
}

/** A held picture or a dissolve shows the same ones again and again; more than two at once a frame never shows. */
const keptPictures = 3
const keptResamplers = 3

/**
 * Makes the frames of a movie from pictures: cropped, scaled, mixed. Holds a few pictures, whatever the movie's length,
 * and uses their memory again: large pieces that come and go would tear the process's memory into ever more parts.
 */
export class FilmFrames {
  readonly #size: PixelSize
  readonly #outSize: PixelSize
  readonly #pictures = new Map<string, Uint8Array>()
  readonly #resamplers = new Map<string, LanczosResampler>()
  /** A frame before its odd column and row are dropped; empty for even sizes. */
  readonly #uncut: Uint8Array

  /** @param size that a picture's box fills; an odd last column or row is dropped from the frames */
  constructor(size: PixelSize) {
    this.#size = size
    this.#outSize = evenSize(size)
    const isEven = size.width === this.#outSize.width && size.height === this.#outSize.height
    this.#uncut = new Uint8Array(isEven ? 0 : size.width * size.height * 3)
  }

  /** Bytes of a frame, 8-bit `[height, width, 3]` of the even size. */
  get frameBytes(): number {
    return this.#outSize.width * this.#outSize.height * 3
  }

  /**
   * @param out gets the frame; {@link frameBytes} long
   * @throws StudioError for a picture that cannot be read
   */
  async make(frame: MovieFrame, out: Uint8Array, signal: AbortSignal): Promise<void> {
    const layers: Layer[] = []
    for (const { picture, weight } of frame) layers.push({ rgb: await this.#scaled(picture, signal), weight })
    mix(layers, out)
  }

  async #scaled(picture: MoviePicture, signal: AbortSignal): Promise<Uint8Array> {
    const key = JSON.stringify(picture)
    const known = this.#pictures.get(key)
    if (known) {
      keep(this.#pictures, key, known)
      return known
    }
    const source = await readMoviePicture(picture, signal)
    const box = insideOf(source, picture.box ?? { x: 0, y: 0, width: source.width, height: source.height })
    const rgb = removeOldest(this.#pictures, keptPictures - 1) ?? new Uint8Array(this.frameBytes)
    this.#fit(source, box, rgb)
    keep(this.#pictures, key, rgb)
    return rgb
  }

  #fit(source: Picture, box: PixelBox, out: Uint8Array): void {
    const { width, height } = this.#size
    const isWhole = Number.isInteger(box.x) && Number.isInteger(box.y)
    if (isWhole && box.width === width && box.height === height) return cutOut(source, box, this.#outSize, out)
    const key = [source.width, source.height, box.x, box.y, box.width, box.height].join(' ')
    const resampler = this.#resamplers.get(key) ?? new LanczosResampler(source, box, this.#size)
    keep(this.#resamplers, key, resampler)
    removeOldest(this.#resamplers, keptResamplers)
    if (this.#uncut.length === 0) return resampler.resample(source.rgb, out)
    resampler.resample(source.rgb, this.#uncut)
    cutOut({ width, height, rgb: this.#uncut }, { x: 0, y: 0 }, this.#outSize, out)
  }
}

/** What chroma of half the samples can hold: an odd last column or row is dropped. */
export function evenSize({ width, height }: PixelSize): PixelSize {
  return { width: width & ~1, height: height & ~1 }
}

async function readMoviePicture({ file, rawSize }: MoviePicture, signal: AbortSignal): Promise<Picture> {
  if (!rawSize) return readPicture(file, signal)
  const rgb = await readSource(file)
  const { width, height } = rawSize
  if (rgb.length !== width * height * 3) {
    throw new StudioError('media.movie.frame', { file, width, height, found: rgb.length })
  }
  return { width, height, rgb }
}

/** Rounding may push a box over the picture's edge; more than that is a slip of the caller. */
function insideOf(picture: PixelSize, box: PixelBox): PixelBox {
  const x = Math.min(box.x, picture.width)
  const y = Math.min(box.y, picture.height)
  const width = Math.min(box.width, picture.width - x)
  const height = Math.min(box.height, picture.height - y)
  if (width < box.width - 1 || height < box.height - 1 || width <= 0 || height <= 0) {
    throw new RangeError(`a box ends outside its picture of ${picture.width}×${picture.height} pixels`)
  }
  return { x, y, width, height }
}

function cutOut(
  source: Picture,
  { x, y }: { readonly x: number; readonly y: number },
  size: PixelSize,
  out: Uint8Array,
): void {
  for (let row = 0; row < size.height; row++) {
    const from = ((y + row) * source.width + x) * 3
    out.set(source.rgb.subarray(from, from + size.width * 3), row * size.width * 3)
  }
}

/** Weighted sum as display values; no layers at all are black. */
function mix([a, b]: readonly Layer[], out: Uint8Array): void {
  if (!a) out.fill(0)
  else if (!b && a.weight === 1) out.set(a.rgb)
  else {
    for (let i = 0; i < out.length; i++) {
      const sum = a.rgb[i]! * a.weight + (b ? b.rgb[i]! * b.weight : 0)
      out[i] = Math.min(255, (sum + 0.5) | 0)
    }
  }
}

/** Puts a value last. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
}

/** Takes out the value that was not used for longest, when there are more than `most`. */
function removeOldest<Value>(map: Map<string, Value>, most: number): Value | null {
  const [oldest] = map
  if (map.size <= most || !oldest) return null
  map.delete(oldest[0])
  return oldest[1]
}
