import type { JobSnapshot } from '../../core/contract/jobs.ts'
import { errorFromFailure } from '../../core/contract/errors.ts'
import { estimatedBoardDepth } from '../../core/project/board-depth.ts'
import { setBoardDepth } from '../../core/project/edits/boards.ts'
import { findItem } from '../../core/project/edits/items.ts'
import type { Film } from '../../core/project/schema/film.ts'
import type { CallOutput } from '../../core/contract/calls.ts'
import { call } from '../bridge/client.ts'
import { currentPacks } from './board-view/shot-geometry.ts'
import { currentFilm, currentProjectId, edit, editsDelivered, filmStore, useOpenFilm } from './film-store.ts'
import { useJobs } from './mirrors.ts'
import { attempt, tellFailure } from './notices.ts'

type Estimates = CallOutput<'depth.estimate'>

/** New boards get the depth of the model that new shots are made with, where that can; until then they are flat. */
export function estimateNewBoards(boardIds: readonly string[]): void {
  const pack = currentPacks()[0]
  if (pack?.estimatesDepth === true && boardIds.length > 0) attempt(() => estimateDepth(boardIds, pack.id))
}

/**
 * Estimates the boards' depth in the background and gives it to them as one step of undo. A board whose depth was changed
 * meanwhile keeps it, one with another picture and one that failed too; why is told once for all.
 * @returns the boards whose depth is the estimated one now
 * @throws AbortError when its job is cancelled: nothing changes then
 */
export async function estimateDepth(boardIds: readonly string[], packId: string): Promise<readonly string[]> {
  await editsDelivered()
  const projectId = currentProjectId()
  const before = depthsOf(currentFilm())
  const estimates = await call('depth.estimate', { projectId, boardIds: [...boardIds], packId })
  tellEach(estimates)
  await gestureEnded()
  // Where another project was opened meanwhile, the rasters lie in theirs and the film stays as it is.
  if (filmStore.getState().open?.projectId !== projectId) return []
  const now = depthsOf(currentFilm())
  const usable = estimates.filter((each) => each.ok && now.has(each.boardId))
  const wanted = usable.filter(({ boardId }) => now.get(boardId) === before.get(boardId))
  if (wanted.length === 0) return []
  const name = wanted.length === 1 ? 'depth.edit.estimate-one' : 'depth.edit.estimate'
  edit(name, (film) => withEstimates(film, wanted), { count: wanted.length })
  return wanted.map(({ boardId }) => boardId)
}

/** The film with every depth that was estimated; the same film where nothing came out differently. */
export function withEstimates(film: Film, estimates: Estimates): Film {
  return estimates.reduce((changed, each) => {
    if (!each.ok) return changed
    const { depth: before } = findItem(changed.boards, each.boardId, 'board')
    const depth = estimatedBoardDepth(each, before)
    const isSame =
      before.origin === 'estimated' && before.raster === each.media && before.packVersion === each.packVersion
    return isSame ? changed : setBoardDepth(changed, each.boardId, depth, null)
  }, film)
}

/** The job that estimates the board's depth now, or null. */
export function useDepthJob(boardId: string): JobSnapshot | null {
  const folderId = useOpenFilm((open) => open?.folderId ?? null)
  return useJobs(
    (jobs) =>
      jobs.find(
        ({ subject, state }) =>
          subject.kind === 'depth' &&
          (state === 'queued' || state === 'running') &&
          subject.folderId === folderId &&
          subject.boardIds.includes(boardId),
      ) ?? null,
  )
}

/** Depths by board with the picture they belong to, each as text, so that equal ones are equal. */
function depthsOf({ boards }: Film): ReadonlyMap<string, string> {
  return new Map(boards.map(({ id, picture, depth }) => [id, JSON.stringify([picture.media, depth])]))
}

function tellEach(estimates: Estimates): void {
  const told = new Set<string>()
  for (const each of estimates) {
    if (each.ok) continue
    const reason = JSON.stringify(each.failure)
    if (!told.has(reason)) tellFailure(errorFromFailure(each.failure))
    told.add(reason)
  }
}

/** Resolves when no drag runs: an edit would end the one that the user is in the middle of. */
export function gestureEnded(): Promise<void> {
  const runs = (): boolean => (filmStore.getState().open?.history.gesture ?? null) !== null
  if (!runs()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = filmStore.subscribe(() => {
      if (runs()) return
      stop()
      resolve()
    })
  })
}
