import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Board } from '../../../../core/project/schema/board.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import type { BoardUse, Shot } from '../../../../core/project/schema/shot.ts'
import { currentFilm, useFilm } from '../../../state/film-store.ts'
import { selectShot, workspaceStore } from '../../../state/workspace-store.ts'

/** Which of a shot's boards is worked on, counted from 0; the first of any other shot. */
const chosenBoardStore = createStore<{ readonly shotId: string | null; readonly index: number }>(() => ({
  shotId: null,
  index: 0,
}))

export interface ChosenBoard {
  readonly shot: Shot
  readonly use: BoardUse
  readonly index: number
  readonly board: Board
}

/** A board of a shot, in the storyboard's order. */
interface Place {
  readonly shotId: string
  readonly index: number
}

export function chooseBoard(place: Place): void {
  chosenBoardStore.setState(place)
  if (workspaceStore.getState().shotId !== place.shotId) selectShot(place.shotId)
}

/** Which board of the shot is chosen, counted from 0. */
export function useChosenIndex(shot: Shot | null): number {
  const index = useStore(chosenBoardStore, (chosen) => (chosen.shotId === shot?.id ? chosen.index : 0))
  return Math.max(0, Math.min(index, (shot?.boards.length ?? 1) - 1))
}

/** The board that keys and menus work on; null while no shot is chosen. */
export function chosenBoard(film: Film = currentFilm()): ChosenBoard | null {
  const { shotId } = workspaceStore.getState()
  const shot = film.shots.find(({ id }) => id === shotId)
  if (shot === undefined) return null
  const chosen = chosenBoardStore.getState()
  const index = chosen.shotId === shot.id ? Math.min(chosen.index, shot.boards.length - 1) : 0
  const use = shot.boards[index]!
  const board = film.boards.find(({ id }) => id === use.boardId)
  return board === undefined ? null : { shot, use, index, board }
}

/** All boards of all shots in the storyboard's order. */
export function boardPlaces({ shots }: Film): Place[] {
  return shots.flatMap(({ id, boards }) => boards.map((_, index) => ({ shotId: id, index })))
}

/** Chooses the board that many places on, over the ends of shots. */
export function stepBoard(step: number): void {
  const chosen = chosenBoard()
  if (chosen === null) return
  const places = boardPlaces(currentFilm())
  const at = places.findIndex(({ shotId, index }) => shotId === chosen.shot.id && index === chosen.index)
  const next = places[Math.max(0, Math.min(at + step, places.length - 1))]
  if (next !== undefined) chooseBoard(next)
}

/** The boards before and after a place of the storyboard. */
export function neighbours(film: Film, shotId: string, at: number): readonly [Board | null, Board | null] {
  const places = boardPlaces(film)
  const here = places.findIndex((place) => place.shotId === shotId && place.index === at)
  const boardAt = (index: number): Board | null => {
    const place = here < 0 ? undefined : places[index]
    const use = film.shots.find(({ id }) => id === place?.shotId)?.boards[place?.index ?? 0]
    return film.boards.find(({ id }) => id === use?.boardId) ?? null
  }
  return [boardAt(here - 1), boardAt(here + 1)]
}

export function useBoard(boardId: string | null): Board | null {
  return useFilm((film) => film.boards.find(({ id }) => id === boardId) ?? null, null)
}
