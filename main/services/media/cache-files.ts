import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'

/** Folders of the cache, and how long a file that was used counts as being in use: rasters may be about to be read. */
const cacheFolders = [
  { name: 'pictures', protectedMilliseconds: 60_000 },
  { name: 'rasters', protectedMilliseconds: 10 * 60_000 },
] as const

interface CacheFile {
  readonly file: string
  readonly bytes: number
  readonly inUse: boolean
}

/** Bytes of all files that can be made again: thumbnails, previews, prepared boards. */
export async function cacheBytes(cacheFolder: string): Promise<number> {
  return sum(await cacheFiles(cacheFolder, Date.now()))
}

/**
 * Removes what can be made again, but for files that were used in the last minutes or are being written. Other programs
 * of the app may use the cache meanwhile.
 * @param now milliseconds since 1970
 */
export async function clearCache(
  cacheFolder: string,
  now = Date.now(),
): Promise<{ readonly freedBytes: number; readonly leftBytes: number }> {
  const files = await cacheFiles(cacheFolder, now)
  for (const { file, inUse } of files) if (!inUse) await rm(file, { force: true }).catch(() => undefined)
  const leftBytes = sum(await cacheFiles(cacheFolder, now))
  return { freedBytes: Math.max(0, sum(files) - leftBytes), leftBytes }
}

async function cacheFiles(cacheFolder: string, now: number): Promise<CacheFile[]> {
  const found: CacheFile[] = []
  for (const { name: inner, protectedMilliseconds } of cacheFolders) {
    const folder = path.join(cacheFolder, inner)
    for (const name of await readdir(folder).catch(() => [])) {
      const file = path.join(folder, name)
      const facts = await lstat(file).catch(() => null)
      if (facts?.isFile() !== true) continue
      // Hidden ones are being written.
      const inUse = name.startsWith('.') || now - facts.mtimeMs < protectedMilliseconds
      found.push({ file, bytes: facts.size, inUse })
    }
  }
  return found
}

function sum(files: readonly CacheFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0)
}
