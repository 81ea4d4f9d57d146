import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cacheBytes, clearCache } from '../../../main/services/media/cache-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const minutes = 60_000
const now = Date.now()

function put(folder: string, name: string, bytes: number, age: number): string {
  const file = join(folder, name)
  writeFileSync(file, Buffer.alloc(bytes))
  utimesSync(file, (now - age) / 1000, (now - age) / 1000)
  return file
}

test('clearing removes what can be made again, and leaves what is in use, unfinished or none of its own', async () => {
  const cache = temporaryFolder()
  for (const name of ['pictures', 'rasters', 'measure-1']) mkdirSync(join(cache, name))
  const gone = [
    put(join(cache, 'pictures'), 'display-a.jpg', 1000, 2 * minutes),
    put(join(cache, 'rasters'), 'a.rgb', 20_000, 11 * minutes),
    put(join(cache, 'rasters'), 'a.note', 64, 11 * minutes),
  ]
  const stays = [
    put(join(cache, 'pictures'), 'display-b.jpg', 500, 0),
    put(join(cache, 'rasters'), 'b.rgb', 7000, 9 * minutes),
    put(join(cache, 'rasters'), '.raster.1-00000000.tmp', 300, 30 * minutes),
    put(cache, 'own.bin', 90, 60 * minutes),
    put(join(cache, 'measure-1'), 'frame', 90, 60 * minutes),
  ]
  expect(await cacheBytes(cache)).toBe(28_864)
  expect(await clearCache(cache, now)).toEqual({ freedBytes: 21_064, leftBytes: 7800 })
  expect(gone.map(existsSync)).toEqual([false, false, false])
  expect(stays.map(existsSync)).toEqual(stays.map(() => true))
  expect(await cacheBytes(cache)).toBe(7800)
})

test('a cache that is not there yet has nothing', async () => {
  const cache = join(temporaryFolder(), 'none')
  expect(await cacheBytes(cache)).toBe(0)
  expect(await clearCache(cache)).toEqual({ freedBytes: 0, leftBytes: 0 })
})
