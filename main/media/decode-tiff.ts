import { JsColorType } from '@napi-rs/image'
import {
  AV_PIX_FMT_GRAY16LE,
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_MONOBLACK,
  AV_PIX_FMT_MONOWHITE,
  AV_PIX_FMT_PAL8,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_RGB48LE,
  AV_PIX_FMT_YA16LE,
  AV_PIX_FMT_YA8,
} from 'node-av/constants'
import type { Frame } from 'node-av/lib'
import { readFirstFrame } from './first-frame.ts'
import type { PictureHeader } from './header.ts'
import { readTiffKind, type TiffKind } from './tiff-kind.ts'

/** Samples side by side as a decoder gives them; 16 bits in the machine's order. */
export interface RawPixels {
  readonly raw: Uint8Array
  readonly colorType: JsColorType
}

/** None, CCITT, LZW, ZIP, PackBits, LZMA. */
const compressions = new Set([1, 2, 3, 4, 5, 8, 32773, 32946, 34925])

/**
 * Pictures in a palette, greys with alpha or with few bits, faxes: FFmpeg decodes them. Null for kinds that it would not
 * decode, or take for others: it reads numbers of any format as unsigned.
 * @throws whatever FFmpeg finds wrong with the file; RangeError when it is cut off
 */
export async function decodeOtherTiff(bytes: Uint8Array, { width, height }: PictureHeader): Promise<RawPixels | null> {
  const kind = readTiffKind(bytes)
  if (!isRead(kind)) return null
  if (kind.end > bytes.length) throw new RangeError('cut off')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return readFirstFrame(buffer, 'tiff_pipe', (frame) => {
    if (frame.width !== width || frame.height !== height) throw new Error('another picture in it')
    return pixelsOf(frame, kind)
  })
}

function isRead({ photometric, compression, bits, samples, sampleFormat, extra }: TiffKind): boolean {
  if (sampleFormat !== 1 || !compressions.has(compression) || ![1, 2, 4, 8, 16].includes(bits)) return false
  if (photometric === 2) return samples === 3 && bits >= 8
  if (photometric === 3) return samples === 1 && bits <= 8
  if (photometric === 1 && samples === 2) return extra !== null && bits >= 8
  return photometric <= 1 && samples === 1
}

function pixelsOf(frame: Frame, { photometric, extra }: TiffKind): RawPixels | null {
  const stored = Uint8Array.from(frame.toBuffer())
  const pixels = frame.width * frame.height
  const { format } = frame
  if (format === AV_PIX_FMT_RGB24) return { raw: stored, colorType: JsColorType.Rgb8 }
  if (format === AV_PIX_FMT_RGB48LE) return { raw: stored, colorType: JsColorType.Rgb16 }
  if (format === AV_PIX_FMT_GRAY8) return { raw: stored, colorType: JsColorType.L8 }
  if (format === AV_PIX_FMT_GRAY16LE) return { raw: stored, colorType: JsColorType.L16 }
  // Greys of few bits get a palette of greys, which is not turned round where 0 is white.
  if (format === AV_PIX_FMT_PAL8)
    return { raw: fromPalette(stored, pixels, photometric === 0), colorType: JsColorType.Rgb8 }
  if (format === AV_PIX_FMT_MONOBLACK || format === AV_PIX_FMT_MONOWHITE)
    return { raw: fromBits(stored, frame, format === AV_PIX_FMT_MONOWHITE), colorType: JsColorType.L8 }
  if (format === AV_PIX_FMT_YA8) return withAlpha(stored, extra, 255)
  return format === AV_PIX_FMT_YA16LE ? withAlpha(new Uint16Array(stored.buffer), extra, 65535) : null
}

/** An index for each pixel, then 256 colours as blue, green, red, alpha. */
function fromPalette(stored: Uint8Array, pixels: number, isTurned: boolean): Uint8Array {
  const rgb = new Uint8Array(pixels * 3)
  const turn = isTurned ? 255 : 0
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = pixels + 4 * stored[pixel]!
    for (let channel = 0; channel < 3; channel++) rgb[pixel * 3 + channel] = stored[at + 2 - channel]! ^ turn
  }
  return rgb
}

/** Eight pixels a byte, each row in whole bytes. */
function fromBits(stored: Uint8Array, { width, height }: Frame, isWhiteZero: boolean): Uint8Array {
  const rowBytes = Math.ceil(width / 8)
  return Uint8Array.from({ length: width * height }, (_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    const bit = (stored[y * rowBytes + (x >> 3)]! >> (7 - (x & 7))) & 1
    return (bit === 1) === isWhiteZero ? 0 : 255
  })
}

/** Grey and another channel, which is alpha only where the file says so; grey that was multiplied with it is divided again. */
function withAlpha(stored: Uint8Array | Uint16Array, extra: number | null, white: number): RawPixels {
  const isWide = white > 255
  const bytesOf = (values: Uint8Array | Uint16Array): Uint8Array => new Uint8Array(values.buffer)
  if (extra !== 1 && extra !== 2)
    return {
      raw: bytesOf(stored.filter((_, index) => index % 2 === 0)),
      colorType: isWide ? JsColorType.L16 : JsColorType.L8,
    }
  if (extra === 1)
    for (let at = 0; at < stored.length; at += 2)
      stored[at] = Math.min(white, Math.round((stored[at]! * white) / Math.max(1, stored[at + 1]!)))
  return { raw: bytesOf(stored), colorType: isWide ? JsColorType.La16 : JsColorType.La8 }
}
