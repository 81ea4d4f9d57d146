import type { PictureHeader } from './header.ts'

/** Tags of TIFF 6.0 that tell how a picture must be treated. */
const tags = { width: 256, height: 257, photometric: 262, orientation: 274, iccProfile: 34675 } as const
const photometricCmyk = 5

/** Bytes of a value by its TIFF type; 0 marks the types that are not read here. */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1]

export interface TiffEntry {
  readonly type: number
  readonly count: number
  /** Where the values lie, counted from the TIFF header. */
  readonly at: number
}

/**
 * Reads the first directory of a TIFF file.
 * @throws RangeError when the directory lies outside of the file.
 */
export function readTiffHeader(bytes: Uint8Array): PictureHeader {
  const { view, littleEndian, entries } = readDirectory(bytes)
  const number = (tag: number, otherwise: number): number => {
    const entry = entries.get(tag)
    if (!entry) return otherwise
    return entry.type === 4 ? view.getUint32(entry.at, littleEndian) : view.getUint16(entry.at, littleEndian)
  }
  const photometric = number(tags.photometric, 2)
  const icc = entries.get(tags.iccProfile)
  return {
    format: 'TIFF',
    width: number(tags.width, 0),
    height: number(tags.height, 0),
    orientation: validOrientation(number(tags.orientation, 1)),
    colour: photometric === photometricCmyk ? 'cmyk' : photometric <= 1 ? 'grey' : 'rgb',
    profile: icc ? bytes.slice(icc.at, icc.at + icc.count) : null,
  }
}

/** Orientation 1..8 of an EXIF block (a TIFF structure); 1 when it has none or cannot be read. */
export function exifOrientation(exif: Uint8Array): number {
  const hasPrefix = Buffer.from(exif.subarray(0, 4)).toString('latin1') === 'Exif'
  try {
    const { view, littleEndian, entries } = readDirectory(hasPrefix ? exif.subarray(6) : exif)
    const entry = entries.get(tags.orientation)
    return entry ? validOrientation(view.getUint16(entry.at, littleEndian)) : 1
  } catch {
    return 1
  }
}

/** @throws RangeError when the directory lies outside of the file */
export function readDirectory(bytes: Uint8Array): {
  view: DataView
  littleEndian: boolean
  entries: ReadonlyMap<number, TiffEntry>
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const littleEndian = view.getUint8(0) === 0x49
  const directory = view.getUint32(4, littleEndian)
  const entries = new Map<number, TiffEntry>()
  const count = view.getUint16(directory, littleEndian)
  for (let i = 0; i < count; i++) {
    const at = directory + 2 + i * 12
    const type = view.getUint16(at + 2, littleEndian)
    const valueCount = view.getUint32(at + 4, littleEndian)
    const fits = (typeSizes[type] ?? 0) * valueCount <= 4
    const valuesAt = fits ? at + 8 : view.getUint32(at + 8, littleEndian)
    entries.set(view.getUint16(at, littleEndian), { type, count: valueCount, at: valuesAt })
  }
  return { view, littleEndian, entries }
}

function validOrientation(value: number): number {
  return value >= 1 && value <= 8 ? value : 1
}
