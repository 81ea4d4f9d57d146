import { copyFile, lstat, readdir, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { RelinkedMedia } from '../../../core/contract/recovery.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { renameHeld } from '../files/rename-file.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { extensionOf, hasBeginning } from '../media/media-kind.ts'
import { knownSizes } from './media-sizes.ts'
import { projectFiles } from './project-files.ts'
import { flushFile, syncFolder, temporaryBeside, unwritableFolder } from './project-write.ts'

export interface RelinkInput {
  /** The project's, absolute; this program may write to it. */
  readonly folder: string
  /** The folder to search, absolute, with all folders in it. */
  readonly searched: string
  /** Files that the film names and that are not there, `media/<sha256>.<ext>`. */
  readonly missing: readonly string[]
}

/** Farther down and beyond so many files nothing is looked at: nobody means a whole disk. */
const deepestFolder = 64
const mostFiles = 2_000_000

/** A file that may be a missing one. */
interface Candidate {
  readonly file: string
  readonly bytes: number
}

/**
 * Searches a folder once for all missing media and copies what is found into the project: by size where that is known,
 * else by kind of file, then by hash. Links are not followed. What was found before a cancel stays.
 * @throws StudioError `media.unreadable` for the folder, `project.save.*`; AbortError
 */
export async function relinkMedia(input: RelinkInput, context: TaskContext): Promise<RelinkedMedia> {
  const wanted = new Map(input.missing.map((media) => [path.posix.basename(media).slice(0, 64), media]))
  const missing = [...input.missing]
  if (wanted.size === 0) return { missing, found: [] }
  const searched = await realpath(input.searched).catch((cause: unknown) => {
    throw new StudioError('media.missing', { file: input.searched }, { cause })
  })
  const sizes = await knownSizes(input.folder)
  const candidates = await findCandidates(searched, kindFilter(input.missing, sizes), context)
  const total = candidates.reduce((sum, { bytes }) => sum + bytes, 0)
  const found: string[] = []
  let done = 0
  for (const { file, bytes } of candidates) {
    context.signal.throwIfAborted()
    if (wanted.size === 0) break
    const media = wanted.get((await sha256OfFile(file).catch(() => null)) ?? '')
    if (media !== undefined && (await take(file, input.folder, media))) {
      wanted.delete(path.posix.basename(media).slice(0, 64))
      found.push(media)
    }
    done += bytes
    context.report({ stage: 'project.relink', fraction: total === 0 ? 1 : done / total })
  }
  return { missing, found }
}

/** Whether a file may be one of the missing, by what costs little to know. */
type Filter = (file: string, bytes: number) => Promise<boolean>

function kindFilter(missing: readonly string[], sizes: Readonly<Record<string, number>>): Filter {
  const names = missing.map((media) => path.posix.basename(media))
  const known = new Set(names.flatMap((name) => sizes[name] ?? []))
  const unknown = new Set(names.filter((name) => sizes[name] === undefined).map((name) => path.extname(name).slice(1)))
  const othersUnknown = [...unknown].some((extension) => !hasBeginning(extension))
  return async (file, bytes) => {
    if (known.has(bytes)) return true
    if (unknown.size === 0 || bytes === 0) return false
    const kind = await extensionOf(file).catch(() => '')
    return unknown.has(kind) || (kind === 'bin' && othersUnknown)
  }
}

/** Files of a folder and all folders in it that pass the filter; those that have a missing file's name come first. */
async function findCandidates(root: string, passes: Filter, { signal, report }: TaskContext): Promise<Candidate[]> {
  const found: Candidate[] = []
  const folders = [{ folder: root, depth: 0 }]
  let seen = 0
  for (let at = 0; at < folders.length && seen < mostFiles; at++) {
    signal.throwIfAborted()
    const { folder, depth } = folders[at]!
    if (at % 64 === 0) report({ stage: 'project.relink', fraction: null })
    const entries = await readdir(folder, { withFileTypes: true }).catch((thrown: unknown) => {
      // The chosen folder must be readable; one inside of it that is not has nothing for us.
      if (folder !== root) return []
      const reason = String((thrown as NodeJS.ErrnoException).code)
      throw new StudioError('media.unreadable', { file: folder, reason }, { cause: thrown })
    })
    seen += entries.length
    for (const entry of entries) {
      const place = path.join(folder, entry.name)
      if (entry.isDirectory() && depth < deepestFolder) folders.push({ folder: place, depth: depth + 1 })
      else if (entry.isFile()) {
        const bytes = (await lstat(place).catch(() => null))?.size ?? 0
        if (await passes(place, bytes)) found.push({ file: place, bytes })
      }
    }
  }
  return found.toSorted((a, b) => Number(isOurName(b.file)) - Number(isOurName(a.file)))
}

function isOurName(file: string): boolean {
  return /^[0-9a-f]{64}\./.test(path.basename(file))
}

/** Copies a file into media; false when it changed meanwhile. */
async function take(file: string, folder: string, media: string): Promise<boolean> {
  const target = path.join(folder, media)
  const temporary = temporaryBeside(target)
  try {
    await copyFile(file, temporary)
    if (!path.basename(media).startsWith(`${await sha256OfFile(temporary)}.`)) return false
    await flushFile(temporary)
    await renameHeld(temporary, target)
    await syncFolder(path.join(folder, projectFiles.media))
    return true
  } catch (thrown) {
    throw unwritableFolder(folder, thrown)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}
