import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { ArchiveManifest } from '../../../core/contract/archive.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { archiveFiles, collidingName, isArchiveName } from '../../../core/project/archive-names.ts'
import type { FilmHistory } from '../../../core/project/film-history.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { renameHeld } from '../files/rename-file.ts'
import { sha256Of } from '../files/sha256.ts'
import { listTakes } from '../takes/take-index.ts'
import { projectFiles } from './project-files.ts'
import { savedHistoryText } from './project-replay.ts'
import { flushFile, syncFolder, temporaryBeside, unwritableFolder } from './project-write.ts'

export interface ArchiveInput {
  /** The project's, absolute. */
  readonly folder: string
  readonly history: FilmHistory
  /** The file that becomes the archive, absolute. */
  readonly target: string
  /** Of the takes, only those that the cut shows. */
  readonly onlyCutTakes: boolean
}

export interface WrittenArchive {
  readonly files: number
  readonly bytes: number
}

/** The same project gives the same archive, whenever it is made. */
const entryTime = new Date(Date.UTC(1980, 0, 1, 12))
const entryOptions = { mtime: entryTime, mode: 0o100644, forceDosTimestamp: true } as const

/** A file on its way into the archive. */
interface Entry {
  readonly name: string
  readonly bytes: number
  /** Absolute, or the text itself. */
  readonly content: { readonly file: string } | { readonly text: string }
}

/**
 * Writes a project as it is in memory, with media and finished takes, into one ZIP file (Zip64 where it is large). Media
 * and frames are stored as they are: they are compressed already. Hidden files, links and names that not every system
 * takes are left out.
 * @throws StudioError `project.save.*` of the target's folder, `project.archive.changed`; AbortError. Nothing stays then.
 */
export async function writeArchive(input: ArchiveInput, context: TaskContext): Promise<WrittenArchive> {
  const entries = await entriesOf(input)
  const temporary = temporaryBeside(input.target)
  try {
    await writeZip(entries, temporary, context)
    await flushFile(temporary)
    const { size } = await lstat(temporary)
    await renameHeld(temporary, input.target)
    await syncFolder(path.dirname(input.target))
    return { files: entries.length, bytes: size }
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw named(input, thrown)
  }
}

function named({ folder, target }: ArchiveInput, thrown: unknown): unknown {
  const place = (thrown as NodeJS.ErrnoException | null)?.path
  // A take was removed meanwhile.
  if (
    typeof place === 'string' &&
    place.startsWith(folder + path.sep) &&
    !place.startsWith(path.dirname(target) + path.sep)
  )
    return new StudioError('project.archive.changed', { file: place }, { cause: thrown })
  return unwritableFolder(path.dirname(target), thrown)
}

async function entriesOf({ folder, history, onlyCutTakes }: ArchiveInput): Promise<Entry[]> {
  const film = writeProject(history.present)
  const undo = savedHistoryText(history, sha256Of(Buffer.from(film)))
  const listed = (await listTakes(folder)).flatMap(({ take }) => take ?? [])
  const shown = new Set(history.present.shots.map((shot) => takeInCut(shot, listed)?.id))
  const takes = onlyCutTakes ? listed.filter(({ id }) => shown.has(id)) : listed
  const workspace = await filesUnder(folder, projectFiles.workspace)
  const files = [
    textEntry(archiveFiles.film, film),
    textEntry(archiveFiles.history, undo),
    ...workspace,
    ...(await filesUnder(folder, projectFiles.media)),
    ...(await Promise.all(takes.map(({ id }) => filesUnder(folder, `${projectFiles.takes}/${id}`)))).flat(),
  ]
  const portable = files.filter(({ name }) => isArchiveName(name))
  const colliding = collidingName(portable.map(({ name }) => name))
  return colliding === null ? portable : withoutCollisions(portable)
}

/** The first of the names that meet stays: on this disk they are different files, on others they could not be. */
function withoutCollisions(entries: readonly Entry[]): Entry[] {
  const kept: Entry[] = []
  const folded = new Set<string>()
  for (const entry of entries) {
    if (!folded.has(entry.name.toLowerCase())) kept.push(entry)
    folded.add(entry.name.toLowerCase())
  }
  const left = collidingName(kept.map(({ name }) => name))
  return left === null ? kept : withoutCollisions(kept.filter(({ name }) => name !== left))
}

function textEntry(name: string, text: string): Entry {
  return { name, bytes: Buffer.byteLength(text), content: { text } }
}

/** A file, or all files in a folder, by their names in the project; hidden ones and links left out. */
async function filesUnder(folder: string, name: string): Promise<Entry[]> {
  const place = path.join(folder, name)
  const facts = await lstat(place).catch(() => null)
  if (facts?.isFile() === true) return [{ name, bytes: facts.size, content: { file: place } }]
  if (facts?.isDirectory() !== true) return []
  const names = (await readdir(place)).filter((inner) => !inner.startsWith('.')).toSorted()
  const inner: Entry[] = []
  for (const each of names) inner.push(...(await filesUnder(folder, `${name}/${each}`)))
  return inner
}

async function writeZip(entries: readonly Entry[], file: string, { signal, report }: TaskContext): Promise<void> {
  const zip = new ZipFile()
  const manifest: ArchiveManifest['files'] = []
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  const told = (bytes: number): void => {
    const before = Math.floor((done / Math.max(1, total)) * 100)
    done += bytes
    if (Math.floor((done / Math.max(1, total)) * 100) > before)
      report({ stage: 'project.archive', fraction: Math.min(1, done / Math.max(1, total)) })
  }
  for (const { name, content } of entries)
    zip.addReadStreamLazy(name, { ...entryOptions, compress: name.endsWith('.json') }, (give) => {
      const source = 'file' in content ? createReadStream(content.file) : Readable.from([Buffer.from(content.text)])
      const counted = countingStream(told, (bytes, sha256) => manifest.push({ name, bytes, sha256 }))
      source.on('error', (error: Error) => counted.destroy(error))
      give(null, source.pipe(counted))
    })
  zip.addReadStreamLazy(archiveFiles.manifest, { ...entryOptions, compress: true }, (give) => {
    // Asked for when everything else has been read.
    const text = JSON.stringify({ format: 'craneshot-archive', version: 1, files: manifest } satisfies ArchiveManifest)
    give(null, Readable.from([Buffer.from(text)]))
  })
  zip.end()
  const output = zip.outputStream as unknown as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  signal.throwIfAborted()
  await pipeline(output, createWriteStream(file, { flags: 'wx' }), { signal })
}

/** Passes bytes on and tells of them; at the end their count and SHA-256. */
export function countingStream(
  told: (bytes: number) => void,
  ended: (bytes: number, sha256: string) => void,
): Transform {
  const hash = createHash('sha256')
  let count = 0
  return new Transform({
    transform(piece: Buffer, _encoding, pass) {
      hash.update(piece)
      count += piece.length
      told(piece.length)
      pass(null, piece)
    },
    flush(pass) {
      ended(count, hash.digest('hex'))
      pass()
    },
  })
}
