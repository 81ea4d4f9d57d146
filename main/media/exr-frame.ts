import {
  AV_PIX_FMT_GBRAPF16LE,
  AV_PIX_FMT_GBRAPF32LE,
  AV_PIX_FMT_GBRPF16LE,
  AV_PIX_FMT_GBRPF32LE,
  AV_PIX_FMT_GRAYF16LE,
  AV_PIX_FMT_GRAYF32LE,
  AV_PIX_FMT_YAF16LE,
  AV_PIX_FMT_YAF32LE,
} from 'node-av/constants'
import type { Frame } from 'node-av/lib'
import { readFirstFrame } from './first-frame.ts'

/** Pixels of an OpenEXR file as floats, one plane after another as {@link ExrFrame.order} names them. */
export interface ExrFrame {
  readonly width: number
  readonly height: number
  readonly order: 'Y' | 'YA' | 'GBR' | 'GBRA'
  /** `[planes, height, width]` float32. */
  readonly values: Float32Array
}

const formats: ReadonlyMap<number, { readonly order: ExrFrame['order']; readonly isHalf: boolean }> = new Map([
  [AV_PIX_FMT_GRAYF32LE, { order: 'Y', isHalf: false }],
  [AV_PIX_FMT_GRAYF16LE, { order: 'Y', isHalf: true }],
  [AV_PIX_FMT_YAF32LE, { order: 'YA', isHalf: false }],
  [AV_PIX_FMT_YAF16LE, { order: 'YA', isHalf: true }],
  [AV_PIX_FMT_GBRPF32LE, { order: 'GBR', isHalf: false }],
  [AV_PIX_FMT_GBRPF16LE, { order: 'GBR', isHalf: true }],
  [AV_PIX_FMT_GBRAPF32LE, { order: 'GBRA', isHalf: false }],
  [AV_PIX_FMT_GBRAPF16LE, { order: 'GBRA', isHalf: true }],
])

/**
 * Decodes plain channels of a file of one part, half or float, any compression that FFmpeg knows.
 * @returns null when there is no picture in it
 * @throws whatever FFmpeg finds wrong with the file
 */
export async function decodeExrFrame(bytes: Buffer): Promise<ExrFrame | null> {
  return readFirstFrame(bytes, 'exr_pipe', floatsOf)
}

function floatsOf(frame: Frame): ExrFrame {
  const { width, height } = frame
  const format = formats.get(frame.format)
  if (format === undefined) throw new Error(`pixels of an unexpected kind (${frame.format})`)
  const { order, isHalf } = format
  const count = width * height * order.length
  const packed = Uint8Array.from(frame.toBuffer()).buffer
  const values = isHalf
    ? Float32Array.from(new Uint16Array(packed, 0, count), floatOfHalf)
    : new Float32Array(packed, 0, count)
  return { width, height, order, values }
}

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
function floatOfHalf(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
