import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { frameTo8Bit } from '../../../core/cache/condition.ts'
import type { CacheFrames } from '../../../core/contract/media.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, media } from './media-worker.ts'

const pictureSize = { width: 96, height: 64 }
const depthSize = { width: 24, height: 16 }
const modelSize = { width: 48, height: 32 }
const boardIntrinsics = [48, 48, 24, 16]
/** The frames are the model's middle, twice as large. */
const size = { width: 80, height: 48 }

const rgb = Uint8Array.from({ length: 96 * 64 * 3 }, (_, i) => (i * 37 + (i >> 4) * 11) % 256)
/** A near box before a far wall. */
const depth = Float32Array.from({ length: 24 * 16 }, (_, i) => (i % 24 > 8 && i % 24 < 16 ? 0.8 : 2))

/** A camera that stands `right` beside the board's and looks the same way. */
const camera = (right: number) => ({
  worldFromCamera: [1, 0, 0, right, 0, 1, 0, 0, 0, 0, 1, 0],
  intrinsics: [96, 96, 40, 24],
})

function request(count: number): { input: Record<string, unknown>; framesFolder: string; cameras: unknown[] } {
  const folder = temporaryFolder()
  const [pictureFile, depthFile] = [join(folder, 'picture.rgb'), join(folder, 'depth.f32')]
  writeFileSync(pictureFile, rgb)
  writeFileSync(depthFile, new Uint8Array(depth.buffer))
  const framesFolder = mkdtempSync(join(folder, 'frames-'))
  const cameras = Array.from({ length: count }, (_, i) => camera(Math.fround(i / 16)))
  const rasters = { pictureFile, pictureSize, depthFile, depthSize }
  const input = { ...rasters, modelSize, boardIntrinsics, cameras, ...size, framesFolder }
  return { input, framesFolder, cameras }
}

test('every frame is the filled cache at the frames’ size, bit for bit', async () => {
  const { input, framesFolder } = request(12)
  const { frames, coverage } = await ask<CacheFrames>('render-cache', input)
  expect(frames.slice(0, 2)).toEqual(['frame_0000.rgb', 'frame_0001.rgb'])
  expect(frames.length).toBe(12)
  const picture = { ...pictureSize, rgb }
  const cache = new BoardCache(picture, { ...depthSize, values: depth }, boardIntrinsics, modelSize, size)
  frames.forEach((name, i) => {
    const drawn = frameTo8Bit(cache.render(camera(Math.fround(i / 16))))
    expect(readFileSync(join(framesFolder, name)).equals(drawn), name).toBe(true)
  })
  expect(coverage[0]).toBe(1)
  expect(coverage.at(-1)!).toBeLessThan(coverage[4]!)
  const last = readFileSync(join(framesFolder, frames.at(-1)!))
  expect(last.some((value, i) => i % 3 === 0 && value + last[i + 1]! + last[i + 2]! === 0)).toBe(false)
})

test('cancelled between two frames, none are left', async () => {
  const { input, framesFolder } = request(5000)
  const controller = new AbortController()
  let reports = 0
  const report = (): void => {
    if (++reports === 2) controller.abort()
  }
  await expect(media.run('render-cache', input, { signal: controller.signal, report })).rejects.toMatchObject({
    name: 'AbortError',
  })
  expect(readdirSync(framesFolder)).toEqual([])
})

test('rasters of the wrong length and places that cannot be written are named', async () => {
  const { input, framesFolder } = request(2)
  await expect(ask('render-cache', { ...input, pictureSize: { width: 95, height: 64 } })).rejects.toMatchObject({
    code: 'cache.raster.length',
  })
  await expect(ask('render-cache', { ...input, depthFile: join(framesFolder, 'none') })).rejects.toMatchObject({
    code: 'media.missing',
  })
  const nowhere = join(framesFolder, 'nowhere')
  await expect(ask('render-cache', { ...input, framesFolder: nowhere })).rejects.toMatchObject({
    code: 'media.write',
    details: { file: nowhere },
  })
})
