import { readDirectory, type TiffEntry } from './tiff-header.ts'

/** How the first picture of a TIFF file is written (TIFF 6.0 and its technical notes). */
export interface TiffKind {
  readonly photometric: number
  readonly compression: number
  /** Of each sample; all alike in files that are read. */
  readonly bits: number
  readonly samples: number
  /** 1 is unsigned, 2 signed, 3 floating point. */
  readonly sampleFormat: number
  /** What the sample after the colours is: 1 alpha that they are multiplied with, 2 alpha, 0 anything else; null without one. */
  readonly extra: number | null
  /** Where the last of the picture's pieces and its palette end in the file. */
  readonly end: number
}

const tags = {
  bits: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samples: 277,
  stripBytes: 279,
  palette: 320,
  tileOffsets: 324,
  tileBytes: 325,
  extraSamples: 338,
  sampleFormat: 339,
} as const

/** @throws RangeError when the directory, or a list that it names, lies outside of the file */
export function readTiffKind(bytes: Uint8Array): TiffKind {
  const { view, littleEndian, entries } = readDirectory(bytes)
  const value = (entry: TiffEntry, index: number): number =>
    entry.type === 4
      ? view.getUint32(entry.at + 4 * index, littleEndian)
      : view.getUint16(entry.at + 2 * index, littleEndian)
  const first = (tag: number, otherwise: number): number => {
    const entry = entries.get(tag)
    return entry ? value(entry, 0) : otherwise
  }
  const [offsets, lengths] = [
    entries.get(tags.stripOffsets) ?? entries.get(tags.tileOffsets),
    entries.get(tags.stripBytes) ?? entries.get(tags.tileBytes),
  ]
  const palette = entries.get(tags.palette)
  let end = palette ? palette.at + 2 * palette.count : 0
  for (let piece = 0; piece < Math.min(offsets?.count ?? 0, lengths?.count ?? 0); piece++)
    end = Math.max(end, value(offsets!, piece) + value(lengths!, piece))
  const extra = entries.get(tags.extraSamples)
  return {
    photometric: first(tags.photometric, 2),
    compression: first(tags.compression, 1),
    bits: first(tags.bits, 1),
    samples: first(tags.samples, 1),
    sampleFormat: first(tags.sampleFormat, 1),
    extra: extra ? value(extra, 0) : null,
    end,
  }
}

const photometricWords: Readonly<Record<number, string>> = {
  0: 'grey',
  1: 'grey',
  2: 'RGB',
  3: 'palette',
  4: 'mask',
  5: 'CMYK',
  6: 'YCbCr',
  8: 'Lab',
  9: 'Lab',
  10: 'Lab',
  32844: 'LogL',
  32845: 'LogLuv',
}

const compressionWords: Readonly<Record<number, string>> = {
  1: '',
  2: 'CCITT',
  3: 'CCITT G3',
  4: 'CCITT G4',
  5: 'LZW',
  6: 'old JPEG',
  7: 'JPEG',
  8: 'ZIP',
  32773: 'PackBits',
  32946: 'ZIP',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'ZSTD',
  50001: 'WebP',
  50002: 'JPEG XL',
}

/** The kind in words for messages: `Lab, 8 bit, LZW`. */
export function tiffKindWords({ photometric, compression, bits, samples, sampleFormat, extra }: TiffKind): string {
  const number = sampleFormat === 3 ? ' floating point' : sampleFormat === 2 ? ' signed' : ''
  return [
    photometricWords[photometric] ?? `photometric ${photometric}`,
    `${bits} bit${number}`,
    extra === null ? '' : `${samples} channels`,
    compressionWords[compression] ?? `compression ${compression}`,
  ]
    .filter((word) => word !== '')
    .join(', ')
}
