import { lstat, mkdir, readFile, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { RepairReport } from '../../../core/contract/recovery.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { localTime } from './local-time.ts'
import { projectFiles } from './project-files.ts'
import { readJournal } from './project-journal.ts'
import { lockProject } from './project-lock.ts'
import { missingMedia, openProject } from './project-open.ts'
import { keepSnapshot } from './project-snapshots.ts'
import { findLeftovers } from './project-sweep.ts'
import { unwritableFolder, writeWhole } from './project-write.ts'
import { shortPlace } from './recent-projects.ts'
import { findFilm, type FoundFilm, type InspectPicture } from './repair-film.ts'
import { mediaSteps } from './repair-media.ts'
import type { RepairStep } from './repair-step.ts'
import { takeSteps } from './repair-takes.ts'
import { setAside } from './set-aside.ts'

export interface RepairInput {
  /** Absolute. */
  readonly folder: string
  /** Only look: nothing in the folder changes. */
  readonly dryRun: boolean
  readonly inspect: InspectPicture
}

/**
 * Makes a damaged project's folder one that opens: a film from the best that is there, media under their right names,
 * nothing half written. What cannot be understood is moved into a folder of its own, never removed. A second run finds
 * nothing more to do.
 * @throws StudioError `project.repair.nothing` when the folder holds nothing of a project, `project.file.newer-version`,
 *   `project.open.*`, `project.read-only.*` when it cannot be written; AbortError, with nothing changed
 */
export async function repairProject(input: RepairInput, context: TaskContext): Promise<RepairReport> {
  const folder = await realpath(input.folder).catch((cause: unknown) => {
    throw new StudioError('project.open.missing', { file: input.folder }, { cause })
  })
  const found = await findFilm(folder, input.inspect)
  if (found === null) throw new StudioError('project.repair.nothing', { folder })
  const missing = await missingMedia(folder, found.film)
  const steps = [
    ...(await folderSteps(folder)),
    ...(await filmSteps(folder, found)),
    ...(await journalSteps(folder, found)),
    ...(await mediaSteps(folder, missing, context)),
    ...(await leftoverSteps(folder)),
    ...(await takeSteps(folder)),
  ]
  context.signal.throwIfAborted()
  if (!input.dryRun && steps.some(({ apply }) => apply !== null)) await applyAll(folder, steps)
  const after = input.dryRun ? missing : await missingMedia(folder, found.film)
  return reportOf(folder, found, steps, after)
}

/** Afterwards the project opens as any other, which brings back the journal's edits and saves. */
async function applyAll(folder: string, steps: readonly RepairStep[]): Promise<void> {
  const lock = await lockProject(folder)
  if (lock instanceof StudioError) throw lock
  try {
    for (const { apply } of steps) await apply?.()
  } catch (thrown) {
    throw unwritableFolder(folder, thrown)
  } finally {
    await lock.release()
  }
  const { store } = await openProject(folder, { onSaveState: () => undefined, onBug: () => undefined })
  await store.close()
}

function reportOf(
  folder: string,
  { film }: FoundFilm,
  steps: readonly RepairStep[],
  missing: readonly string[],
): RepairReport {
  const findings = steps.map(({ words, apply }) => ({ words, changes: apply !== null }))
  const { name, shots, boards } = film
  return {
    place: shortPlace(folder),
    findings:
      missing.length === 0
        ? findings
        : [
            ...findings,
            { words: { code: 'repair.media.missing', details: { count: missing.length } }, changes: false },
          ],
    film: { name, shots: shots.length, boards: boards.length },
    missingMedia: [...missing],
  }
}

/** Media and takes must be folders of the project itself. */
async function folderSteps(folder: string): Promise<RepairStep[]> {
  const steps: RepairStep[] = []
  for (const name of [projectFiles.media, projectFiles.takes, projectFiles.snapshots]) {
    const facts = await lstat(path.join(folder, name)).catch(() => null)
    if (facts === null || facts.isDirectory()) continue
    const apply = async (): Promise<void> => {
      await setAside(folder, name)
      await mkdir(path.join(folder, name))
    }
    steps.push({ words: { code: 'repair.folder', details: { name, folder: projectFiles.setAside } }, apply })
  }
  return steps
}

/** Where project.json cannot be read: what stands in its place is set aside, and the film that was found takes it. */
async function filmSteps(folder: string, found: FoundFilm): Promise<RepairStep[]> {
  if (found.source === 'project') return []
  const isThere = (await lstat(path.join(folder, projectFiles.film)).catch(() => null)) !== null
  const code = isThere ? 'repair.film.damaged' : 'repair.film.missing'
  const aside = async (): Promise<void> => {
    if (isThere) await setAside(folder, projectFiles.film)
  }
  // A backup that cannot be read would be written over by the next save.
  const backup =
    found.source === 'backup' ? null : await readFile(path.join(folder, projectFiles.backup)).catch(() => null)
  const write = async (): Promise<void> => {
    if (backup !== null) await setAside(folder, projectFiles.backup)
    await writeWhole(path.join(folder, projectFiles.film), found.text)
    await keepSnapshot(folder, found.text, 'repair')
  }
  const { name, at, takes, pictures, sounds, loose } = found
  const details = { name, at: localTime(at), takes, pictures, sounds, shots: found.film.shots.length }
  const steps: RepairStep[] = [
    { words: { code, details: { file: projectFiles.film } }, apply: aside },
    { words: { code: `repair.film.from-${found.source}`, details }, apply: write },
  ]
  if (loose.sounds === 0) return steps
  const words = { code: 'repair.film.loose-sounds', details: { count: loose.sounds, track: loose.track } } as const
  return [...steps, { words, apply: null }]
}

/** What of the journal comes back, which is the opening's work, and what does not. */
async function journalSteps(folder: string, { edits, journalFits }: FoundFilm): Promise<RepairStep[]> {
  const aside = async (): Promise<void> => {
    for (const name of [projectFiles.journal, projectFiles.journalBackup])
      if ((await lstat(path.join(folder, name)).catch(() => null)) !== null) await setAside(folder, name)
  }
  if (!journalFits) return [{ words: { code: 'repair.journal.foreign', details: {} }, apply: aside }]
  const text = await readFile(path.join(folder, projectFiles.journal), 'utf8').catch(() => '')
  const { end } = readJournal(text)
  const opening = async (): Promise<void> => undefined
  const steps: RepairStep[] = []
  if (edits > 0) steps.push({ words: { code: 'repair.journal.edits', details: { edits } }, apply: opening })
  if (end === 'torn')
    steps.push({ words: { code: 'repair.journal.torn', details: {} }, apply: edits > 0 ? opening : aside })
  if (end === 'damaged') steps.push({ words: { code: 'repair.journal.damaged', details: {} }, apply: opening })
  return steps
}

async function leftoverSteps(folder: string): Promise<RepairStep[]> {
  const { files, takes } = await findLeftovers(folder)
  const removal = (places: readonly string[]) => async (): Promise<void> => {
    for (const place of places) await rm(place, { recursive: true, force: true })
  }
  const steps: RepairStep[] = []
  if (files.length > 0)
    steps.push({ words: { code: 'repair.temporary', details: { count: files.length } }, apply: removal(files) })
  if (takes.length > 0)
    steps.push({ words: { code: 'repair.take.unfinished', details: { count: takes.length } }, apply: removal(takes) })
  return steps
}
