import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { isAbort, StudioError } from '../../../core/contract/errors.ts'
import { mediaScheme, pictureSizes, type PictureSize } from '../../../core/contract/media-urls.ts'
import { isTakeFileName } from '../../../core/contract/take.ts'
import { idSchema, mediaPathSchema } from '../../../core/project/schema/values.ts'
import type { PictureCache } from './picture-cache.ts'
import { projectFiles } from '../projects/project-files.ts'
import type { RasterKind } from './raster-cache.ts'
import { sha256OfFile } from '../files/sha256.ts'

export interface MediaResolverOptions {
  /** The open project; null when none is. Its folder is a real path. */
  readonly project: () => { readonly id: string; readonly folder: string } | null
  readonly pictures: PictureCache
  readonly rasterFile: (kind: RasterKind, sha256: string) => Promise<string | null>
}

/** Anything but the plain addresses that the window makes is not found; nothing is decoded or tidied up. */
const addressPattern = new RegExp(`^${mediaScheme}://([0-9a-f]{16})/([a-z]+)/([A-Za-z0-9_./-]{1,200})$`)

/** What an address of the window leads to; `closed` of a project that was open before, null is not found. */
export type ResolvedMedia = { readonly file: string } | 'closed' | null

/** Text, and nothing else, is read as poses. */
const poseFileName = /\.(?:txt|json)$/

/** Projects that are remembered when they are closed. */
const mostRemembered = 1000

/**
 * Finds the file behind an address of the window, inside the open project or the cache of what is derived from it. Null
 * for everything else: another project, a name that leads out of it, a link, a file that cannot be read.
 */
export class MediaResolver {
  readonly #options: MediaResolverOptions
  readonly #opened = new Set<string>()
  readonly #hashes = new Map<string, { readonly facts: string; readonly sha256: Promise<string> }>()

  constructor(options: MediaResolverOptions) {
    this.#options = options
  }

  /**
   * A window goes on asking for what it shows until it hears of the next project: for what is closed by then, the answer
   * is that there is nothing to be seen any more, which is nobody's error.
   */
  async resolve(url: string): Promise<ResolvedMedia> {
    const [, id = '', kind, rest = ''] = addressPattern.exec(url) ?? []
    const project = this.#options.project()
    if (project !== null && this.#opened.size < mostRemembered) this.#opened.add(project.id)
    if (project === null || project.id !== id) return this.#opened.has(id) ? 'closed' : null
    try {
      const file = await this.#find(project.folder, kind ?? '', rest.split('/'))
      return file === null ? null : { file }
    } catch (thrown) {
      if (thrown instanceof StudioError || isAbort(thrown) || 'syscall' in (thrown as object)) return null
      throw thrown
    }
  }

  async #find(folder: string, kind: string, [first = '', second, ...more]: readonly string[]): Promise<string | null> {
    if (more.length > 0) return null
    if (second === undefined) {
      if (kind === 'sound' || (kind === 'poses' && poseFileName.test(first))) return mediaFile(folder, first)
      return kind === 'peaks' ? this.#peaks(folder, first) : null
    }
    if (kind === 'picture') return this.#picture(folder, first, second)
    if (kind === 'take') return takeFile(folder, first, second)
    if (kind === 'raster' && (first === 'picture' || first === 'depth')) return this.#options.rasterFile(first, second)
    return null
  }

  async #picture(folder: string, size: string, name: string): Promise<string | null> {
    if (!Object.hasOwn(pictureSizes, size)) return null
    const found = await this.#source(folder, name)
    return found && this.#options.pictures.get(found.file, found.sha256, size as PictureSize)
  }

  async #peaks(folder: string, name: string): Promise<string | null> {
    const found = await this.#source(folder, name)
    return found && this.#options.pictures.peaks(found.file, found.sha256)
  }

  /**
   * A file of media that something is derived from. All projects share what is derived, by content: a file with another
   * content than its name says is not taken for what it is named.
   */
  async #source(folder: string, name: string): Promise<{ file: string; sha256: string } | null> {
    const file = await mediaFile(folder, name)
    if (file === null) return null
    const sha256 = name.slice(0, 64)
    return (await this.#hash(file)) === sha256 ? { file, sha256 } : null
  }

  /** Hashes a file again only when it has changed: a grid asks for many pictures, and some are large. */
  async #hash(file: string): Promise<string> {
    const { size, mtimeMs, ino } = await stat(file)
    const facts = `${size} ${mtimeMs} ${ino}`
    const known = this.#hashes.get(file)
    if (known?.facts === facts) return known.sha256
    const sha256 = sha256OfFile(file)
    this.#hashes.set(file, { facts, sha256 })
    // A disk that failed once may answer the next time.
    sha256.catch(() => this.#hashes.delete(file))
    return sha256
  }
}

function mediaFile(folder: string, name: string): Promise<string | null> {
  const media = `${projectFiles.media}/${name}`
  return mediaPathSchema.safeParse(media).success ? fileInside(folder, projectFiles.media, name) : Promise.resolve(null)
}

function takeFile(folder: string, takeId: string, name: string): Promise<string | null> {
  if (!idSchema.safeParse(takeId).success || !isTakeFileName(name)) return Promise.resolve(null)
  return fileInside(folder, projectFiles.takes, takeId, name)
}

/** The file at exactly that place: a link anywhere on the way leads elsewhere, and so does a name in other letters. */
async function fileInside(folder: string, ...names: readonly string[]): Promise<string | null> {
  const file = path.join(folder, ...names)
  const real = await realpath(file)
  return real === file && (await stat(real)).isFile() ? real : null
}
