import type { CutClip, CutItem } from '../schema/cut.ts'
import type { Film } from '../schema/film.ts'
import type { Shot } from '../schema/shot.ts'
import { checkedFilm } from './check.ts'
import { fitCut } from './cut-fit.ts'
import { findItem } from './items.ts'
import { stretchedShot } from './stretched-shot.ts'

/** {@link stretchShots} of one. */
export function stretchShot(film: Film, shotId: string, durationFrames: number): Film {
  return stretchShots(film, [shotId], durationFrames)
}

/**
 * Longer or shorter shots with their moves: keys, boards on the way and the board's own frame keep their part of the
 * time, and clips that showed the whole shot still do.
 */
export function stretchShots(film: Film, shotIds: readonly string[], durationFrames: number): Film {
  const before = new Map(shotIds.map((id) => [id, findItem(film.shots, id, 'shot')]))
  const shots = film.shots.map((shot) => (before.has(shot.id) ? stretchedShot(shot, durationFrames) : shot))
  const items = film.cut.items.map((item): CutItem => {
    const shot = item.kind === 'clip' ? before.get(item.shotId) : undefined
    return item.kind === 'clip' && shot !== undefined && showsWhole(item, shot)
      ? { ...item, source: { start: 0, end: durationFrames } }
      : item
  })
  const changed = { ...film, shots, cut: { ...film.cut, items } }
  return checkedFilm(film, { ...changed, cut: fitCut(changed) })
}

/** The names of a copy and of its clip. */
export interface ShotCopy extends Pick<Shot, 'id' | 'name'> {
  readonly of: string
  readonly clipId: string
}

/**
 * Copies of shots, each with a clip of its own; takes stay with the originals. The copies follow the last copied shot of
 * their scene, in the storyboard's order, and so do their clips after its last clip; dissolves that do not fit then go.
 */
export function duplicateShots(film: Film, copies: readonly ShotCopy[]): Film {
  const byShot = new Map(copies.map((copy) => [copy.of, copy]))
  for (const { of } of copies) findItem(film.shots, of, 'shot')
  let shots: Shot[] = []
  let items: readonly CutItem[] = film.cut.items
  let waiting: Shot[] = []
  for (const [index, shot] of film.shots.entries()) {
    shots.push(shot)
    const copy = byShot.get(shot.id)
    if (copy !== undefined) waiting.push({ ...shot, id: copy.id, name: copy.name, chosenTakeId: null, takeMarks: [] })
    const rest = film.shots.slice(index + 1)
    const goesOn = rest.find((each) => each.sceneId !== shot.sceneId || byShot.has(each.id))
    if (copy === undefined || (goesOn !== undefined && goesOn.sceneId === shot.sceneId)) continue
    shots = [...shots, ...waiting]
    items = withClips(items, shot.id, waiting, copies)
    waiting = []
  }
  const changed = { ...film, shots, cut: { ...film.cut, items: [...items] } }
  return checkedFilm(film, { ...changed, cut: fitCut(changed) })
}

/** A dissolve after the last clip then goes from the last copy on. */
function withClips(items: readonly CutItem[], shotId: string, made: readonly Shot[], copies: readonly ShotCopy[]) {
  const last = items.findLastIndex((item) => item.kind === 'clip' && item.shotId === shotId)
  const clips = made.map(({ id, durationFrames }): CutItem => ({
    kind: 'clip',
    id: copies.find((copy) => copy.id === id)!.clipId,
    shotId: id,
    source: { start: 0, end: durationFrames },
    markers: [],
  }))
  return items.toSpliced(last < 0 ? items.length : last + 1, 0, ...clips)
}

/** A new shot before or after another one, with its clip beside that one's clips; dissolves that do not fit then go. */
export function addShotBeside(
  film: Film,
  shot: Shot,
  { besideId, side, clipId }: { readonly besideId: string; readonly side: 'before' | 'after'; readonly clipId: string },
): Film {
  const at = film.shots.indexOf(findItem(film.shots, besideId, 'shot')) + (side === 'after' ? 1 : 0)
  const isBeside = (item: CutItem) => item.kind === 'clip' && item.shotId === besideId
  const { items } = film.cut
  const last = items.findLastIndex(isBeside)
  const place = last < 0 ? items.length : side === 'after' ? last + 1 : items.findIndex(isBeside)
  const source = { start: 0, end: shot.durationFrames }
  const clip: CutItem = { kind: 'clip', id: clipId, shotId: shot.id, source, markers: [] }
  const changed = {
    ...film,
    shots: film.shots.toSpliced(at, 0, shot),
    cut: { ...film.cut, items: items.toSpliced(place, 0, clip) },
  }
  return checkedFilm(film, { ...changed, cut: fitCut(changed) })
}

/** Shots with their clips, and their boards where nothing else uses them. */
export function removeShots(film: Film, shotIds: readonly string[]): Film {
  const gone = new Set(shotIds)
  for (const id of shotIds) findItem(film.shots, id, 'shot')
  const shots = film.shots.filter(({ id }) => !gone.has(id))
  const boardIds = new Set(
    film.shots.filter(({ id }) => gone.has(id)).flatMap((shot) => shot.boards.map(({ boardId }) => boardId)),
  )
  const used = new Set([
    ...shots.flatMap((shot) => shot.boards.map(({ boardId }) => boardId)),
    ...film.scenes.flatMap((scene) => scene.placements.map(({ boardId }) => boardId)),
  ])
  const boards = film.boards.filter(({ id }) => !boardIds.has(id) || used.has(id))
  const changed = { ...film, boards, shots }
  return checkedFilm(film, { ...changed, cut: fitCut(changed) })
}

function showsWhole({ source }: CutClip, shot: Shot): boolean {
  return source.start === 0 && source.end === shot.durationFrames
}
