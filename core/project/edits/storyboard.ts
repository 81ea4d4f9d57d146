import type { CameraPath } from '../../camera/path-schema.ts'
import type { CutClip, CutItem } from '../schema/cut.ts'
import type { Film } from '../schema/film.ts'
import type { Shot } from '../schema/shot.ts'
import { removeBoard } from './boards.ts'
import { checkedFilm } from './check.ts'
import { fitCut } from './cut-fit.ts'
import { findItem, insertItem } from './items.ts'
import { addShot, changeShot, moveShot, removeShot, setShotDuration } from './shots.ts'

/**
 * Another place in the storyboard. While the cut shows each shot once, in the storyboard's order, it follows; a cut that
 * was put in an order of its own is left alone.
 */
export function moveShotInStory(film: Film, shotId: string, index: number): Film {
  const moved = moveShot(film, shotId, index)
  return followsStory(film) ? checkedFilm(film, { ...moved, cut: { ...moved.cut, items: inStoryOrder(moved) } }) : moved
}

/**
 * A longer or shorter shot with its move: keys keep their part of the time, and clips that showed the whole shot still do.
 */
export function stretchShot(film: Film, shotId: string, durationFrames: number): Film {
  const before = findItem(film.shots, shotId, 'shot')
  const resized = setShotDuration(film, shotId, durationFrames)
  const stretched = changeShot(resized, shotId, (shot) => withStretchedPath(shot, before.durationFrames))
  const items = stretched.cut.items.map((item): CutItem => {
    const was = film.cut.items.find(({ id }) => id === item.id)
    return item.kind === 'clip' && item.shotId === shotId && was?.kind === 'clip' && showsWhole(was, before)
      ? { ...item, source: { start: 0, end: durationFrames } }
      : item
  })
  const changed = { ...stretched, cut: { ...stretched.cut, items } }
  return checkedFilm(film, { ...changed, cut: fitCut(changed) })
}

/** A copy of the shot after it, with its own clip after the shot's last; takes stay with the original. */
export function duplicateShot(film: Film, shotId: string, copy: Pick<Shot, 'id' | 'name'>, clipId: string): Film {
  const index = film.shots.findIndex(({ id }) => id === shotId)
  const shot = findItem(film.shots, shotId, 'shot')
  const withShot = addShot(film, { ...shot, ...copy, chosenTakeId: null, takeMarks: [] }, index + 1)
  const last = withShot.cut.items.findLastIndex((item) => item.kind === 'clip' && item.shotId === shotId)
  const source = { start: 0, end: shot.durationFrames }
  const clip: CutItem = { kind: 'clip', id: clipId, shotId: copy.id, source, markers: [] }
  const at = last < 0 ? withShot.cut.items.length : last + 1
  // A dissolve after the last clip now leads to the copy.
  return checkedFilm(film, { ...withShot, cut: { ...withShot.cut, items: insertItem(withShot.cut.items, at, clip) } })
}

/** Shots with their clips, and their boards where nothing else uses them. */
export function removeShots(film: Film, shotIds: readonly string[]): Film {
  const gone = new Set(shotIds)
  const boardIds = new Set(
    film.shots.filter(({ id }) => gone.has(id)).flatMap((shot) => shot.boards.map(({ boardId }) => boardId)),
  )
  const without = shotIds.reduce(removeShot, film)
  const used = new Set([
    ...without.shots.flatMap((shot) => shot.boards.map(({ boardId }) => boardId)),
    ...without.scenes.flatMap((scene) => scene.placements.map(({ boardId }) => boardId)),
  ])
  return [...boardIds].filter((id) => !used.has(id)).reduce(removeBoard, without)
}

function followsStory({ cut, shots }: Film): boolean {
  const clips = cut.items.filter((item) => item.kind === 'clip')
  const cutOrder = clips.map(({ shotId }) => shotId)
  const storyOrder = shots.map(({ id }) => id).filter((id) => cutOrder.includes(id))
  return cut.items.length === clips.length && cutOrder.join() === storyOrder.join()
}

function inStoryOrder({ cut, shots }: Film): CutItem[] {
  return shots.flatMap(({ id }) => cut.items.filter((item) => item.kind === 'clip' && item.shotId === id))
}

function showsWhole({ source }: CutClip, shot: Shot): boolean {
  return source.start === 0 && source.end === shot.durationFrames
}

/** The last frame stays the last frame: times are scaled by the frames after the first. */
function withStretchedPath(shot: Shot, framesBefore: number): Shot {
  if (shot.camera.source !== 'keys' || framesBefore < 2 || shot.durationFrames < 2) return shot
  const factor = (shot.durationFrames - 1) / (framesBefore - 1)
  const stretch = (path: CameraPath): CameraPath => ({
    ...path,
    keys: path.keys.map((key) => ({ ...key, timeFrames: key.timeFrames * factor })),
  })
  const { camera } = shot
  const layers = camera.layers.map((layer) => ({ ...layer, path: stretch(layer.path) }))
  return { ...shot, camera: { ...camera, path: stretch(camera.path), layers } }
}
