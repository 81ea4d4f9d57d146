import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { RasterCache } from '../../../main/services/media/raster-cache.ts'
import { sha256Of } from '../../../main/services/files/sha256.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)

/** Makes a raster of that content and counts how often it had to. */
function maker(content: string) {
  const made = { times: 0 }
  const make = async (file: string): Promise<void> => {
    made.times++
    await writeFile(file, content)
  }
  return { made, make }
}

function age(file: string, hours: number): void {
  const time = new Date(Date.now() - hours * 3600_000)
  utimesSync(file, time, time)
}

describe('the cache of rasters', () => {
  test('makes a raster once for a recipe, and another for another', async () => {
    const cache = new RasterCache(temporaryFolder())
    const { made, make } = maker('red')
    const first = await cache.keep('picture', { media: 'a', size: [2, 1] }, make)
    expect(first).toBe(sha256Of(bytes('red')))
    expect(await cache.keep('picture', { media: 'a', size: [2, 1] }, make)).toBe(first)
    expect(made.times).toBe(1)
    await cache.keep('picture', { media: 'a', size: [4, 2] }, make)
    await cache.keep('depth', { media: 'a', size: [2, 1] }, make)
    expect(made.times).toBe(3)
    expect(readFileSync((await cache.fileOf('picture', first))!, 'utf8')).toBe('red')
  })

  test('finds nothing under what is no hash', async () => {
    const cache = new RasterCache(temporaryFolder())
    for (const name of ['', '..', '../secret', 'A'.repeat(64), 'a'.repeat(64)])
      expect(await cache.fileOf('picture', name)).toBeNull()
  })

  test('makes again what was damaged or removed', async () => {
    const cache = new RasterCache(temporaryFolder())
    const { made, make } = maker('blue')
    const file = (await cache.fileOf('depth', await cache.keep('depth', 1, make)))!
    writeFileSync(file, 'blur')
    await cache.keep('depth', 1, make)
    expect([readFileSync(file, 'utf8'), made.times]).toEqual(['blue', 2])
  })

  test('leaves nothing of what could not be made, and passes on why', async () => {
    const folder = temporaryFolder()
    const fails = new RasterCache(folder).keep('depth', 1, async (file) => {
      await writeFile(file, 'half')
      throw new Error('no such picture')
    })
    await expect(fails).rejects.toThrow('no such picture')
    expect(readdirSync(path.join(folder, 'rasters'))).toEqual([])
  })

  test('is shared: two programs that make the same at once both get it', async () => {
    const folder = temporaryFolder()
    const caches = [new RasterCache(folder), new RasterCache(folder)]
    const kept = Array.from({ length: 40 }, (_, i) =>
      caches[i % 2]!.keep('picture', i % 4, maker(`raster ${i % 4}`).make),
    )
    const hashes = await Promise.all(kept)
    expect(hashes).toEqual(Array.from({ length: 40 }, (_, i) => sha256Of(bytes(`raster ${i % 4}`))))
    expect(readdirSync(path.join(folder, 'rasters')).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('drops what was used least lately when it grows too large, and nothing used just now', async () => {
    const folder = temporaryFolder()
    // A raster of a block and its note: room for two pairs and a half.
    const cache = new RasterCache(folder, 5 * 4096)
    const kept: string[] = []
    for (const [index, name] of ['old', 'older', 'oldest'].entries()) {
      const hash = await cache.keep('picture', name, maker(name).make)
      kept.push(hash)
      for (const file of readdirSync(path.join(folder, 'rasters'))) {
        const full = path.join(folder, 'rasters', file)
        if (file.startsWith(hash) || readFileSync(full, 'utf8') === hash) age(full, index + 1)
      }
    }
    await cache.keep('picture', 'new', maker('new').make)
    const there = await Promise.all(kept.map((hash) => cache.fileOf('picture', hash)))
    expect(there.map((file) => file !== null)).toEqual([true, false, false])
    for (let i = 0; i < 10; i++) await cache.keep('picture', i, maker(`new ${i}`).make)
    for (let i = 0; i < 10; i++) expect(await cache.fileOf('picture', sha256Of(bytes(`new ${i}`)))).not.toBeNull()
  })

  test('names the folder when its disk is full, and leaves no half raster', async ({ skip }) => {
    const folder = temporaryFolder()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', folder]).status === 0
    skip(!mounted, 'this account may not mount a file system')
    try {
      const cache = new RasterCache(folder)
      const full = cache.keep('picture', 1, (file) => writeFile(file, new Uint8Array(100_000)))
      const file = path.join(folder, 'rasters')
      await expect(full).rejects.toMatchObject({ code: 'media.cache-full', details: { folder: file } })
      expect(readdirSync(file)).toEqual([])
      expect(existsSync(folder)).toBe(true)
    } finally {
      spawnSync('umount', [folder])
    }
  })
})
