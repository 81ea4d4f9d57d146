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
 * One edit as one step of undo; in a {@link EditVisit}, in place of the visit's edit before. What the film refuses is told
 * to the user.
 * @returns whether the edit was made
 */
export function edit(key: StudioTextKey, change: (film: Film) => Film, details: ErrorDetails = {}): boolean {
  endGesture()
  const made = guarded(({ history: settled }) => {
    const before = visited === null ? settled : withoutVisit(settled, visited)
    const film = change(before.present)
    if (before !== settled) outbox?.send({ kind: 'undo' })
    const after = committed(before, film, { key, details: { ...details } })
    if (visited !== null) visited.step = after === before ? null : (after.past.at(-1) ?? null)
    return after
  })
  if (!made && visited !== null) visited.isRefused = true
  return made
}

/** All edits of one visit of a field are one step of undo, as long as nothing else is edited between them. */
export interface EditVisit {
  /**
   * Runs what edits the film. Does nothing once another project is open.
   * @returns false when an edit was refused
   */
  readonly run: (work: () => void) => boolean
  /** Takes the visit's edit back. @returns false when it made none, or others came after it */
  readonly takeBack: () => boolean
}

interface Visit {
  readonly projectId: string | null
  /** The step of undo that its edits left; null for none. */
  step: FilmHistory['past'][number] | null
  isRefused: boolean
}

/** The visit whose edits are made now. */
let visited: Visit | null = null

export function newVisit(): EditVisit {
  const openId = (): string | null => filmStore.getState().open?.projectId ?? null
  const visit: Visit = { projectId: openId(), step: null, isRefused: false }
  return {
    run: (work) => {
      if (openId() !== visit.projectId) return true
      visit.isRefused = false
      visited = visit
      try {
        work()
      } finally {
        visited = null
      }
      return !visit.isRefused
    },
    takeBack: () => {
      const now = filmStore.getState().open
      if (now?.projectId !== visit.projectId || now.history.gesture !== null) return false
      const before = withoutVisit(now.history, visit)
      if (before === now.history) return false
      visit.step = null
      outbox?.send({ kind: 'undo' })
      setHistory(before)
      return true
    },
  }
}

/** A step that is no longer the last stays where it is. */
function withoutVisit(settled: FilmHistory, { step: own }: Visit): FilmHistory {
  return own !== null && settled.past.at(-1) === own ? history.undo(settled) : settled
}

/**
 * A drag, a slider, turns of a wheel: previews, then one commit (one step of undo) or a cancel (none). Once it has ended,
 * by itself, by another gesture or by an edit that came between, all of them do nothing.
 */
export interface FilmGesture {
  /** Whether it goes on. */
  readonly isRunning: () => boolean
  /** Shows what the gesture would make of the film from before it. A refused preview leaves the last one. */
  readonly preview: (change: (base: Film) => Film) => void
  readonly commit: () => void
  readonly cancel: () => void
}

/** Starts a gesture; one that still runs ends as its own step. @returns null when the film refuses it; why is told */
export function beginGesture(key: StudioTextKey, details: ErrorDetails = {}): FilmGesture | null {
  endGesture()
  const begun = guarded((open) => history.beginGesture(open.history, { key, details: { ...details } }))
  const own = filmStore.getState().open?.history.gesture
  if (!begun || own === null || own === undefined) return null
  const isRunning = (): boolean => filmStore.getState().open?.history.gesture === own
  return {
    isRunning,
    preview: (change) => {
      if (isRunning()) preview(change)
    },
    commit: () => {
      if (isRunning()) endGesture()
    },
    cancel: () => {
      if (isRunning()) setHistory(history.cancelGesture(openOrThrow().history))
    },
  }
}

function preview(change: (base: Film) => Film): void {
  try {
    setHistory(history.previewGesture(openOrThrow().history, change))
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown
  }
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
function endGesture(): void {
  const before = filmStore.getState().open?.history
  if (before === undefined || before.gesture === null) return
  const { document, label } = before.gesture
  setHistory(committed({ ...before, present: document, gesture: null }, before.present, label))
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
