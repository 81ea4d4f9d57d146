import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { takeFileNames } from '../../../core/contract/take.ts'
import type { FilmPatch } from '../../../core/project/film-patch.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { rebuildFilm, type FoundPicture, type FoundTake } from '../../../core/project/rebuild-film.ts'
import { looseSounds, looseTrackName } from '../../../core/project/rebuild-sounds.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { mediaPathSchema } from '../../../core/project/schema/values.ts'
import { readRecipe } from '../takes/take-recipe.ts'
import { takeIds, takesFolder } from '../takes/take-index.ts'
import { projectFiles } from './project-files.ts'
import { recordsAfter, type JournalRecord } from './project-journal.ts'
import { readFilm, readJournalFile, readUndo, type SavedFilm } from './project-read.ts'
import { replay, undoOf, type SavedHistory } from './project-replay.ts'
import { readSounds } from './found-sounds.ts'
import { snapshotFiles } from './project-snapshots.ts'

/** Size of a picture after its orientation is applied. Rejects for what is no picture. */
export type InspectPicture = (file: string) => Promise<{ readonly width: number; readonly height: number }>

/** Where the film of a folder comes from, in the order in which they are tried. */
export type FilmSource = 'project' | 'backup' | 'snapshot' | 'copy' | 'rebuilt'

/** The film that a folder can be brought back to. */
export interface FoundFilm {
  readonly source: FilmSource
  /** The file that it comes from, relative to the project; empty for a rebuilt one. */
  readonly name: string
  /** When that file was written, milliseconds since 1970. */
  readonly at: number
  /** To be written as project.json, where that cannot be read. */
  readonly text: string
  /** With the journal's edits after that file. */
  readonly film: Film
  readonly edits: number
  /** False when there is a journal that goes on from another film. */
  readonly journalFits: boolean
  /** What a rebuilt film is made of. */
  readonly takes: number
  readonly pictures: number
  readonly sounds: number
  /** Sounds among them whose place in the cut is not known, and the track that they are on. */
  readonly loose: { readonly sounds: number; readonly track: string }
}

interface Journals {
  readonly earlier: readonly JournalRecord[]
  readonly later: readonly JournalRecord[]
  readonly undo: SavedHistory | null
}

/**
 * The best film of a folder: project.json; else of backup, snapshots and other copies the first that the journal goes on
 * from, or the first that can be read; else one rebuilt from what is left. Null when nothing of a project is there.
 * @throws StudioError `project.file.newer-version`, `project.open.unreadable`: neither is damage
 */
export async function findFilm(folder: string, inspect: InspectPicture): Promise<FoundFilm | null> {
  const journals = await readJournals(folder)
  const own = await readFilm(path.join(folder, projectFiles.film)).catch(noDamage)
  if (own !== null) return foundIn(own, 'project', projectFiles.film, journals)
  let first: FoundFilm | null = null
  for (const { source, name } of await candidates(folder)) {
    const saved = await readFilm(path.join(folder, name)).catch(() => null)
    if (saved === null) continue
    const found = foundIn(saved, source, name, journals)
    if (recordsOf(saved, journals) !== null) return found
    first ??= found
  }
  return first ?? rebuilt(folder, journals, inspect)
}

function noDamage(thrown: unknown): null {
  const damaged = thrown instanceof StudioError && !notDamage.has(thrown.code)
  if (damaged) return null
  throw thrown
}
const notDamage: ReadonlySet<string> = new Set([
  'project.file.newer-version',
  'project.file.migration',
  'project.open.unreadable',
])

function recordsOf({ sha256 }: SavedFilm, { earlier, later, undo }: Journals): JournalRecord[] | null {
  return recordsAfter({ film: sha256, undo: undoOf(undo, sha256) }, earlier, later)
}

function foundIn(saved: SavedFilm, source: FilmSource, name: string, journals: Journals): FoundFilm {
  const after = recordsOf(saved, journals)
  const { history, records } = replay(saved.film, saved.sha256, after ?? [], null)
  const edits = records.filter(isOperation).length
  const journalFits = after !== null || !journals.later.some(isOperation)
  const film = history.present
  return { source, name, at: saved.at, text: saved.text, film, edits, journalFits, ...nothingRebuilt }
}

