import type { PictureHeader } from './header.ts'

/** Colour modes of the Photoshop file format, by their numbers there. */
export const psdModes = ['bitmap', 'grey', 'indexed', 'RGB', 'CMYK', '', '', 'multichannel', 'duotone', 'Lab'] as const

/** A Photoshop document (PSD, or PSB of large documents) as far as its flattened picture needs it. */
export interface PsdLayout {
  readonly isLarge: boolean
  readonly width: number
  readonly height: number
  readonly channels: number
  /** Bits a channel: 1, 8, 16 or 32. */
  readonly depth: number
  /** Index in {@link psdModes}. */
  readonly mode: number
  /** 256 reds, 256 greens, 256 blues of an indexed document. */
  readonly palette: Uint8Array
  readonly profile: Uint8Array | null
  /** The first channel after the colours is the flattened picture's transparency. */
  readonly hasTransparency: boolean
  /** False where it was saved without a flattened picture, which is a white page then. */
  readonly hasComposite: boolean
  /** Where the flattened picture starts, with the number of its compression. */
  readonly compositeAt: number
}

/** Image resources by their numbers. */
const resources = { profile: 1039, versionInfo: 1057 } as const
/** Keys of blocks behind the layers that say that the flattened picture has transparency. */
const transparencyKeys = new Set(['Mtrn', 'Mt16', 'Mt32'])
/** Blocks whose lengths take eight bytes in large documents. */
const longKeys = new Set(['LMsk', 'Lr16', 'Lr32', 'Layr', 'Mt16', 'Mt32', 'Mtrn', 'Alph', 'FMsk', 'lnk2', 'FEid'])
const layersInBlocks = new Set(['Lr16', 'Lr32', 'Layr'])

export function readPsdHeader(bytes: Uint8Array): PictureHeader {
  const { width, height, mode, profile } = readPsdLayout(bytes)
  const name = psdModes[mode]
  const colour = name === 'CMYK' ? 'cmyk' : name === 'grey' || name === 'duotone' ? 'grey' : 'rgb'
  return { format: 'PSD', width, height, orientation: 1, colour, profile }
}

/**
 * Reads everything before the flattened picture (Adobe Photoshop File Formats Specification).
 * @throws RangeError when the file is cut off; Error for another version
 */
export function readPsdLayout(bytes: Uint8Array): PsdLayout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const version = view.getUint16(4)
  if (version !== 1 && version !== 2) throw new Error(`version ${version}`)
  const isLarge = version === 2
  const paletteAt = 30
  const resourcesAt = after(view, 26)
  const layersAt = after(view, resourcesAt)
  const found = readResources(view, resourcesAt + 4, layersAt)
  const layersEnd = isLarge ? layersAt + 8 + long(view, layersAt) : after(view, layersAt)
  const layers = { start: layersAt + (isLarge ? 8 : 4), end: layersEnd }
  return {
    isLarge,
    channels: view.getUint16(12),
    height: view.getUint32(14),
    width: view.getUint32(18),
    depth: view.getUint16(22),
    mode: view.getUint16(24),
    palette: bytes.subarray(paletteAt, resourcesAt),
    profile: found.profile && bytes.slice(found.profile.at, found.profile.at + found.profile.length),
    hasTransparency: readTransparency(view, layers, isLarge),
    hasComposite: found.versionInfo === null || view.getUint8(found.versionInfo.at + 4) === 1,
    compositeAt: layersEnd,
  }
}

/** Where the section ends whose length stands at `at`. */
function after(view: DataView, at: number): number {
  return at + 4 + view.getUint32(at)
}

/** A length of eight bytes; one that no file has is beyond every end. */
function long(view: DataView, at: number): number {
  return Number(view.getBigUint64(at))
}

interface Piece {
  readonly at: number
  readonly length: number
}

/** `8BIM`, number, name padded to even, length, data padded to even. */
function readResources(view: DataView, start: number, end: number): Record<keyof typeof resources, Piece | null> {
  const pieces = new Map<number, Piece>()
  for (let at = start; at + 12 <= end;) {
    const nameLength = view.getUint8(at + 6)
    const lengthAt = at + 6 + nameLength + 1 + ((nameLength + 1) & 1)
    const length = view.getUint32(lengthAt)
    pieces.set(view.getUint16(at + 4), { at: lengthAt + 4, length })
    at = lengthAt + 4 + length + (length & 1)
  }
  return {
    profile: pieces.get(resources.profile) ?? null,
    versionInfo: pieces.get(resources.versionInfo) ?? null,
  }
}

/** A negative count of layers says that the first channel beyond the colours is the flattened picture's transparency. */
function readTransparency(view: DataView, { start, end }: { start: number; end: number }, isLarge: boolean): boolean {
  const lengthBytes = isLarge ? 8 : 4
  const lengthAt = (at: number): number => (isLarge ? long(view, at) : view.getUint32(at))
  if (end - start < lengthBytes) return false
  const layersLength = lengthAt(start)
  if (layersLength >= 2 && view.getInt16(start + lengthBytes) < 0) return true
  const maskAt = start + lengthBytes + layersLength
  if (end - maskAt < 4) return false
  for (let at = after(view, maskAt); at + 12 <= end;) {
    const key = String.fromCharCode(...[4, 5, 6, 7].map((byte) => view.getUint8(at + byte)))
    const isLong = isLarge && longKeys.has(key)
    const length = isLong ? long(view, at + 8) : view.getUint32(at + 8)
    const dataAt = at + (isLong ? 16 : 12)
    if (transparencyKeys.has(key)) return true
    if (layersInBlocks.has(key) && length >= 2 && view.getInt16(dataAt) < 0) return true
    at = dataAt + Math.ceil(length / 4) * 4
  }
  return false
}
