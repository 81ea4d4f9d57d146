import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { namedIfFull } from './media-cache.ts'
import { renameHeld } from '../files/rename-file.ts'
import { temporaryBeside } from '../projects/project-write.ts'
import { sha256Of, sha256OfFile } from '../files/sha256.ts'

/** What a raster shows: a picture as raw 8-bit RGB, or depth as raw float32. */
export type RasterKind = 'picture' | 'depth'

const extensions: Readonly<Record<RasterKind, string>> = { picture: 'rgb', depth: 'f32' }

/** Picture and depth of about 150 boards, each picture as large as a take can show of it. */
const defaultMaximumBytes = 1024 ** 3
/** What was used so lately may be about to be read by another program. */
const protectedMilliseconds = 10 * 60 * 1000
/** A small file takes a block of the disk. */
const blockBytes = 4096

/**
 * Rasters that can be made again, named by their content in one folder, with a note for each recipe that says which
 * raster it gave. Every file appears under its name whole, so that several programs can share the folder; the least
 * lately used ones go when it grows too large.
 */
export class RasterCache {
  readonly #folder: string
  readonly #maximumBytes: number

  /** @param cacheFolder of all derived files, absolute; the rasters get a folder in it */
  constructor(cacheFolder: string, maximumBytes: number = defaultMaximumBytes) {
    this.#folder = path.join(cacheFolder, 'rasters')
    this.#maximumBytes = maximumBytes
  }

  /** The raster's file, absolute; null when it is not there, or `sha256` is no hash. */
  async fileOf(kind: RasterKind, sha256: string): Promise<string | null> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null
    const file = this.#rasterFile(kind, sha256)
    const found = await stat(file).catch(() => null)
    return found?.isFile() ? file : null
  }

  /**
   * The hash of the raster that a recipe gives, made only when it is not there or no longer whole.
   * @param recipe everything that the raster is made from, and by which program
   * @param make writes the raw raster to a file in the cache's folder
   * @throws StudioError `media.cache-full`, `media.write` when the folder cannot be written; whatever `make` throws
   */
  async keep(kind: RasterKind, recipe: unknown, make: (file: string) => Promise<void>): Promise<string> {
    const note = path.join(this.#folder, `${sha256Of(Buffer.from(JSON.stringify([kind, recipe])))}.note`)
    const known = await this.#knownBy(note, kind)
    if (known !== null) return known
    const unfinished = temporaryBeside(path.join(this.#folder, 'raster'))
    try {
      await mkdir(this.#folder, { recursive: true })
      await make(unfinished)
      const sha256 = await sha256OfFile(unfinished)
      await putInPlace(unfinished, this.#rasterFile(kind, sha256))
      await writeFile(unfinished, sha256)
      await putInPlace(unfinished, note)
      await this.#prune()
      return sha256
    } catch (thrown) {
      await rm(unfinished, { force: true }).catch(() => undefined)
      throw namedIfRefused(thrown, this.#folder)
    }
  }

  #rasterFile(kind: RasterKind, sha256: string): string {
    return path.join(this.#folder, `${sha256}.${extensions[kind]}`)
  }

  /** Content is compared each time: a damaged raster would stop every take of its board. */
  async #knownBy(note: string, kind: RasterKind): Promise<string | null> {
    const sha256 = await readFile(note, 'utf8').catch(() => null)
    const file = sha256 === null ? null : await this.fileOf(kind, sha256)
    if (sha256 === null || file === null) return null
    if ((await sha256OfFile(file).catch(() => null)) !== sha256) return null
    const now = new Date()
    await Promise.all([utimes(note, now, now), utimes(file, now, now)]).catch(() => undefined)
    return sha256
  }

  /** Another program may remove the same files meanwhile; what is gone is gone. */
  async #prune(): Promise<void> {
    const files = await Promise.all(
      (await readdir(this.#folder)).map(async (name) => {
        const file = path.join(this.#folder, name)
        const facts = await stat(file).catch(() => null)
        return { file, usedAt: facts?.mtimeMs ?? 0, bytes: facts ? Math.max(facts.size, blockBytes) : 0 }
      }),
    )
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    for (const { file, usedAt, bytes: freed } of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= this.#maximumBytes || Date.now() - usedAt < protectedMilliseconds) return
      await rm(file, { force: true }).catch(() => undefined)
      bytes -= freed
    }
  }
}

/** On Windows a file that another program reads cannot be replaced; it has the same content, by its name. */
async function putInPlace(unfinished: string, file: string): Promise<void> {
  await renameHeld(unfinished, file).catch(async (thrown: unknown) => {
    if ((await stat(file).catch(() => null)) === null) throw thrown
    await rm(unfinished, { force: true })
  })
}

/** A worker's system error has crossed a process and kept only its message, which starts with the code. */
function namedIfRefused(thrown: unknown, folder: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof StudioError) return namedIfFull(thrown, folder)
  const reason = (thrown as NodeJS.ErrnoException).code ?? /^(E[A-Z]+):/.exec(thrown.message)?.[1]
  if (reason === undefined) return thrown
  return namedIfFull(new StudioError('media.write', { file: folder, reason }, { cause: thrown }), folder)
}
