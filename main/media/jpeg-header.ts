import type { PictureHeader } from './header.ts'
import { exifOrientation } from './tiff-header.ts'

/**
 * Walks a JPEG's segments up to its first scan: frame header (size, components), EXIF orientation, ICC profile
 * (which may be spread over several segments, numbered from 1).
 * @throws RangeError when the file ends before its first scan; Error for what no encoder writes, as two frame headers.
 */
export function readJpegHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const profileParts: Uint8Array[] = []
  let frame: { width: number; height: number; components: number } | null = null
  let orientation = 1
  for (let at = 2; ;) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at++
    if (view.getUint8(at) !== 0xff) throw new Error('a JPEG segment does not start with its marker')
    const marker = view.getUint8(at + 1)
    const length = view.getUint16(at + 2)
    const data = bytes.subarray(at + 4, at + 2 + length)
    if (marker === 0xe1 && startsWith(data, 'Exif\0\0')) orientation = exifOrientation(data.subarray(6))
    if (marker === 0xe2 && startsWith(data, 'ICC_PROFILE\0')) profileParts[(data[12] ?? 1) - 1] = data.subarray(14)
    if (isFrameHeader(marker)) {
      if (frame) throw new Error('a JPEG with two frame headers')
      frame = { height: view.getUint16(at + 5), width: view.getUint16(at + 7), components: view.getUint8(at + 9) }
    }
    if (marker === 0xda) break
    at += 2 + length
  }
  if (!frame) throw new Error('a JPEG without a frame header')
  const { width, height, components } = frame
  return {
    format: 'JPEG',
    width,
    height,
    orientation,
    colour: components === 1 ? 'grey' : components === 4 ? 'cmyk' : 'rgb',
    profile: profileParts.length > 0 ? Buffer.concat(profileParts) : null,
  }
}

/**
 * True when the picture's last scan is closed by its end marker; decoders paint what is missing in grey instead of
 * complaining. What follows the end does not count: phones append the seconds of a moving photo there.
 */
export function jpegIsComplete(bytes: Uint8Array): boolean {
  for (let at = 2; at + 1 < bytes.length;) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return false
    if (marker === 0xd9) return true
    if (marker === 0xff) at++
    else if (standsAlone(marker)) at = nextMarker(bytes, at + 2)
    else {
      const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
      at = marker === 0xda ? nextMarker(bytes, end) : end
    }
  }
  return false
}

/** Restart markers and TEM have no length. */
function standsAlone(marker: number): boolean {
  return (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01
}

/** Where the next marker stands in coded data, in which FF 00 is a plain byte; the end when there is none. */
function nextMarker(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && bytes[at + 1] === 0) at = bytes.indexOf(0xff, at + 2)
  return at < 0 ? bytes.length : at
}

/** SOF0 to SOF15 without the tables (C4, CC) and the reserved C8 among them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function startsWith(data: Uint8Array, text: string): boolean {
  return Buffer.from(data.subarray(0, text.length)).toString('latin1') === text
}
