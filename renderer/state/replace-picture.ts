import type { CallOutput } from '../../core/contract/calls.ts'
import type { ImportSource } from '../../core/contract/import-calls.ts'
import { errorFromFailure, type ErrorDetails } from '../../core/contract/errors.ts'
import {
  depthAfter,
  dropBoardDepth,
  haveSameShape,
  replaceShotPicture,
} from '../../core/project/edits/board-picture.ts'
import { findItem } from '../../core/project/edits/items.ts'
import type { Board } from '../../core/project/schema/board.ts'
import type { Film } from '../../core/project/schema/film.ts'
import type { StudioTextKey } from '../../core/texts/studio/texts.ts'
import { call } from '../bridge/client.ts'
import { isBlankPaper } from './blank-paper.ts'
import { estimateDepth, estimateNewBoards } from './board-depth.ts'
import { currentPacks } from './board-view/shot-geometry.ts'
import { currentFilm, currentProjectId, edit, filmStore } from './film-store.ts'
import { importFrom } from './imports.ts'
import { tellDone, tellFailure } from './notices.ts'
import { newId } from './shots.ts'

type Arrived = Extract<CallOutput<'pictures.import'>[number], { readonly ok: true }>

/**
 * Pictures taken into the open project, in the order of their names; what cannot be read is told.
 * @returns none when the dialog was closed or another project was opened meanwhile
 * @throws AbortError when the import was cancelled
 */
export async function importedPictures(source: ImportSource): Promise<Arrived[]> {
  const projectId = currentProjectId()
  const results = await importFrom('pictures', source, (one) => call('pictures.import', { projectId, source: one }))
  for (const result of results) if (!result.ok) tellFailure(errorFromFailure(result.failure))
  return filmStore.getState().open?.projectId === projectId ? results.filter((result) => result.ok) : []
}

/** The first board of a shot that is blank paper still; null where all are drawn. */
export async function blankBoardOf(
  shotId: string,
): Promise<{ readonly shotId: string; readonly boardId: string } | null> {
  const projectId = currentProjectId()
  const { shots, boards } = currentFilm()
  for (const { boardId } of shots.find(({ id }) => id === shotId)?.boards ?? []) {
    const media = boards.find(({ id }) => id === boardId)?.picture.media
    if (media !== undefined && (await isBlankPaper(projectId, media))) return { shotId, boardId }
  }
  return null
}

/** Another picture for a board of a shot, as one step of undo; the path stays. Of several files the first is taken. */
export async function replacePicture(
  target: { readonly shotId: string; readonly boardId: string },
  source: ImportSource,
): Promise<void> {
  const [picture] = await importedPictures(source)
  if (picture === undefined) return
  const before = findItem(currentFilm().boards, target.boardId, 'board')
  let changed = target.boardId
  const made = editPicture({ key: 'shot.edit.replace' }, before, picture, (film) => {
    const replaced = replaceShotPicture(film, target, pictureOf(picture), newId())
    changed = replaced.boardId
    return { film: replaced.film, boardId: changed }
  })
  if (made) await afterwards(before, changed, picture)
}

/**
 * What a picture of another shape or without its depth means, in words, and the depth that replaces the estimated one.
 * A board that was blank paper gets the depth that a new board gets.
 */
export async function afterwards(
  before: Board,
  boardId: string,
  picture: Omit<Board['picture'], 'media'>,
): Promise<void> {
  if (before.crop !== null && !haveSameShape(before.picture, picture)) tellDone('shot.picture.replaced')
  if (before.depth.origin === 'flat' && (await isBlankPaper(currentProjectId(), before.picture.media)))
    return estimateNewBoards([boardId])
  if (depthAfter(before, picture) === 'kept') return
  const pack = estimatingPack(before)
  if (pack === null) return tellDone('shot.depth.gone')
  tellDone('shot.depth.again')
  const { projectId, media } = { projectId: currentProjectId(), media: mediaOf(boardId) }
  const estimated = await estimateDepth([boardId], pack.id).catch((thrown: unknown): readonly string[] => {
    tellFailure(thrown)
    return []
  })
  if (estimated.includes(boardId) || filmStore.getState().open?.projectId !== projectId) return
  // Whoever chose another depth or picture meanwhile has decided already.
  const now = currentFilm().boards.find(({ id }) => id === boardId)
  if (now === undefined || now.picture.media !== media) return
  if (now.depth === before.depth) edit('shot.edit.drop-depth', (film) => dropBoardDepth(film, boardId))
  else if (now.depth.origin !== 'flat') return
  tellDone('shot.depth.gone')
}

/**
 * The edit of a board's picture. A depth that was estimated on the former one goes with it, unless it is about to be
 * estimated again.
 */
export function editPicture(
  { key, details = {} }: { readonly key: StudioTextKey; readonly details?: ErrorDetails },
  before: Board,
  picture: Omit<Board['picture'], 'media'>,
  change: (film: Film) => { readonly film: Film; readonly boardId: string },
): boolean {
  const drops = depthAfter(before, picture) === 'outdated' && estimatingPack(before) === null
  const replace = (film: Film): Film => {
    const { film: changed, boardId } = change(film)
    return drops ? dropBoardDepth(changed, boardId) : changed
  }
  return edit(key, replace, details)
}

export function pictureOf({ media, width, height }: Board['picture']): Board['picture'] {
  return { media, width, height }
}

/** The pack that gives boards their depth by itself, for a board whose depth was estimated. */
function estimatingPack({ depth }: Board) {
  const pack = currentPacks()[0]
  return depth.origin === 'estimated' && pack?.estimatesDepth === true ? pack : null
}

function mediaOf(boardId: string): string | undefined {
  return currentFilm().boards.find(({ id }) => id === boardId)?.picture.media
}
