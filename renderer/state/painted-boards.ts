import type { Painted } from '../../core/contract/events.ts'
import { errorFromFailure } from '../../core/contract/errors.ts'
import { replaceBoardPicture } from '../../core/project/edits/board-picture.ts'
import type { Board } from '../../core/project/schema/board.ts'
import { call, listen } from '../bridge/client.ts'
import { gestureEnded } from './board-depth.ts'
import { currentFilm, currentProjectId, editsDelivered, filmStore } from './film-store.ts'
import { attempt, tellDone, tellFailure } from './notices.ts'
import { afterwards, editPicture, pictureOf } from './replace-picture.ts'

/** Opens a board in the user's paint program. Main knows the board once it has every edit. */
export async function openInPaintProgram(boardId: string): Promise<void> {
  await editsDelivered()
  await call('paint.open', { projectId: currentProjectId(), boardId })
  tellDone('paint.opened', { board: boardOf(boardId)?.name ?? '' })
}

/** Gives boards the pictures that a paint program saved, each as one step of undo, for as long as the window is there. */
export function followPaintedBoards(): void {
  listen((event) => {
    if (event.type === 'board-painted') attempt(() => painted(event.projectId, event.boardId, event.outcome))
  })
}

async function painted(projectId: string, boardId: string, outcome: Painted): Promise<void> {
  await gestureEnded()
  if (filmStore.getState().open?.projectId !== projectId) return
  if (!outcome.ok) return tellFailure(errorFromFailure(outcome.failure))
  const before = boardOf(boardId)
  // Deleted while it was painted; the working copy keeps what was painted.
  if (before === undefined || before.picture.media === outcome.picture.media) return
  const picture = pictureOf(outcome.picture)
  const change = { key: 'paint.edit', details: { board: before.name } } as const
  const made = editPicture(change, before, picture, (film) => ({
    film: replaceBoardPicture(film, boardId, picture),
    boardId,
  }))
  if (!made) return
  tellDone('paint.painted', { board: before.name })
  await afterwards(before, boardId, picture)
}

function boardOf(boardId: string): Board | undefined {
  return currentFilm().boards.find(({ id }) => id === boardId)
}
