import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { archiveManifestSchema, type ArchiveManifest } from '../../../core/contract/archive.ts'
import { isAbort, StudioError } from '../../../core/contract/errors.ts'
import { checkSourceFile, unreadableFile } from '../../../core/contract/file-errors.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { archiveFiles } from '../../../core/project/archive-names.ts'
import { renameHeld } from '../files/rename-file.ts'
import { isAbandoned, writerMark, writerMarkPattern } from '../files/writer-mark.ts'
import { checkEntries, largestArchiveBytes, largestManifestBytes, refused } from './archive-limits.ts'
import { freeFolder } from './project-names.ts'
import { readFilm, readNewerFolder } from './project-read.ts'
import { unwritableFolder } from './project-write.ts'
import { countingStream } from './write-archive.ts'

/** Where the project goes: a folder that is new or empty, or a new one in `parent`, named after the film. */
export type ArchiveTarget = { readonly folder: string } | { readonly parent: string }

export interface UnarchiveInput {
  /** The archive, absolute. */
  readonly file: string
  readonly target: ArchiveTarget
}

/**
 * Makes a project of an archive. Every name, size and hash is checked; until all of them are right, nothing has the
 * project's name.
 * @returns the project's folder
 * @throws StudioError `project.archive.*`, `project.copy.not-empty`, `project.save.*`, `media.*` for the file; AbortError.
 *   Nothing stays then.
 */
export async function readArchive({ file, target }: UnarchiveInput, context: TaskContext): Promise<string> {
  const parent = 'parent' in target ? target.parent : path.dirname(target.folder)
  if ('folder' in target) await checkFree(target.folder)
  const zip = await openZip(file)
  let folder: string | null = null
  try {
    const entries = await checkEntries(zip, file)
    const manifest = await readManifest(zip, entries, file)
    folder = await workFolder(parent)
    await extractAll({ zip, entries, manifest, file, folder }, context)
    const name = await filmName(folder, file)
    return await putInPlace(folder, target, name)
  } catch (thrown) {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    throw thrown
  } finally {
    zip.close()
  }
}

async function openZip(file: string): Promise<ZipFile> {
  try {
    checkSourceFile(file, await stat(file), largestArchiveBytes)
  } catch (thrown) {
    throw unreadableFile(file, thrown)
  }
  return openPromise(file, { autoClose: false, strictFileNames: true, validateEntrySizes: true }).catch(
    (thrown: unknown) => {
      throw refused(file, thrown)
    },
  )
}

async function readManifest(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  file: string,
): Promise<Map<string, ArchiveManifest['files'][number]>> {
  const entry = entries.get(archiveFiles.manifest)
  if (entry === undefined || !entries.has(archiveFiles.film)) throw new StudioError('project.archive.foreign', { file })
  if (entry.uncompressedSize > largestManifestBytes) throw refused(file, 'archive.json is too large')
  const pieces: Buffer[] = []
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const piece of stream) pieces.push(piece as Buffer)
    const { files } = archiveManifestSchema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')))
    const listed = new Map(files.map((each) => [each.name, each]))
    const unlisted = [...entries.keys()].find((name) => name !== archiveFiles.manifest && !listed.has(name))
    const missing = files.find(({ name }) => !entries.has(name))
    if (unlisted !== undefined || missing !== undefined || listed.size !== files.length)
      throw refused(file, `archive.json: ${unlisted ?? missing?.name ?? ''}`)
    return listed
  } catch (thrown) {
    throw refused(file, thrown)
  }
}

interface Extraction {
  readonly zip: ZipFile
  readonly entries: ReadonlyMap<string, Entry>
  readonly manifest: ReadonlyMap<string, ArchiveManifest['files'][number]>
  readonly file: string
  readonly folder: string
}

async function extractAll(extraction: Extraction, { signal, report }: TaskContext): Promise<void> {
  const { entries } = extraction
  const total = [...entries.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  let done = 0
  let told = 0
  const count = (bytes: number): void => {
    done += bytes
    if (done - told < total / 100) return
    told = done
    report({ stage: 'project.unarchive', fraction: Math.min(1, done / total) })
  }
  for (const [name, entry] of entries) {
    signal.throwIfAborted()
    if (name !== archiveFiles.manifest) await extract(extraction, { name, entry }, count, signal)
  }
}

async function extract(
  { zip, manifest, file, folder }: Extraction,
  { name, entry }: { readonly name: string; readonly entry: Entry },
  count: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const target = path.join(folder, ...name.split('/'))
  const found = { bytes: -1, sha256: '' }
  try {
    await mkdir(path.dirname(target), { recursive: true })
    const counting = countingStream(count, (bytes, sha256) => Object.assign(found, { bytes, sha256 }))
    const source = await zip.openReadStreamPromise(entry)
    await pipeline(source, counting, createWriteStream(target, { flags: 'wx' }), { signal })
  } catch (thrown) {
    throw isAbort(thrown) || isSystemError(thrown)
      ? unwritableFolder(path.dirname(folder), thrown)
      : refused(file, thrown)
  }
  const listed = manifest.get(name)
  const rightName = !name.startsWith('media/') || path.posix.basename(name).startsWith(`${found.sha256}.`)
  if (listed?.sha256 !== found.sha256 || listed.bytes !== found.bytes || !rightName)
    throw new StudioError('project.archive.wrong-content', { file, name })
}

function isSystemError(thrown: unknown): boolean {
  return thrown instanceof Error && 'syscall' in thrown
}

/** The film's name, from a film that opens; one of a newer version is looked at only, and its folder is whole all the same. */
async function filmName(folder: string, file: string): Promise<string> {
  const name = path.join(folder, archiveFiles.film)
  try {
    return (await readFilm(name)).film.name
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown
    if (thrown.code === 'project.file.newer-version') return (await readNewerFolder(folder)).saved.film.name
    throw refused(file, `project.json: ${thrown.code}`)
  }
}

async function putInPlace(folder: string, target: ArchiveTarget, name: string): Promise<string> {
  try {
    if ('folder' in target) {
      await checkFree(target.folder)
      await rmdir(target.folder).catch(() => undefined)
      await renameHeld(folder, target.folder)
      return target.folder
    }
    const free = await freeFolder(target.parent, name)
    // Not every system renames over a folder, even an empty one.
    await rmdir(free)
    await renameHeld(folder, free)
    return free
  } catch (thrown) {
    throw unwritableFolder('folder' in target ? target.folder : target.parent, thrown)
  }
}

async function checkFree(folder: string): Promise<void> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return []
    throw new StudioError('project.copy.not-empty', { folder }, { cause: thrown })
  })
  if (names.length > 0) throw new StudioError('project.copy.not-empty', { folder })
}

const workPattern = new RegExp(String.raw`^\.archive\.unfinished-${writerMarkPattern}$`)

/** A hidden folder beside the project's, so that one rename completes it. What killed programs left there goes. */
async function workFolder(parent: string): Promise<string> {
  try {
    await mkdir(parent, { recursive: true })
    for (const name of await readdir(parent)) {
      const mark = workPattern.exec(name)?.[1]
      const left = path.join(parent, name)
      if (mark !== undefined && (await isAbandoned(left, mark)))
        await rm(left, { recursive: true, force: true }).catch(() => undefined)
    }
    const folder = path.join(parent, `.archive.unfinished-${writerMark()}`)
    await mkdir(folder)
    return folder
  } catch (thrown) {
    throw unwritableFolder(parent, thrown)
  }
}
