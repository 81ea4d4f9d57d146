import { StudioError } from '../../core/contract/errors.ts'
import type { DeviceToSrgb } from './icc-colours.ts'
import { psdModes, readPsdLayout, type PsdLayout } from './psd-header.ts'

/** Channels of colour in the modes that are read. */
const colourChannels: Readonly<Partial<Record<(typeof psdModes)[number], number>>> = {
  grey: 1,
  duotone: 1,
  indexed: 1,
  RGB: 3,
  CMYK: 4,
}

/**
 * The flattened picture of a Photoshop document, 8-bit `[height, width, 3]` on white, in the document's own colour space.
 * FFmpeg's decoder reads no large documents, takes any further channel for transparency and drops the profile; so this
 * one is our own. 16 bits are rounded to the nearest; CMYK without a profile is laid ink over ink.
 * @param toSrgb of the inks, where the document's profile tells
 * @throws StudioError `media.picture.psd-kind`, `media.picture.psd-flat`, `media.picture.truncated`
 */
export function decodePsd(bytes: Uint8Array, file: string, toSrgb: DeviceToSrgb | null = null): Uint8Array {
  const layout = readPsdLayout(bytes)
  const mode = psdModes[layout.mode] ?? ''
  const colours = colourChannels[mode]
  const refused = new StudioError('media.picture.psd-kind', {
    file,
    kind: `${mode || layout.mode}, ${layout.depth} bit`,
  })
  if (colours === undefined || (layout.depth !== 8 && layout.depth !== 16) || layout.channels < colours) throw refused
  if (!layout.hasComposite) throw new StudioError('media.picture.psd-flat', { file })
  const used = colours + (layout.hasTransparency && layout.channels > colours ? 1 : 0)
  const samples = readChannels(bytes, layout, used, file)
  if (used === 3 && colours === 3) return samples
  return toRgb(samples, { mode, colours, used, palette: layout.palette, toSrgb }, layout.width * layout.height)
}

/** The first `used` channels side by side, 8-bit `[height, width, used]`; the file has one channel after another. */
function readChannels(bytes: Uint8Array, layout: PsdLayout, used: number, file: string): Uint8Array {
  const { width, height, depth, compositeAt } = layout
  const sampleBytes = depth / 8
  const rowBytes = width * sampleBytes
  const samples = new Uint8Array(width * height * used)
  const row = new Uint8Array(rowBytes)
  const nextRow = rowReader(bytes, layout, rowBytes, file)
  if (compositeAt + 2 > bytes.length) throw new StudioError('media.picture.truncated', { file })
  for (let channel = 0; channel < used; channel++) {
    for (let y = 0; y < height; y++) {
      nextRow(row)
      let to = y * width * used + channel
      for (let x = 0; x < width; x++, to += used)
        samples[to] = sampleBytes === 1 ? row[x]! : Math.round((row[x * 2]! * 256 + row[x * 2 + 1]!) / 257)
    }
  }
  return samples
}

/** @returns a function that fills a row with the next one of the file */
function rowReader(bytes: Uint8Array, layout: PsdLayout, rowBytes: number, file: string): (row: Uint8Array) => void {
  const { isLarge, height, channels, compositeAt } = layout
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const truncated = new StudioError('media.picture.truncated', { file })
  if (compositeAt + 2 > bytes.length) throw truncated
  const compression = view.getUint16(compositeAt)
  let at = compositeAt + 2
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw truncated
    const taken = bytes.subarray(at, at + length)
    at += length
    return taken
  }
  if (compression === 0) return (row) => row.set(take(rowBytes))
  if (compression !== 1) throw new StudioError('media.picture.psd-kind', { file, kind: `ZIP ${compression}` })
  const countBytes = isLarge ? 4 : 2
  let countAt = at
  take(countBytes * height * channels)
  return (row) => {
    const packed = take(isLarge ? view.getUint32(countAt) : view.getUint16(countAt))
    countAt += countBytes
    if (!unpackBits(packed, row)) throw new StudioError('media.picture.corrupt', { file })
  }
}

/** PackBits: 0..127 and that many bytes more than one as they are, 129..255 one byte repeated; false when it does not fill the row. */
function unpackBits(packed: Uint8Array, row: Uint8Array): boolean {
  let to = 0
  for (let from = 0; from < packed.length && to < row.length;) {
    const head = packed[from++]!
    if (head === 128) continue
    const length = head < 128 ? head + 1 : 257 - head
    if (to + length > row.length || from >= packed.length) return false
    if (head < 128) {
      if (from + length > packed.length) return false
      row.set(packed.subarray(from, from + length), to)
      from += length
    } else row.fill(packed[from++]!, to, to + length)
    to += length
  }
  return to === row.length
}

interface Samples {
  readonly mode: string
  readonly colours: number
  /** Channels of each pixel: the colours, and transparency where there is any. */
  readonly used: number
  readonly palette: Uint8Array
  readonly toSrgb: DeviceToSrgb | null
}

function toRgb(samples: Uint8Array, layout: Samples, pixels: number): Uint8Array {
  const { colours, used, toSrgb } = layout
  const rgb = toSrgb === null ? plainRgb(samples, layout, pixels) : toSrgb(inksOf(samples, used))
  if (used > colours) layOnWhite(rgb, (pixel) => samples[pixel * used + colours]!)
  return rgb
}

/** Ink is stored inverted: 255 is none. */
function inksOf(samples: Uint8Array, used: number): Uint8Array {
  return Uint8Array.from({ length: (samples.length / used) * 4 }, (_, index) => {
    return 255 - samples[Math.floor(index / 4) * used + (index % 4)]!
  })
}

function plainRgb(samples: Uint8Array, { mode, colours, used, palette }: Samples, pixels: number): Uint8Array {
  const rgb = new Uint8Array(pixels * 3)
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = samples[pixel * used + Math.min(channel, colours - 1)]!
      // Ink is stored inverted: 255 is none.
      if (mode === 'CMYK') rgb[pixel * 3 + channel] = Math.round((value * samples[pixel * used + 3]!) / 255)
      else rgb[pixel * 3 + channel] = mode === 'indexed' ? (palette[channel * 256 + value] ?? 0) : value
    }
  }
  return rgb
}

/** Rounding of a picture that was laid on white already. */
const whiteTolerance = 2

/**
 * Photoshop lays the flattened picture on white before it writes it, and transparency beside it; other programs leave
 * the colours as they are. No colour laid on white is darker than its transparency lets through, which tells the two apart.
 */
function layOnWhite(rgb: Uint8Array, alphaOf: (pixel: number) => number): void {
  const pixels = rgb.length / 3
  let isOnWhite = true
  for (let pixel = 0; pixel < pixels && isOnWhite; pixel++) {
    const least = 255 - alphaOf(pixel) - whiteTolerance
    isOnWhite = Math.min(rgb[pixel * 3]!, rgb[pixel * 3 + 1]!, rgb[pixel * 3 + 2]!) >= least
  }
  if (isOnWhite) return
  for (let pixel = 0; pixel < pixels; pixel++) {
    const alpha = alphaOf(pixel)
    for (let i = pixel * 3; i < pixel * 3 + 3; i++) rgb[i] = Math.round((rgb[i]! * alpha + 255 * (255 - alpha)) / 255)
  }
}
