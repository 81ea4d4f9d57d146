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

/** A held picture or a dissolve shows the same ones again and again; more than two at once a frame never shows. */
const keptPictures = 3
const keptResamplers = 3

/** Makes the frames of a movie from pictures: cropped, scaled, mixed. Holds a few pictures, whatever the movie's length. */
export class FilmFrames {
  readonly #size: PixelSize
  readonly #outSize: PixelSize
  readonly #pictures = new Map<string, Uint8Array>()
  readonly #resamplers = new Map<string, LanczosResampler>()

  /** @param size that a picture's box fills; an odd last column or row is dropped from the frames */
  constructor(size: PixelSize) {
    this.#size = size
    this.#outSize = evenSize(size)
  }

  /**
   * @returns 8-bit `[height, width, 3]` of the even size; not to be written to
   * @throws StudioError for a picture that cannot be read
   */
  async make(frame: MovieFrame, signal: AbortSignal): Promise<Uint8Array> {
    const layers: { readonly rgb: Uint8Array; readonly weight: number }[] = []
    for (const { picture, weight } of frame) layers.push({ rgb: await this.#scaled(picture, signal), weight })
    const [first] = layers
    if (layers.length === 1 && first?.weight === 1) return first.rgb
    return mix(layers, this.#outSize.width * this.#outSize.height * 3)
  }

  async #scaled(picture: MoviePicture, signal: AbortSignal): Promise<Uint8Array> {
    const key = JSON.stringify(picture)
    const known = this.#pictures.get(key)
    if (known) {
      keep(this.#pictures, key, known, keptPictures)
      return known
    }
    const source = await readMoviePicture(picture, signal)
    const box = insideOf(source, picture.box ?? { x: 0, y: 0, width: source.width, height: source.height })
    const rgb = this.#fit(source, box)
    keep(this.#pictures, key, rgb, keptPictures)
    return rgb
  }

  #fit(source: Picture, box: PixelBox): Uint8Array {
    const { width, height } = this.#size
    const isWhole = Number.isInteger(box.x) && Number.isInteger(box.y)
    if (isWhole && box.width === width && box.height === height) return cutOut(source, box, this.#outSize)
    const key = [source.width, source.height, box.x, box.y, box.width, box.height].join(' ')
    const resampler = this.#resamplers.get(key) ?? new LanczosResampler(source, box, this.#size)
    keep(this.#resamplers, key, resampler, keptResamplers)
    return cutOut({ width, height, rgb: resampler.resample(source.rgb) }, { x: 0, y: 0 }, this.#outSize)
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

function cutOut(source: Picture, { x, y }: { readonly x: number; readonly y: number }, size: PixelSize): Uint8Array {
  if (source.width === size.width && source.height === size.height) return source.rgb
  const result = new Uint8Array(size.width * size.height * 3)
  for (let row = 0; row < size.height; row++) {
    const from = ((y + row) * source.width + x) * 3
    result.set(source.rgb.subarray(from, from + size.width * 3), row * size.width * 3)
  }
  return result
}

/** Weighted sum as display values; no layers at all are black. */
function mix(layers: readonly { readonly rgb: Uint8Array; readonly weight: number }[], length: number): Uint8Array {
  const result = new Uint8Array(length)
  const [a, b] = layers
  if (!a) return result
  for (let i = 0; i < length; i++) {
    const sum = a.rgb[i]! * a.weight + (b ? b.rgb[i]! * b.weight : 0)
    result[i] = Math.min(255, Math.floor(sum + 0.5))
  }
  return result
}

/** Puts a value last and lets the longest unused go. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= most) break
    map.delete(oldest)
  }
}
