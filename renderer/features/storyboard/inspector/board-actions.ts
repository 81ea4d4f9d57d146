import type { ImportSource } from '../../../../core/contract/import-calls.ts'
import { findItem } from '../../../../core/project/edits/items.ts'
import { plainBoard } from '../../../../core/project/edits/new-board.ts'
import {
  addNewShotBoard,
  addShotBoard,
  moveShotBoard,
  nextBoardFrame,
  takeOutShotBoard,
} from '../../../../core/project/edits/shot-boards.ts'
import type { Board } from '../../../../core/project/schema/board.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { call, registerFiles } from '../../../bridge/client.ts'
import { estimateNewBoards } from '../../../state/board-depth.ts'
import { currentFilm, currentProjectId, edit, filmStore } from '../../../state/film-store.ts'
import { importedPictures, pictureOf } from '../../../state/replace-picture.ts'
import { newId } from '../../../state/shots.ts'
import { chooseBoard } from '../board-view/chosen-board.ts'

/**
 * Pictures as further boards of a shot, as one step of undo: the first at that frame, the others spread over what is left.
 * @param frame null takes the next good place
 */
export async function addPictures(shotId: string, source: ImportSource, frame: number | null = null): Promise<void> {
  const pictures = await importedPictures(source)
  if (pictures.length === 0) return
  const boards = pictures.map((picture) => plainBoard(newId(), picture.name, pictureOf(picture)))
  if (addBoards(shotId, boards, frame)) estimateNewBoards(boards.map(({ id }) => id))
}

/** Blank white paper as another board of a shot. */
export async function addBlankBoard(shotId: string): Promise<void> {
  const projectId = currentProjectId()
  const picture = await call('pictures.blank', { projectId })
  const shot = filmStore.getState().open?.projectId === projectId ? shotOf(currentFilm(), shotId) : undefined
  if (shot !== undefined) addBoards(shotId, [plainBoard(newId(), shot.name, picture)], null)
}

function addBoards(shotId: string, boards: readonly Board[], frame: number | null): boolean {
  const added = edit('shot.edit.add-board', (film) =>
    boards.reduce((grown, board, index) => {
      const shot = findItem(grown.shots, shotId, 'shot')
      return addNewShotBoard(grown, shotId, board, (index === 0 ? frame : null) ?? placeIn(shot))
    }, film),
  )
  if (added) chooseUse(shotId, ({ boardId }) => boardId === boards.at(-1)?.id)
  return added
}

/** Files dropped on a shot's strip or board. */
export async function registered(files: readonly File[]): Promise<ImportSource> {
  return { from: 'dropped', files: await registerFiles(files) }
}

/** Another board of the film in the shot, where there is room. */
export function addBoardOfFilm(shotId: string, boardId: string): void {
  const before = shotOf(currentFilm(), shotId)?.boards ?? []
  const place = (film: Film): Film => addShotBoard(film, shotId, boardId, placeIn(findItem(film.shots, shotId, 'shot')))
  if (edit('shot.edit.add-board', place)) chooseUse(shotId, (use) => before.every(({ frame }) => frame !== use.frame))
}

/** The film with a board of the shot at another frame, and the place it has then. */
export function moveBoard(shotId: string, from: number, to: number): { readonly change: (film: Film) => Film } {
  return { change: (film) => moveShotBoard(film, shotId, from, to) }
}

/** Chooses the board that was moved: the one at a frame that none of the others had. */
export function chooseMoved(shotId: string, before: Shot, from: number): void {
  const others = new Set(before.boards.map(({ frame }) => frame).filter((frame) => frame !== from))
  chooseUse(shotId, ({ frame }) => !others.has(frame))
}

export function removeBoardAt(shotId: string, index: number): void {
  const use = shotOf(currentFilm(), shotId)?.boards[index]
  if (use === undefined || index === 0) return
  const removed = edit('shot.edit.remove-board', (film) => takeOutShotBoard(film, shotId, use.frame))
  if (removed) chooseBoard({ shotId, index: index - 1 })
}

function chooseUse(shotId: string, isIt: (use: Shot['boards'][number]) => boolean): void {
  const index = shotOf(currentFilm(), shotId)?.boards.findIndex(isIt) ?? -1
  if (index >= 0) chooseBoard({ shotId, index })
}

function shotOf({ shots }: Film, shotId: string): Shot | undefined {
  return shots.find(({ id }) => id === shotId)
}

/** A shot without a good place takes what room there is: the edit finds the nearest free frame, or says that it is full. */
function placeIn(shot: Shot): number {
  return nextBoardFrame(shot) ?? shot.durationFrames - 1
}
