import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { JsColorType, Transformer } from '@napi-rs/image'
import type { z } from 'zod'
import type { Picture } from '../../core/cache/texture.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { CropBox, decodePictureSchema, inspectPictureSchema, PictureInfo } from '../../core/contract/media.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { decodeInks } from './decode-inks.ts'
import { decodeOtherTiff, type RawPixels } from './decode-tiff.ts'
import { decodeExrPicture } from './exr-picture.ts'
import type { PictureHeader } from './header.ts'
import type { DeviceToSrgb } from './icc-colours.ts'
import { readProfile } from './icc-profile.ts'
import { jpegIsComplete } from './jpeg-header.ts'
import { orient, turnsSideways } from './orientation.ts'
import { readPictureHeader } from './picture-header.ts'
import { decodePsd } from './psd-composite.ts'
import { readSource } from './read-source.ts'
import { resampleLanczos, type PixelBox } from './resample.ts'
import { readTiffKind, tiffKindWords } from './tiff-kind.ts'

/** Oriented size and hash of a picture; checks all that can be checked without decoding it. */
export async function inspectPicture({ file }: z.infer<typeof inspectPictureSchema>): Promise<PictureInfo> {
  const bytes = await readSource(file)
  const header = readPictureHeader(bytes, file)
  const { width, height } = orientedSize(header)
  return { width, height, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/**
 * Decodes a picture to 8-bit sRGB, upright and without alpha, and writes the crop at the wanted size as raw bytes
 * `[height, width, 3]`.
 */
export async function decodePicture(
  input: z.infer<typeof decodePictureSchema>,
  { signal }: TaskContext,
): Promise<{ readonly width: number; readonly height: number }> {
  const picture = await readPicture(input.file, signal)
  const { width, height } = picture
  const fits = isWhole(input.crop) && width === input.width && height === input.height
  const raw = fits ? picture.rgb : resampleLanczos(picture.rgb, picture, pixelBox(input.crop, picture), input)
  await writeFile(input.outFile, raw)
  return { width, height }
}

/**
 * Decodes a picture whole: upright 8-bit sRGB `[height, width, 3]`, alpha laid on white.
 * @throws StudioError `media.*` that names the file
 */
export async function readPicture(file: string, signal: AbortSignal): Promise<Picture> {
  return decodeWhole(await readSource(file), file, signal)
}

/** The same for a picture's bytes. @param file how messages name the picture */
export async function decodeWhole(bytes: Uint8Array, file: string, signal: AbortSignal): Promise<Picture> {
  const header = readPictureHeader(bytes, file)
  const stored = await decodeToSrgb(bytes, header, file, signal)
  signal.throwIfAborted()
  return { ...orientedSize(header), rgb: orient(stored, header.width, header.height, header.orientation) }
}

/** A crop's parts of a picture as pixels. */
export function pixelBox(crop: CropBox, size: { readonly width: number; readonly height: number }): PixelBox {
  return {
    x: crop.x * size.width,
    y: crop.y * size.height,
    width: crop.width * size.width,
    height: crop.height * size.height,
  }
}

function isWhole(crop: CropBox): boolean {
  return crop.x === 0 && crop.y === 0 && crop.width === 1 && crop.height === 1
}

function orientedSize({ width, height, orientation }: PictureHeader): { width: number; height: number } {
  return turnsSideways(orientation) ? { width: height, height: width } : { width, height }
}

async function decodeToSrgb(
  bytes: Uint8Array,
  header: PictureHeader,
  file: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const reading = header.profile ? readProfile(header.profile, header.colour) : null
  if (reading?.kind === 'unknown') throw new StudioError('media.picture.profile', { file, profile: reading.name })
  if (header.format === 'JPEG' && !jpegIsComplete(bytes)) throw new StudioError('media.picture.truncated', { file })
  if (header.format === 'EXR') return decodeExrPicture(bytes, file, signal)
  const inks = reading?.kind === 'inks' ? reading.toSrgb : null
  const rgb =
    header.format === 'PSD'
      ? decodePsd(bytes, file, inks)
      : inks === null
        ? await decodeToRgb8(bytes, header, file, signal)
        : await decodeInksToRgb8(bytes, header, inks, { file, signal })
  if (!rgb || rgb.length !== header.width * header.height * 3) throw new StudioError('media.picture.corrupt', { file })
  if (reading?.kind === 'known') reading.convert?.(rgb)
  return rgb
}

async function decodeInksToRgb8(
  bytes: Uint8Array,
  header: PictureHeader,
  toSrgb: DeviceToSrgb,
  { file, signal }: { readonly file: string; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const inks = await decodeInks(bytes, header, signal).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw refusalOf(cause, bytes, header, file)
  })
  if (inks === null) throw new StudioError('media.picture.profile', { file, profile: `CMYK ${header.format}` })
  return toSrgb(inks)
}

async function decodeToRgb8(
  bytes: Uint8Array,
  header: PictureHeader,
  file: string,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const { raw, colorType } = await decode(bytes, header, file, signal)
  return toRgb8(raw, colorType, header.width * header.height)
}

/** The decoder must see the size that was checked: it takes its memory by what it reads itself. */
async function decode(bytes: Uint8Array, header: PictureHeader, file: string, signal: AbortSignal): Promise<RawPixels> {
  const transformer = new Transformer(bytes)
  try {
    const { width, height, colorType } = await transformer.metadata(false, signal)
    if (width !== header.width || height !== header.height) throw new StudioError('media.picture.corrupt', { file })
    if (header.format === 'TIFF' && !layouts.has(colorType)) throw new Error('does not support these samples')
    return { raw: await transformer.rawPixels(signal), colorType }
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof StudioError) throw cause
    if (!isUnsupportedTiff(cause, header)) throw refusalOf(cause, bytes, header, file)
    const other = await decodeOtherTiff(bytes, header).catch((failure: unknown) => {
      throw refusalOf(failure, bytes, header, file)
    })
    signal.throwIfAborted()
    if (other === null) throw refusalOf(cause, bytes, header, file)
    return other
  }
}

