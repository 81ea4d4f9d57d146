import { Transformer } from '@napi-rs/image'
import { AV_PIX_FMT_YUVA420P, AV_PIX_FMT_YUVA444P } from 'node-av/constants'
import type { Frame } from 'node-av/lib'
import { readFirstFrame } from './first-frame.ts'
import type { PictureHeader } from './header.ts'

const photometricRgb = 2

/**
 * The inks of a CMYK picture `[height, width, 4]`, full ink 255, as its file has them: decoders mix them to RGB by
 * themselves and lose what a profile needs. Null for a way of writing that is not read.
 * @throws whatever the decoders find wrong with the file
 */
export async function decodeInks(
  bytes: Uint8Array,
  { format, width, height }: PictureHeader,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const pixels = width * height
  if (format === 'TIFF') return tiffInks(bytes, pixels, signal)
  return format === 'JPEG' ? jpegInks(bytes, pixels) : null
}

/** Called RGB, four inks are red, green, blue and alpha to a decoder. */
async function tiffInks(bytes: Uint8Array, pixels: number, signal: AbortSignal): Promise<Uint8Array | null> {
  const copy = Uint8Array.from(bytes)
  const view = new DataView(copy.buffer)
  const littleEndian = copy[0] === 0x49
  const directory = view.getUint32(4, littleEndian)
  for (let entry = 0; entry < view.getUint16(directory, littleEndian); entry++) {
    const at = directory + 2 + 12 * entry
    if (view.getUint16(at, littleEndian) === 262) view.setUint16(at + 8, photometricRgb, littleEndian)
  }
  const raw = await new Transformer(copy).rawPixels(signal)
  if (raw.length === pixels * 4) return Uint8Array.from(raw)
  if (raw.length !== pixels * 8) return null
  const wide = new Uint16Array(Uint8Array.from(raw).buffer)
  return Uint8Array.from(wide, (value) => Math.round(value / 257))
}

/**
 * Without Adobe's marker FFmpeg leaves the four components as they are coded. The marker says that ink is stored inverted,
 * 255 is none, or that three of the inks are coded as the luminance and chroma of light that they take away.
 */
async function jpegInks(bytes: Uint8Array, pixels: number): Promise<Uint8Array | null> {
  const { plain, transform } = withoutAdobe(bytes)
  const coded = await readFirstFrame(plain, 'jpeg_pipe', fullPlanes)
  if (coded?.length !== pixels * 4) return null
  const inks = new Uint8ClampedArray(pixels * 4)
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [a, b, c, k] = [0, 1, 2, 3].map((plane) => coded[plane * pixels + pixel]!) as [number, number, number, number]
    if (transform === null) inks.set([a, b, c, k], pixel * 4)
    else if (transform === 2) inks.set([...lightOf(a, b - 128, c - 128), 255 - k], pixel * 4)
    else inks.set([255 - a, 255 - b, 255 - c, 255 - k], pixel * 4)
  }
  return new Uint8Array(inks.buffer)
}

/** ITU-T T.871, full range. */
function lightOf(luminance: number, blue: number, red: number): [number, number, number] {
  return [luminance + 1.402 * red, luminance - 0.344136 * blue - 0.714136 * red, luminance + 1.772 * blue]
}

/** @returns the marker's colour transform, null where there is none */
function withoutAdobe(bytes: Uint8Array): { readonly plain: Buffer; readonly transform: number | null } {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let transform: number | null = null
  let at = 2
  while (bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    if (bytes[at + 1] === 0xff) {
      at += 1
      continue
    }
    const end = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!
    const isAdobe = bytes[at + 1] === 0xee && Buffer.from(bytes.subarray(at + 4, at + 9)).toString('latin1') === 'Adobe'
    if (isAdobe) transform = bytes[at + 15] ?? 0
    else kept.push(bytes.subarray(at, end))
    at = end
  }
  return { plain: Buffer.concat([...kept, bytes.subarray(at)]), transform }
}

/**
 * Components of full size, one plane after another. The second and the third may have half the samples in both directions;
 * null for anything else.
 */
function fullPlanes(frame: Frame): Uint8Array | null {
  const { width, height, format } = frame
  const stored = Uint8Array.from(frame.toBuffer())
  if (format === AV_PIX_FMT_YUVA444P) return stored
  if (format !== AV_PIX_FMT_YUVA420P) return null
  const pixels = width * height
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const planes = new Uint8Array(pixels * 4)
  planes.set(stored.subarray(0, pixels))
  planes.set(stored.subarray(pixels + 2 * halfWidth * halfHeight), 3 * pixels)
  for (const plane of [1, 2]) {
    const from = pixels + (plane - 1) * halfWidth * halfHeight
    for (let y = 0; y < height; y++) {
      const row = from + (y >> 1) * halfWidth
      for (let x = 0; x < width; x++) planes[plane * pixels + y * width + x] = stored[row + (x >> 1)]!
    }
  }
  return planes
}
