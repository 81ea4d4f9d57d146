import type { Board } from '../schema/board.ts'
import type { CutItem } from '../schema/cut.ts'
import type { Film } from '../schema/film.ts'
import type { Shot } from '../schema/shot.ts'
import { checkedFilm } from './check.ts'
import { fitCut } from './cut-fit.ts'
import { copyName } from './shot-numbers.ts'

/** Shots as they were when they were copied, in the storyboard's order, with the boards that they use. */
export interface CopiedShots {
  readonly shots: readonly Shot[]
  readonly boards: readonly Board[]
}

/** What has to be kept of a film to paste shots later, also when the film has lost them and their boards. */
export function copiedShots(film: Film, shotIds: readonly string[]): CopiedShots {
  const chosen = new Set(shotIds)
  const shots = film.shots.filter(({ id }) => chosen.has(id))
  const used = new Set(shots.flatMap((shot) => shot.boards.map(({ boardId }) => boardId)))
  return { shots, boards: film.boards.filter(({ id }) => used.has(id)) }
}

/**
 * Puts copied shots after a shot, into its scene and group, each with a clip after that shot's last one; at the end where
 * there is none. A shot that the film no longer has, because it was cut, comes back as itself with its takes; any other
 * is a copy with an id of its own, and takes stay with the original. Boards that went come back.
 *
 * @param afterId a shot of the film, or null
 * @param newId makes ids that the film does not have yet
 * @returns the film, and the ids of the shots in it in their order
 * @throws StudioError edit.refused, above all for more shots than a film holds
 */
export function pasteShots(
  film: Film,
  copied: CopiedShots,
  afterId: string | null,
  newId: () => string,
): { readonly film: Film; readonly shotIds: readonly string[] } {
  const at = film.shots.findIndex(({ id }) => id === afterId)
  const shots = namedAnew(film, copied.shots, newId).map((shot) => placed(shot, film.shots[at]))
  const known = new Set(film.boards.map(({ id }) => id))
  const boards = copied.boards.filter(({ id }) => !known.has(id))
  const clips = shots.map(({ id, durationFrames }): CutItem => ({
    kind: 'clip',
    id: newId(),
    shotId: id,
    source: { start: 0, end: durationFrames },
    markers: [],
  }))
  const { items } = film.cut
  const lastClip = items.findLastIndex((item) => item.kind === 'clip' && item.shotId === afterId)
  const changed = {
    ...film,
    boards: [...film.boards, ...boards],
    shots: film.shots.toSpliced(at < 0 ? film.shots.length : at + 1, 0, ...shots),
    cut: { ...film.cut, items: items.toSpliced(lastClip < 0 ? items.length : lastClip + 1, 0, ...clips) },
  }
  return {
    film: checkedFilm(film, { ...changed, cut: fitCut(changed) }),
    shotIds: shots.map(({ id }) => id),
  }
}

function namedAnew(film: Film, copied: readonly Shot[], newId: () => string): Shot[] {
  const ids = new Set(film.shots.map(({ id }) => id))
  const names = new Set(film.shots.map(({ name }) => name))
  return copied.map((shot) => {
    const name = names.has(shot.name) ? copyName(shot.name, names) : shot.name
    names.add(name)
    return ids.has(shot.id) ? { ...shot, name, id: newId(), chosenTakeId: null, takeMarks: [] } : { ...shot, name }
  })
}

/** Without a shot to stand beside, the scene may be gone that it was copied from. */
function placed(shot: Shot, beside: Shot | undefined): Shot {
  return { ...shot, sceneId: beside?.sceneId ?? null, group: beside?.group ?? '' }
}
