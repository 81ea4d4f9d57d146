import { inflateSync } from 'node:zlib'
import { StudioError } from '../../core/contract/errors.ts'
import { readAvifHeader } from './avif-header.ts'
import { withinDeadline } from './deadline.ts'
import { readExrPictureHeader } from './exr-picture.ts'
import type { PictureHeader } from './header.ts'
import { readJpegHeader } from './jpeg-header.ts'
import { readPsdHeader } from './psd-header.ts'
import { refusedKind } from './refused-kind.ts'
import { exifOrientation, readTiffHeader } from './tiff-header.ts'

const maximumPixels = 100_000_000

/**
 * Reads format, size, orientation and colour of a picture by its content; the name's ending does not matter.
 * @param file how messages name the picture.
 * @throws StudioError media.picture.* for what is not a picture, is refused, cut off, or above 100 megapixels.
 */
export function readPictureHeader(bytes: Uint8Array, file: string): PictureHeader {
  const header = parseHeader(bytes, file)
  if (header.width * header.height === 0) throw new StudioError('media.picture.corrupt', { file })
  if (header.width * header.height > maximumPixels) {
    const megapixels = Math.ceil((header.width * header.height) / 1e6)
    throw new StudioError('media.picture.too-large', { file, width: header.width, height: header.height, megapixels })
  }
  return header
}

function parseHeader(bytes: Uint8Array, file: string): PictureHeader {
  if (bytes.length === 0) throw new StudioError('media.empty', { file })
  try {
    const found = withinDeadline(() => readKnownKind(bytes) ?? refusedKind(bytes))
    if (found === null) throw new StudioError('media.picture.unknown', { file })
    if (typeof found === 'string') throw new StudioError('media.picture.refused-kind', { file, kind: found })
    return found
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    if (cause instanceof RangeError) throw new StudioError('media.picture.truncated', { file }, { cause })
    throw new StudioError('media.picture.corrupt', { file }, { cause })
  }
}

/** Null for a kind that is not read. */
function readKnownKind(bytes: Uint8Array): PictureHeader | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 128)).toString('latin1')
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return readPngHeader(bytes)
  if (start.startsWith('\xff\xd8\xff')) return readJpegHeader(bytes)
  if (/^RIFF....WEBP/s.test(start)) return readWebpHeader(bytes)
  if (/^(?:II\x2a\0|MM\0\x2a)/.test(start)) return readTiffHeader(bytes)
  if (start.startsWith('8BPS')) return readPsdHeader(bytes)
  if (start.startsWith('\x76\x2f\x31\x01')) return readExrPictureHeader(bytes)
  if (/^....ftyp(?:avif|avis)/s.test(start) || /^....ftypmif1.{0,64}avif/s.test(start)) return readAvifHeader(bytes)
  return null
}

/** PNG: IHDR, then eXIf anywhere before the end, and one iCCP: each of many might grow to megabytes. */
function readPngHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const colourType = view.getUint8(25)
  let packedProfile: Uint8Array | null = null
  let orientation = 1
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = view.getUint32(at)
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (name === 'iCCP') packedProfile ??= data.subarray(data.indexOf(0) + 2)
    if (name === 'eXIf') orientation = exifOrientation(data)
    if (name === 'IEND') break
    at += 12 + length
  }
  const profile = packedProfile && inflateSync(packedProfile, { maxOutputLength: 16 << 20 })
  const colour = colourType === 0 || colourType === 4 ? 'grey' : 'rgb'
  return { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20), orientation, colour, profile }
}

/** WebP: a simple file has one VP8 or VP8L chunk, an extended one starts with VP8X and may hold ICCP and EXIF. */
function readWebpHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let canvas: PixelSize | null = null
  let frame: PixelSize | null = null
  let profile: Uint8Array | null = null
  let orientation = 1
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = Buffer.from(bytes.subarray(at, at + 4)).toString('latin1')
    const length = view.getUint32(at + 4, true)
    const data = at + 8
    if (name === 'VP8X') canvas ??= { width: 1 + uint24(view, data + 4), height: 1 + uint24(view, data + 7) }
    if (name === 'VP8 ') frame ??= sizeOfLossy(view, data)
    if (name === 'VP8L') frame ??= sizeOfLossless(view, data)
    if (name === 'ICCP') profile = bytes.slice(data, data + length)
    if (name === 'EXIF') orientation = exifOrientation(bytes.subarray(data, data + length))
    at = data + length + (length & 1)
  }
  const size = canvas ?? frame
  if (!size) throw new RangeError('no picture chunk')
  // Frames of an animation lie in chunks of their own, and may be smaller.
  if (frame && (frame.width !== size.width || frame.height !== size.height))
    throw new Error('a frame unlike its canvas')
  return { format: 'WebP', ...size, orientation, colour: 'rgb', profile }
}

interface PixelSize {
  readonly width: number
  readonly height: number
}

function sizeOfLossy(view: DataView, data: number): PixelSize {
  return { width: view.getUint16(data + 6, true) & 0x3fff, height: view.getUint16(data + 8, true) & 0x3fff }
}

function sizeOfLossless(view: DataView, data: number): PixelSize {
  const bits = view.getUint32(data + 1, true)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}
