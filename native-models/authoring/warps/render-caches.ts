/**
 * Draws the cache of many clips with the product's own code, so that training sees what the product will see.
 *
 * usage: node render-caches.mjs FOLDER
 * FOLDER holds `meta.json` ({ clips, frames, width, height }) and raw little-endian arrays: `picture.u8`
 * [clips, height, width, 3], `depth.f32` [clips, height, width], `poses.f32` [clips, frames, 12] (upper 3x4 of worldFromCamera, row-major, OpenCV axes),
 * `intrinsics.f32` [clips, frames, 4] in pixels. Writes `filled.u8` [clips, frames, 3, height, width],
 * `coverage.u8` and `inverse.f32` [clips, frames, height, width].
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

import { BoardCache } from '../../../core/cache/board-cache.ts'
import type { CacheFrame } from '../../../core/cache/rasterise.ts'

interface Meta {
  readonly clips: number
  readonly frames: number
  readonly width: number
  readonly height: number
}

function floats(path: string): Float32Array {
  const bytes = readFileSync(path)
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

function writeFrame(frame: CacheFrame, files: { filled: number; coverage: number; inverse: number }): void {
  const pixels = frame.width * frame.height
  const planes = new Uint8Array(3 * pixels)
  const seen = new Uint8Array(pixels)
  const inverse = new Float32Array(pixels)
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      planes[channel * pixels + pixel] = Math.round(Math.min(1, Math.max(0, frame.rgb[pixel * 3 + channel]!)) * 255)
    }
    if (frame.coverage[pixel] !== 1) continue
    seen[pixel] = 1
    inverse[pixel] = frame.inverseDepth[pixel]!
  }
  writeSync(files.filled, planes)
  writeSync(files.coverage, seen)
  writeSync(files.inverse, new Uint8Array(inverse.buffer))
}

function main(folder: string): void {
  const { clips, frames, width, height } = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as Meta
  const pictures = new Uint8Array(readFileSync(join(folder, 'picture.u8')))
  const depths = floats(join(folder, 'depth.f32'))
  const poses = floats(join(folder, 'poses.f32'))
  const lenses = floats(join(folder, 'intrinsics.f32'))
  const open = (name: string): number => openSync(join(folder, name), 'w')
  const files = { filled: open('filled.u8'), coverage: open('coverage.u8'), inverse: open('inverse.f32') }
  const pixels = width * height
  const raster = { width, height }
  for (let clip = 0; clip < clips; clip++) {
    const lens = (frame: number): number[] => [...lenses.subarray((clip * frames + frame) * 4).subarray(0, 4)]
    const picture = { ...raster, rgb: pictures.subarray(clip * pixels * 3, (clip + 1) * pixels * 3) }
    const depth = { ...raster, values: depths.slice(clip * pixels, (clip + 1) * pixels) }
    const cache = new BoardCache(picture, depth, lens(0), raster)
    for (let frame = 0; frame < frames; frame++) {
      const start = (clip * frames + frame) * 12
      const camera = { worldFromCamera: [...poses.subarray(start, start + 12)], intrinsics: lens(frame) }
      writeFrame(cache.render(camera), files)
    }
  }
  Object.values(files).forEach(closeSync)
}

main(process.argv[2]!)