/** The decoder tells kinds that it has not learned from damage by words only. */
function isUnsupportedTiff(cause: unknown, { format }: PictureHeader): boolean {
  return format === 'TIFF' && /does not support/.test(String(cause))
}

function refusalOf(cause: unknown, bytes: Uint8Array, header: PictureHeader, file: string): StudioError {
  if (cause instanceof RangeError) return new StudioError('media.picture.truncated', { file }, { cause })
  if (isUnsupportedTiff(cause, header)) {
    const kind = tiffKindWords(readTiffKind(bytes))
    return new StudioError('media.picture.tiff-kind', { file, kind }, { cause })
  }
  const cutOff = /unexpected end of file|fill whole buffer|UnexpectedEof/i.test(String(cause))
  return new StudioError(cutOff ? 'media.picture.truncated' : 'media.picture.corrupt', { file }, { cause })
}

/** Channels of each colour type, and whether they have 16 bits and alpha. */
const layouts: ReadonlyMap<JsColorType, { channels: number; wide: boolean }> = new Map([
  [JsColorType.L8, { channels: 1, wide: false }],
  [JsColorType.La8, { channels: 2, wide: false }],
  [JsColorType.Rgb8, { channels: 3, wide: false }],
  [JsColorType.Rgba8, { channels: 4, wide: false }],
  [JsColorType.L16, { channels: 1, wide: true }],
  [JsColorType.La16, { channels: 2, wide: true }],
  [JsColorType.Rgb16, { channels: 3, wide: true }],
  [JsColorType.Rgba16, { channels: 4, wide: true }],
])

/** What a picture with alpha is laid on. */
interface Ground {
  /** 8-bit `[pixels, 3]` of the picture's size; null is white. */
  readonly rgb: Uint8Array | null
  /** Of the whole picture over it, 0..1. */
  readonly opacity: number
}

const onWhite: Ground = { rgb: null, opacity: 1 }

/** 8-bit `[pixels, 3]`: grey spread over the channels, 16 bits rounded to the nearest, alpha laid on the ground. Null for other sizes. */
function toRgb8(raw: Uint8Array, colorType: JsColorType, pixels: number, ground: Ground = onWhite): Uint8Array | null {
  const layout = layouts.get(colorType)
  if (!layout || raw.length !== pixels * layout.channels * (layout.wide ? 2 : 1)) return null
  const { channels, wide } = layout
  if (channels === 3 && !wide && ground.opacity === 1) return raw
  const values = wide ? new Uint16Array(raw.buffer, raw.byteOffset, raw.length / 2) : raw
  const scale = wide ? 257 : 1
  const white = wide ? 65535 : 255
  const colours = channels < 3 ? 1 : 3
  const rgb = new Uint8Array(pixels * 3)
  for (let pixel = 0; pixel < pixels; pixel++) {
    const from = pixel * channels
    const alpha = (channels === colours ? white : (values[from + colours] as number)) * ground.opacity
    for (let channel = 0; channel < 3; channel++) {
      const value = values[from + Math.min(channel, colours - 1)] as number
      const under = ground.rgb === null ? white : ground.rgb[pixel * 3 + channel]! * scale
      rgb[pixel * 3 + channel] = Math.round((value * alpha + under * (white - alpha)) / white / scale)
    }
  }
  return rgb
}

/**
 * Lays a picture file over another picture, its alpha and `opacity` letting that through. A file of another size, or with
 * an orientation or a profile, is laid on white, scaled and multiplied: right for drawings on transparent paper.
 * @param under null is white paper of the file's own size
 * @throws StudioError `media.*` that names the file
 */
export async function layPicture(
  file: string,
  under: Picture | null,
  opacity: number,
  signal: AbortSignal,
): Promise<Picture> {
  const bytes = await readSource(file)
  const header = readPictureHeader(bytes, file)
  const { width, height } = header
  const isPlain = header.orientation === 1 && header.profile === null && !['PSD', 'EXR'].includes(header.format)
  if (isPlain && (under === null || (under.width === width && under.height === height))) {
    const { raw, colorType } = await decode(bytes, header, file, signal)
    const rgb = toRgb8(raw, colorType, width * height, { rgb: under?.rgb ?? null, opacity })
    if (rgb) return { width, height, rgb }
    throw new StudioError('media.picture.corrupt', { file })
  }
  const whole = await decodeWhole(bytes, file, signal)
  const ground = under ?? { ...whole, rgb: new Uint8Array(whole.rgb.length).fill(255) }
  const isSame = whole.width === ground.width && whole.height === ground.height
  const fitted = isSame ? whole.rgb : resampleLanczos(whole.rgb, whole, { x: 0, y: 0, ...whole }, ground)
  const rgb = ground.rgb.map((value, i) => Math.round(value * (1 - opacity + (opacity * fitted[i]!) / 255)))
  return { width: ground.width, height: ground.height, rgb }
}
