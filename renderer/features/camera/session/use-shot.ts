import { useMemo, useSyncExternalStore } from 'react'
import { StudioError } from '../../../../core/contract/errors.ts'
import { boardView, type BoardView } from '../../../state/board-view/board-frames.ts'
import { useBoardPixels } from '../../../state/board-view/board-pixels.ts'
import { currentPacks, packOfShot, shotGeometry, type ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { filmStore } from '../../../state/film-store.ts'
import { studioStore } from '../../../state/mirrors.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import type { KeyTimes } from '../model/key-edits.ts'
import { cameraSession } from './camera-session.ts'
import { currentGeometry, currentShot, gestureRuns, playheadFrame } from './current-shot.ts'

/** Calls back when the shot that is worked on may have changed. */
export function subscribeToShot(changed: () => void): () => void {
  const stops = [
    filmStore.subscribe((now, before) => {
      if (now.open?.history !== before.open?.history) changed()
    }),
    workspaceStore.subscribe((now, before) => {
      if (now.shotId !== before.shotId) changed()
    }),
    studioStore.subscribe(changed),
  ]
  return () => stops.forEach((stop) => stop())
}

/**
 * A part of the shot's geometry, null while there is none. Only a change of that part renders again: a drag that moves the
 * path leaves alone what does not show it.
 * @param select gives the same value for the same geometry: a number, a text, or an object that it holds
 */
export function useShotPart<Value>(select: (geometry: ShotGeometry) => Value): Value | null {
  return useSyncExternalStore(subscribeToShot, () => {
    const geometry = currentGeometry()
    return geometry === null ? null : select(geometry)
  })
}

/** The frame that the viewports show. */
export function usePlayhead(): number {
  return useSyncExternalStore(subscribeToPlayhead, playheadFrame)
}

function subscribeToPlayhead(changed: () => void): () => void {
  const stops = [workspaceStore.subscribe(changed), subscribeToShot(changed)]
  return () => stops.forEach((stop) => stop())
}

/** Numbers beside a drag follow this often; more could not be read, and would only slow the drag down. */
const calmMilliseconds = 200

/** The geometry together with the keys that were chosen in it: a drag along time changes both. */
export interface CalmShot {
  readonly geometry: ShotGeometry | null
  readonly selected: KeyTimes
}

/** The same where there is a geometry. */
export interface ChosenInShot extends CalmShot {
  readonly geometry: ShotGeometry
}

const calmListeners = new Set<() => void>()
let calm: CalmShot = { geometry: null, selected: [] }
let calmTimer: ReturnType<typeof setTimeout> | undefined
let stopCalm: () => void = () => undefined

/** The shot for words and numbers: at once after an edit, some times a second while something is dragged. */
export function useCalmShot(): CalmShot {
  return useSyncExternalStore(subscribeToCalm, () => {
    if (calmListeners.size === 0) refreshCalm()
    return calm
  })
}

export function useCalmGeometry(): ShotGeometry | null {
  return useCalmPart(({ geometry }) => geometry)
}

/**
 * A part of it, null while there is no geometry. Only a change of that part renders again.
 * @param select gives the same value for the same shot and choice
 */
export function useCalmPart<Value>(select: (shot: ChosenInShot) => Value): Value | null {
  return useSyncExternalStore(subscribeToCalm, () => {
    if (calmListeners.size === 0) refreshCalm()
    const { geometry, selected } = calm
    return geometry === null ? null : select({ geometry, selected })
  })
}

function subscribeToCalm(changed: () => void): () => void {
  if (calmListeners.size === 0) {
    refreshCalm()
    const stops = [subscribeToShot(noteChange), cameraSession.subscribe(noteChange)]
    stopCalm = () => stops.forEach((stop) => stop())
  }
  calmListeners.add(changed)
  return () => {
    calmListeners.delete(changed)
    if (calmListeners.size > 0) return
    stopCalm()
    clearTimeout(calmTimer)
    calmTimer = undefined
  }
}

function noteChange(): void {
  if (gestureRuns()) calmTimer ??= setTimeout(showCalm, calmMilliseconds)
  else showCalm()
}

function showCalm(): void {
  clearTimeout(calmTimer)
  calmTimer = undefined
  const before = calm
  refreshCalm()
  if (calm !== before) for (const listener of calmListeners) listener()
}

function refreshCalm(): void {
  const geometry = currentGeometry()
  const { selected } = cameraSession.getState()
  if (geometry !== calm.geometry || selected !== calm.selected) calm = { geometry, selected }
}

/** Why the shot's cameras cannot be computed; null when they can, or there is no shot. */
export function useRefusal(): StudioError | null {
  return useSyncExternalStore(subscribeToShot, () => {
    const current = currentShot()
    const pack = current === null ? null : packOfShot(current.shot, currentPacks())
    if (current === null || pack === null) return null
    try {
      shotGeometry(current.film, current.shot, pack)
      return null
    } catch (thrown) {
      if (thrown instanceof StudioError) return thrown
      throw thrown
    }
  })
}

export type ShotBoard =
  | { readonly state: 'preparing' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'ready'; readonly view: BoardView }

/** The shot's board, ready to be looked at. @param attempt another number tries again after a failure */
export function useShotBoard(attempt: number): ShotBoard {
  const boardId = useShotPart(({ board }) => board.id)
  const packId = useShotPart(({ pack }) => pack.id)
  const lens = useShotPart(({ boardIntrinsics }) => boardIntrinsics.join(' '))
  const board = useBoardPixels(boardId, packId, attempt)
  return useMemo(() => {
    if (board.state !== 'ready' || lens === null) return board.state === 'failed' ? board : { state: 'preparing' }
    return { state: 'ready', view: boardView(board.pixels, lens.split(' ').map(Number)) }
  }, [board, lens])
}
