import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { StudioError, type ErrorDetails } from '../../core/contract/errors.ts'
import type { OpenedProject, SaveState } from '../../core/contract/studio.ts'
import { unpackHistory, type EditLabel, type FilmHistory, type FilmOperation } from '../../core/project/film-history.ts'
import { patchBetween } from '../../core/project/film-patch.ts'
import * as history from '../../core/project/history.ts'
import type { Film } from '../../core/project/schema/film.ts'
import type { StudioTextKey } from '../../core/texts/studio/texts.ts'
import { tellFailure } from './notices.ts'
import { newOutbox, type Outbox } from './outbox.ts'

/** The film that is open, its undo, and where it is kept. */
export interface OpenFilm {
  readonly projectId: string
  readonly folderId: string
  readonly place: string
  readonly writable: boolean
  readonly history: FilmHistory
  readonly save: SaveState
}

export const filmStore = createStore<{ readonly open: OpenFilm | null }>(() => ({ open: null }))

let outbox: Outbox | null = null

export function openFilm(project: OpenedProject): void {
  const open: OpenFilm = {
    projectId: project.id,
    folderId: project.folderId,
    place: project.place,
    writable: project.writable,
    history: unpackHistory(project.film, project.history),
    save: { state: 'saved', problem: project.readOnlyReason },
  }
  outbox = newOutbox(project.id, { onAnswer: setSaveState, onFailure: notDelivered })
  filmStore.setState({ open })
}

export function closeFilm(): void {
  outbox = null
  filmStore.setState({ open: null })
}

/** What main says of saving counts only while main has every edit. */
export function setSaveState(projectId: string, save: SaveState): void {
  if (outbox?.failed === true && save.state !== 'failed') return
  filmStore.setState(({ open }) => ({ open: open?.projectId === projectId ? { ...open, save } : open }))
}

function notDelivered(projectId: string, thrown: unknown): void {
  const problem = thrown instanceof StudioError ? { code: thrown.code, details: thrown.details } : null
  setSaveState(projectId, { state: 'failed', problem })
  tellFailure(thrown)
}

/**
 * Resolves when main has every edit made so far: before anything that main does with the film as it knows it.
 * @throws AbortError when main refuses one; why is told
 */
export async function editsDelivered(): Promise<void> {
  await outbox?.delivered()
}

/** The film as the user sees it now, previews included. @throws Error when none is open */
export function currentFilm(): Film {
  return openOrThrow().history.present
}

export function currentProjectId(): string {
  return openOrThrow().projectId
}

/**
 * One edit as one step of undo. What the film refuses is told to the user.
 * @returns whether the edit was made
 */
export function edit(key: StudioTextKey, change: (film: Film) => Film, details: ErrorDetails = {}): boolean {
  return guarded((open) => {
    const settled = settle(open)
    const film = change(settled.present)
    return committed(settled, film, { key, details: { ...details } })
  })
}

/** Starts a drag: previews follow, then one commit (one step of undo) or a cancel (none). */
export function beginGesture(key: StudioTextKey, details: ErrorDetails = {}): boolean {
  return guarded((open) => history.beginGesture(settle(open), { key, details: { ...details } }))
}

/** Shows what the gesture would make of the film from before it. A refused preview leaves the last one. */
export function previewGesture(change: (base: Film) => Film): void {
  const { open } = filmStore.getState()
  if (open === null || open.history.gesture === null) return
  try {
    setHistory(history.previewGesture(open.history, change))
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown
  }
}

export function commitGesture(): void {
  const { open } = filmStore.getState()
  if (open !== null && open.history.gesture !== null) setHistory(settle(open))
}

export function cancelGesture(): void {
  const { open } = filmStore.getState()
  if (open !== null) setHistory(history.cancelGesture(open.history))
}

/** Cancels a running gesture, else takes one step back. */
export function undo(): void {
  step(history.undo, 'undo')
}

export function redo(): void {
  step(history.redo, 'redo')
}

/** Subscribes to a part of the open film; `fallback` while none is open. The selector's value must be stable. */
export function useFilm<Value>(select: (film: Film) => Value, fallback: Value): Value {
  return useStore(filmStore, ({ open }) => (open === null ? fallback : select(open.history.present)))
}

export function useOpenFilm<Value>(select: (open: OpenFilm | null) => Value): Value {
  return useStore(filmStore, ({ open }) => select(open))
}

function openOrThrow(): OpenFilm {
  const { open } = filmStore.getState()
  if (open === null) throw new Error('no film is open')
  return open
}

/** Ends a running gesture as its own step. */
function settle({ history: before }: OpenFilm): FilmHistory {
  if (before.gesture === null) return before
  const { document, label } = before.gesture
  return committed({ ...before, present: document, gesture: null }, before.present, label)
}

function committed(before: FilmHistory, film: Film, label: EditLabel): FilmHistory {
  if (film === before.present) return before
  outbox?.send({ kind: 'edit', label, patch: patchBetween(before.present, film) })
  return history.commitEdit(before, film, label)
}

function step(move: (from: FilmHistory) => FilmHistory, kind: Exclude<FilmOperation['kind'], 'edit'>): void {
  guarded(({ history: before }) => {
    const moved = move(before)
    // Cancelling a gesture is no operation of the film.
    if (moved !== before && before.gesture === null) outbox?.send({ kind })
    return moved
  })
}

function guarded(change: (open: OpenFilm) => FilmHistory): boolean {
  const { open } = filmStore.getState()
  if (open === null) return false
  try {
    if (!open.writable) throw new StudioError('edit.read-only', { place: open.place })
    setHistory(change(open))
    return true
  } catch (thrown) {
    tellFailure(thrown)
    return false
  }
}

function setHistory(changed: FilmHistory): void {
  filmStore.setState(({ open }) => ({ open: open && { ...open, history: changed } }))
}
