import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { isAbort, StudioError } from '../../core/contract/errors.ts'
import type { Recovery, RepairReport, Snapshot } from '../../core/contract/recovery.ts'
import type { OpenedProject } from '../../core/contract/studio.ts'
import { namedMedia } from '../../core/project/named-media.ts'
import type { Film } from '../../core/project/schema/film.ts'
import { call } from '../bridge/client.ts'
import { currentProjectId, edit, editsDelivered, filmStore, useFilm } from './film-store.ts'

/** A project that could not be opened, and what a repair would do; null while that is looked at. */
export interface FailedOpening {
  readonly error: StudioError
  readonly report: RepairReport | null
}

interface Safety {
  /** What the opening brought back, until the user has seen it. */
  readonly recovery: Recovery | null
  /** Files in media that the film named at its opening, or since a search, and that are not there. */
  readonly missing: readonly string[]
  readonly failed: FailedOpening | null
}

const nothing: Safety = { recovery: null, missing: [], failed: null }

/** What the window knows of how safe the open project is. */
export const safetyStore = createStore<Safety>(() => nothing)

export function openSafety({ recovery, missingMedia }: OpenedProject): void {
  safetyStore.setState({ recovery, missing: missingMedia, failed: null })
}

export function closeSafety(): void {
  safetyStore.setState(nothing)
}

/** Whether something went wrong, and not only a version was left behind. */
export function wasDamaged({ edits, problems }: Recovery): boolean {
  return edits > 0 || problems.length > 0
}

/** The user has seen what was brought back. */
export function dismissRecovery(): void {
  safetyStore.setState({ recovery: null })
}

/** Files that the film names now and that are not in the project; a board that was given another picture lacks none. */
export function useMissingMedia(): readonly string[] {
  const missing = useStore(safetyStore, (state) => state.missing)
  const film = useFilm<Film | null>((open) => (missing.length === 0 ? null : open), null)
  return useMemo(() => {
    const named = new Set(film === null ? [] : namedMedia(film))
    return missing.filter((media) => named.has(media))
  }, [missing, film])
}

/** Whether a file of the film is not in the project. */
export function useIsMissing(media: string | null): boolean {
  return useStore(safetyStore, ({ missing }) => media !== null && missing.includes(media))
}

/** Keeps the film, with every edit so far, before a risky step. What goes wrong with that stops nobody. */
export async function keepSnapshot(reason: 'import' | 'restore'): Promise<void> {
  const { open } = filmStore.getState()
  if (open?.writable !== true) return
  await editsDelivered().catch(() => undefined)
  await call('snapshot.keep', { projectId: open.projectId, reason }).catch(() => undefined)
}

/** Makes the film of a snapshot the film, as one step of undo; the film before it is kept as a snapshot too. */
export async function restoreSnapshot({ name }: Snapshot): Promise<boolean> {
  const film: Film = await call('snapshot.read', { projectId: currentProjectId(), name })
  await keepSnapshot('restore')
  return edit('recovery.edit.restore', () => film)
}

/** Searches a folder of the user's for all missing media. @returns how many were found; null when the dialog was closed */
export async function relinkMedia(): Promise<{ found: number; count: number } | null> {
  await editsDelivered()
  const answer = await call('media.relink', { projectId: currentProjectId() })
  if (answer === null) return null
  const found = new Set(answer.found)
  safetyStore.setState({ missing: answer.missing.filter((media) => !found.has(media)) })
  return { found: answer.found.length, count: answer.missing.length }
}

/** What may be damage of the folder, and not a reason that the user would have to act on first. */
const repairable: ReadonlySet<string> = new Set([
  'project.file.too-large',
  'project.file.not-json',
  'project.file.not-project',
  'project.file.no-version',
  'project.file.invalid',
  'project.open.missing',
  'project.open.no-folder',
])

/**
 * Offers to repair the project that could not be opened.
 * @throws what it could not be opened for, when a repair can do nothing about it
 */
export async function offerRepair(thrown: unknown): Promise<void> {
  if (!(thrown instanceof StudioError) || !repairable.has(thrown.code)) throw thrown
  safetyStore.setState({ failed: { error: thrown, report: null } })
  try {
    const report = await call('repair.look', {})
    safetyStore.setState({ failed: { error: thrown, report } })
  } catch (failure) {
    safetyStore.setState({ failed: null })
    throw isAbort(failure) ? failure : thrown
  }
}

export function declineRepair(): void {
  safetyStore.setState({ failed: null })
}
