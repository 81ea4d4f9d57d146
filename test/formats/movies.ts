import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ask } from '../integration/media/media-worker.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

export const rate = { numerator: 24, denominator: 1 }
export const formats = ['mp4-h264', 'mov-prores-422-hq'] as const

export interface Picture {
  readonly file: string
  readonly rawSize: { readonly width: number; readonly height: number } | null
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null
}
export type Layer = { readonly picture: Picture; readonly weight: number }

/** One picture as a frame. */
export const shown = (picture: Picture): Layer[] => [{ picture, weight: 1 }]

/** A raw picture of a size whose pixels a function names, 0..255 for red, green and blue. */
export function raw(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): Picture {
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return colour(pixel % width, Math.floor(pixel / width))[i % 3]!
  })
  const file = join(temporaryFolder(), 'picture.rgb')
  writeFileSync(file, rgb)
  return { file, rawSize: { width, height }, box: null }
}

/** A raw picture of one grey. */
export function grey(value: number, width = 64, height = 48): Picture {
  const file = join(temporaryFolder(), 'grey.rgb')
  writeFileSync(file, new Uint8Array(width * height * 3).fill(value))
  return { file, rawSize: { width, height }, box: null }
}

/** Every frame of a movie as FFmpeg decodes it, brought to a pixel format by its exact scaler. */
export function decoded(file: string, frames: number, filter: string): Buffer[] {
  const words = ['-v', 'error', '-i', file, '-map', '0:v:0', '-vf', filter, '-f', 'rawvideo', '-']
  const bytes = execFileSync('ffmpeg', words, { maxBuffer: 1 << 28 })
  const length = bytes.length / frames
  return Array.from({ length: frames }, (_, i) => bytes.subarray(i * length, (i + 1) * length))
}

/** Mean brightness of each frame, 0..255. */
export function levels(file: string, frames: number): number[] {
  const luma = 'zscale=rangein=limited:range=limited,format=yuv444p16le,extractplanes=y'
  return decoded(file, frames, luma).map((bytes) => {
    const values = new Uint16Array(Uint8Array.from(bytes).buffer)
    return ((mean(values) / 256 - 16) * 255) / 219
  })
}

/** Filters to 8-bit RGB. */
export const toRgb = 'zscale=matrixin=709:rangein=limited:matrix=gbr:range=full,format=gbrp,format=rgb24'

export const mean = (values: Uint8Array | Uint16Array): number =>
  [...values].reduce((sum, value) => sum + value, 0) / values.length

/** Options of a movie; H.264 of 64×48 where they are left out. */
interface Wish {
  readonly format?: (typeof formats)[number]
  readonly width?: number
  readonly height?: number
  readonly [option: string]: unknown
}

/** A movie of frames in a folder of the running test. */
export async function movie(frames: readonly (readonly Layer[])[], wish: Wish = {}): Promise<string> {
  const { format = 'mp4-h264', width = 64, height = 48 } = wish
  const outFile = join(temporaryFolder(), format === 'mp4-h264' ? 'movie.mp4' : 'movie.mov')
  const info = await ask('encode-movie', { frames, width, height, rate, format, outFile, ...wish })
  expect(info).toEqual({ frames: frames.length, width: width & ~1, height: height & ~1 })
  return outFile
}

/** What FFmpeg tells of a movie's tracks. */
export function streams(file: string): Record<string, unknown>[] {
  const words = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', file]
  return JSON.parse(execFileSync('ffprobe', words, { encoding: 'utf8' })).streams
}
