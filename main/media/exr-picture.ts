import { StudioError } from '../../core/contract/errors.ts'
import { linearSrgbFrom, type Chromaticities } from './colour-primaries.ts'
import { decodeExrFrame, type ExrFrame } from './exr-frame.ts'
import { readExrHeader, type ExrChannel, type ExrHeader, type ExrPart } from './exr-header.ts'
import { extractExrLayer } from './exr-layer.ts'
import type { PictureHeader } from './header.ts'
import { srgbTable } from './icc-curves.ts'

/** A layer that holds a picture. */
interface Layer {
  readonly part: ExrPart
  /** Channel names before their last dot; empty for plain R, G, B. */
  readonly prefix: string
  /** What people call it: the prefix, or the name of its part. */
  readonly label: string
  /** Channels of it that are read, without their prefix. */
  readonly letters: readonly string[]
}

/** Far beyond any light that is shown. */
const brightest = 1e9

/** What renderers call the finished picture among its passes. */
const beautyName = /(?:^|[._ -])(?:beauty|combined|composite|rgba?|image|final|master)$/i

/** @throws RangeError when the file is cut off */
export function readExrPictureHeader(bytes: Uint8Array): PictureHeader {
  const header = readExrHeader(bufferOf(bytes))
  const { width = 0, height = 0 } = header.parts[0] ?? {}
  return { format: 'EXR', width, height, orientation: 1, colour: 'rgb', profile: null }
}

/**
 * The beauty of an OpenEXR file as 8-bit sRGB `[height, width, 3]`. Scene light becomes display values without any
 * exposure or tone mapping: 1 is white, what is brighter is white too, by the curve of IEC 61966-2-1. Primaries are
 * those that the file tells, Rec. 709 where it tells none; colours outside of sRGB are clipped. Alpha, which colours are
 * multiplied with, is laid on white in linear light.
 * @throws StudioError `media.picture.exr-kind` without a layer of colours, `media.picture.truncated`, `.corrupt`
 */
export async function decodeExrPicture(bytes: Uint8Array, file: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const buffer = bufferOf(bytes)
    const header = readExrHeader(buffer)
    const layer = beautyOf(header)
    if (layer === null) throw new StudioError('media.picture.exr-kind', { file })
    const plain = extractExrLayer(buffer, header, layer.part, (channel) => colourOf(channel, layer))
    const frame = await decodeExrFrame(plain)
    signal.throwIfAborted()
    const { width, height } = header.parts[0] ?? {}
    if (frame === null || frame.width !== width || frame.height !== height) throw new Error('another picture in it')
    const chromaticities = layer.part.chromaticities ?? header.parts[0]?.chromaticities
    return displayValues(chromaticities ? withRec709(frame, chromaticities) : frame)
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof StudioError) throw cause
    const code = cause instanceof RangeError ? 'media.picture.truncated' : 'media.picture.corrupt'
    throw new StudioError(code, { file }, { cause })
  }
}

/**
 * Plain channels first, then a layer named as renderers name the finished picture, then the first with colours; deep
 * parts and luminance with separate chroma are no pictures that can be shown.
 */
function beautyOf({ parts }: ExrHeader): Layer | null {
  const layers = parts.flatMap((part) => {
    const { name, type, channels } = part
    if (type.startsWith('deep')) return []
    const names = new Set(channels.map((channel) => channel.name))
    const prefixes = [...new Set([...names].map((channel) => channel.split('.').slice(0, -1).join('.')))]
    const has = (prefix: string, letters: readonly string[]): boolean =>
      letters.every((letter) => names.has(prefix === '' ? letter : `${prefix}.${letter}`))
    return prefixes.flatMap((prefix): Layer[] => {
      const layer = { part, prefix, label: prefix || name }
      if (has(prefix, ['R', 'G', 'B'])) return [{ ...layer, letters: ['R', 'G', 'B', 'A'] }]
      return has(prefix, ['Y']) && !has(prefix, ['RY']) ? [{ ...layer, letters: ['Y', 'A'] }] : []
    })
  })
  return (
    layers.find(({ label }) => label === '') ??
    layers.find(({ label }) => beautyName.test(label)) ??
    layers.find(({ prefix }) => prefix === '') ??
    layers[0] ??
    null
  )
}

/** The plain name of a layer's channel; null for one of another layer, and for what is neither colour nor alpha. */
function colourOf({ name }: ExrChannel, { prefix, letters }: Layer): string | null {
  const plain = prefix === '' ? name : name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1) : ''
  return letters.includes(plain) ? plain : null
}

/** The same picture in linear sRGB's primaries; greys have none. */
function withRec709(frame: ExrFrame, chromaticities: Chromaticities): ExrFrame {
  const matrix = frame.order.startsWith('GBR') ? linearSrgbFrom(chromaticities) : null
  if (matrix === null) return frame
  const pixels = frame.width * frame.height
  const values = Float32Array.from(frame.values)
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [green, blue, red] = [0, 1, 2].map((plane) => finite(values[plane * pixels + pixel]!)) as [
      number,
      number,
      number,
    ]
    for (const [plane, row] of [3, 6, 0].entries())
      values[plane * pixels + pixel] = matrix[row]! * red + matrix[row + 1]! * green + matrix[row + 2]! * blue
  }
  return { ...frame, values }
}

function displayValues({ width, height, order, values }: ExrFrame): Uint8Array {
  const pixels = width * height
  const encode = srgbTable()
  const planes = order.startsWith('GBR') ? [2, 0, 1] : [0, 0, 0]
  const alphaAt = order.endsWith('A') ? (order.length - 1) * pixels : null
  const rgb = new Uint8Array(pixels * 3)
  for (let pixel = 0; pixel < pixels; pixel++) {
    const white = alphaAt === null ? 0 : 1 - unit(values[alphaAt + pixel]!)
    for (let channel = 0; channel < 3; channel++) {
      const light = unit(values[planes[channel]! * pixels + pixel]! + white)
      rgb[pixel * 3 + channel] = encode[Math.round(light * 65535)]!
    }
  }
  return rgb
}

/** Light without end would be mixed to what is no number. */
function finite(value: number): number {
  return value > -brightest ? Math.min(brightest, value) : value < 0 ? -brightest : 0
}

/** Into 0..1; what is no number is dark. */
function unit(value: number): number {
  return value > 0 ? Math.min(1, value) : 0
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