const nothingRebuilt = { takes: 0, pictures: 0, sounds: 0, loose: { sounds: 0, track: '' } } as const

function isOperation(record: JournalRecord): boolean {
  return 'operation' in record
}

async function readJournals(folder: string): Promise<Journals> {
  const read = async (name: string) => (await readJournalFile(path.join(folder, name))).records
  const [earlier, later] = [await read(projectFiles.journalBackup), await read(projectFiles.journal)]
  return { earlier, later, undo: await readUndo(folder) }
}

/** Other files that may hold the film, the likeliest first. */
async function candidates(folder: string): Promise<{ readonly source: FilmSource; readonly name: string }[]> {
  const snapshots = (await snapshotFiles(folder)).toReversed()
  const names = await readdir(folder).catch(() => [])
  const ours: readonly string[] = [projectFiles.film, projectFiles.history, projectFiles.workspace]
  // What cloud clients call a version that met another one, and what a save put beside.
  const copies = names.filter((name) => name.endsWith('.json') && !name.startsWith('.') && !ours.includes(name))
  return [
    { source: 'backup', name: projectFiles.backup },
    ...snapshots.map(({ name }) => ({ source: 'snapshot' as const, name: `${projectFiles.snapshots}/${name}` })),
    ...copies.map((name) => ({ source: 'copy' as const, name })),
  ]
}

async function rebuilt(
  folder: string,
  { earlier, later }: Journals,
  inspect: InspectPicture,
): Promise<FoundFilm | null> {
  const patches = [...earlier, ...later].flatMap(patchOf)
  const takes = await readTakes(folder)
  const pictures = await readPictures(folder, inspect)
  const sounds = await readSounds(folder)
  const found = patches.length + takes.length + pictures.length + sounds.length
  if (found === 0 && !(await hasProjectFiles(folder))) return null
  const film = rebuildFilm({ name: path.basename(folder).slice(0, 200), patches, takes, pictures, sounds })
  const journalFits = !later.some(isOperation)
  const loose = { sounds: looseSounds(patches, sounds).length, track: looseTrackName(patches) }
  const made = { takes: takes.length, pictures: pictures.length, sounds: sounds.length, loose }
  const counts = { edits: 0, journalFits, ...made }
  return { source: 'rebuilt', name: '', at: 0, text: writeProject(film), film, ...counts }
}

function patchOf(record: JournalRecord): FilmPatch[] {
  if (!('operation' in record)) return []
  if (record.operation.kind === 'edit') return [record.operation.patch]
  return record.effect === null ? [] : [record.effect.patch]
}

/** An empty project.json, or a backup of it, is a project all the same. */
async function hasProjectFiles(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  return names.some((name) => name === projectFiles.film || name === projectFiles.backup)
}

async function readTakes(folder: string): Promise<FoundTake[]> {
  const ids = await takeIds(folder).catch(() => [])
  const takes: FoundTake[] = []
  // One after the other: a long take's recipe has many megabytes.
  for (const id of ids) {
    const take = await readRecipe(path.join(takesFolder(folder), id, takeFileNames.recipe)).catch(() => null)
    if (take === null) continue
    const { shot, madeAt, source, files, spec } = take
    takes.push({ ...(shot ? { shot } : {}), ...(madeAt === undefined ? {} : { madeAt }), source, files, spec })
  }
  return takes
}

async function readPictures(folder: string, inspect: InspectPicture): Promise<FoundPicture[]> {
  const names = await readdir(path.join(folder, projectFiles.media)).catch(() => [])
  const pictures: FoundPicture[] = []
  for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) {
    const media = `${projectFiles.media}/${name}`
    if (!mediaPathSchema.safeParse(media).success || !/\.(png|jpg|webp|tif|avif)$/.test(name)) continue
    const size = await inspect(path.join(folder, media)).catch(() => null)
    if (size !== null) pictures.push({ media, width: size.width, height: size.height })
  }
  return pictures
}
