import { addCutItem, addMarker, changeMarker, removeMarker, splitClip } from '../../../../core/project/edits/cut.ts'
import { insertedAt, overwrittenAt } from '../../../../core/project/edits/cut-insert.ts'
import { setShotDuration } from '../../../../core/project/edits/shots.ts'
import { trimClip } from '../../../../core/project/edits/cut.ts'
import { chooseTake } from '../../../../core/project/edits/takes.ts'
import type { CutClip, CutItem } from '../../../../core/project/schema/cut.ts'
import type { Film } from '../../../../core/project/schema/film.ts'
import type { Marker } from '../../../../core/project/schema/values.ts'
import { durationOf } from '../../../../core/timeline/range.ts'
import { timecodeBase } from '../../../../core/timeline/timecode.ts'
import { currentFilm, edit, filmStore } from '../../../state/film-store.ts'
import { clipIndexAt, cutLayout, type PlacedCutItem } from '../../../state/playback/cut-frame.ts'
import { newId } from '../../../state/shots.ts'
import { workspaceStore } from '../../../state/workspace-store.ts'
import { choose, chooseMarker, cutSession } from '../cut-view.ts'
import { cutTransport } from '../cut-transport.ts'
import { splitSound, withoutSounds } from '../sound/sound-edits.ts'
import { nearestEditPoint } from './cut-points.ts'
import { dissolveRoom, dissolveWithin, withDissolve } from './dissolve.ts'
import { lifted, movedItems, rippleDeleted } from './reorder.ts'
import { trimmedBy, type Edge } from './trim.ts'

export function playhead(): number {
  return workspaceStore.getState().cutFrame
}

/** The clip or gap under a frame of the open film, or null. */
export function itemUnder(frame: number): PlacedCutItem | null {
  const placed = cutLayout(currentFilm().cut.items)
  return placed[clipIndexAt(placed, frame)] ?? null
}

/** The clip under a frame, or null. */
export function clipUnder(frame: number): { readonly clip: CutClip; readonly start: number } | null {
  if (filmStore.getState().open === null) return null
  const placed = itemUnder(frame)
  return placed?.item.kind === 'clip' ? { clip: placed.item, start: placed.record.start } : null
}

/** The chosen items that are still in the cut, pictures and sounds apart. */
export function chosen(film: Film): { readonly items: CutItem[]; readonly sounds: ReadonlySet<string> } {
  const { selection } = cutSession.getState()
  const items = film.cut.items.filter(({ id }) => selection.has(id))
  const sounds = film.cut.soundTracks
    .flatMap(({ clips }) => clips.map(({ id }) => id))
    .filter((id) => selection.has(id))
  return { items, sounds: new Set(sounds) }
}

/** Cuts the clip under the playhead in two, or the chosen sounds that lie under it. */
export function splitAtPlayhead(): void {
  const frame = playhead()
  const { sounds } = chosen(currentFilm())
  if (sounds.size === 0) return splitAt(frame)
  edit('cut.edit.split', (film) => splitSounds(film, sounds, frame))
}

/** Cuts the clip under a frame in two before it. */
export function splitAt(frame: number): void {
  edit('cut.edit.split', (film) => {
    const found = clipUnder(frame)
    if (found === null || frame === found.start) return film
    return splitClip(film, found.clip.id, frame - found.start + found.clip.source.start, newId())
  })
}

function splitSounds(film: Film, ids: ReadonlySet<string>, frame: number): Film {
  return film.cut.soundTracks.reduce(
    (changed, track) =>
      track.clips
        .filter(({ id }) => ids.has(id))
        .reduce((each, { id }) => splitSound(each, track.id, id, frame, newId()), changed),
    film,
  )
}

/** Cuts off what lies before (head) or after (tail) the playhead of the clip under it, and closes up. */
export function trimToPlayhead(edge: Edge): void {
  const frame = playhead()
  const found = clipUnder(frame)
  if (found === null) return
  const { clip, start } = found
  const by = edge === 'head' ? frame - start : frame - start - durationOf(clip.source)
  if (by === 0) return
  if (edit('cut.edit.trim', (film) => trimmedBy(film, clip.id, edge, by)) && edge === 'head') cutTransport.goTo(start)
}

/** Deletes what is chosen: closed up, or with gaps in the places of pictures. */
export function removeChosen(how: 'close' | 'gap'): void {
  const { markerId } = cutSession.getState()
  if (markerId !== null) {
    edit('cut.edit.remove-marker', (film) => removeMarker(film, markerId, null))
    return chooseMarker(null)
  }
  const { items, sounds } = chosen(currentFilm())
  const ids = new Set(items.map(({ id }) => id))
  edit(how === 'close' ? 'cut.edit.delete' : 'cut.edit.lift', (film) => {
    const pictures = how === 'close' ? rippleDeleted(film, ids) : lifted(film, ids, newId)
    return withoutSounds(pictures, sounds)
  })
  choose([])
}

/** Copies of the chosen clips, together after the last of them. A dissolve over that place goes, unless there is only one. */
export function duplicateChosen(): void {
  const { items } = chosen(currentFilm())
  const clips = items.filter((item) => item.kind === 'clip')
  const last = clips.at(-1)
  if (last === undefined) return
  const copies = clips.map((clip): CutClip => ({ ...clip, id: newId(), markers: [] }))
  const made = edit('cut.edit.duplicate', (film) => {
    const after = film.cut.items.findIndex(({ id }) => id === last.id) + 1
    const next = film.cut.items[after]
    if (next?.kind !== 'dissolve') return withItemsAt(film, copies, after)
    // One copy goes before its clip, which keeps the dissolve; of more, that place would be inside the clips themselves.
    if (copies.length === 1) return withItemsAt(film, copies, after - 1)
    return withItemsAt(rippleDeleted(film, new Set([next.id])), copies, after)
  })
  if (made) choose(copies.map(({ id }) => id))
}

function withItemsAt(film: Film, items: readonly CutItem[], index: number): Film {
  return items.reduce((changed, item, place) => addCutItem(changed, item, index + place), film)
}

/** A gap of a second at the playhead: what lies there is cut in two, and everything after it moves. */
export function insertGap(): void {
  const frame = playhead()
  edit('cut.edit.gap', (film) => {
    const gap = { kind: 'gap', id: newId(), durationFrames: timecodeBase(film.rate) } as const
    return insertedAt(film, gap, frame, newId)
  })
}

/** Length of a new dissolve: half a second. */
function usualDissolve(film: Film): number {
  return Math.max(2, Math.round(timecodeBase(film.rate) / 2))
}

/** A dissolve over the cut nearest to the playhead. */
export function addDissolve(): void {
  const point = nearestEditPoint(currentFilm().cut.items, playhead())
  if (point === null) return
  edit('cut.edit.dissolve', (film) => {
    const length = dissolveWithin(dissolveRoom(film, point.after), usualDissolve(film))
    return length === null ? film : withDissolve(film, point.after, length, newId())
  })
}

/** Puts shots at the end of the cut, whole. */
export function addShots(shotIds: readonly string[]): void {
  edit('cut.edit.add', (film) =>
    shotIds.reduce((changed, shotId) => {
      const shot = changed.shots.find(({ id }) => id === shotId)
      if (shot === undefined) return changed
      const source = { start: 0, end: shot.durationFrames }
      return addCutItem(changed, { kind: 'clip', id: newId(), shotId, source, markers: [] })
    }, film),
  )
}

/** Puts the shot that is worked on into the cut at the playhead: between what lies there, or over it. */
export function placeShot(how: 'insert' | 'overwrite'): void {
  const frame = playhead()
  const id = newId()
  const made = edit(how === 'insert' ? 'cut.edit.insert' : 'cut.edit.overwrite', (film) => {
    const shot = film.shots.find((each) => each.id === workspaceStore.getState().shotId)
    if (shot === undefined) return film
    const source = { start: 0, end: shot.durationFrames }
    const clip: CutClip = { kind: 'clip', id, shotId: shot.id, source, markers: [] }
    return (how === 'insert' ? insertedAt : overwrittenAt)(film, clip, frame, newId)
  })
  if (made) choose([id])
}

/** The clip shows its whole shot, without handles. */
export function showWholeShot(clipId: string): void {
  edit('cut.edit.whole-shot', (film) => {
    const clip = film.cut.items.find(({ id }) => id === clipId)
    if (clip?.kind !== 'clip') return film
    const shot = film.shots.find(({ id }) => id === clip.shotId)
    return shot === undefined ? film : trimClip(film, clipId, { start: 0, end: shot.durationFrames })
  })
}

/** The shot becomes as long as its clip shows it. */
export function shotEndsWithClip(clip: CutClip): void {
  if (clip.source.end > 0) edit('cut.edit.shot-length', (film) => setShotDuration(film, clip.shotId, clip.source.end))
}

export function chooseTakeOfShot(shotId: string, takeId: string | null): void {
  edit('cut.edit.take', (film) => chooseTake(film, shotId, takeId))
}

export function markAtPlayhead(): void {
  const frame = playhead()
  const there = currentFilm().cut.markers.find((marker) => marker.frame === frame)
  if (there !== undefined) return chooseMarker(there.id)
  const marker: Marker = { id: newId(), frame, durationFrames: 1, name: '', comment: '', color: 'green' }
  if (edit('cut.edit.marker', (film) => addMarker(film, marker, null))) chooseMarker(marker.id)
}

export function setMarker(marker: Marker): void {
  edit('cut.edit.change-marker', (film) => changeMarker(film, marker, null))
}

export function moveChosen(ids: ReadonlySet<string>, beforeId: string | null): void {
  edit('cut.edit.move', (film) => movedItems(film, ids, beforeId))
}

/** One place earlier or later, for the keyboard. */
export function nudgeChosen(direction: 1 | -1): void {
  const film = currentFilm()
  const ids = new Set(chosen(film).items.flatMap((item) => (item.kind === 'dissolve' ? [] : [item.id])))
  const order = film.cut.items.filter(({ kind }) => kind !== 'dissolve').map(({ id }) => id)
  const at = direction > 0 ? order.findLastIndex((id) => ids.has(id)) : order.findIndex((id) => ids.has(id))
  if (at < 0 || (direction > 0 ? at === order.length - 1 : at === 0)) return
  moveChosen(ids, direction > 0 ? (order[at + 2] ?? null) : order[at - 1]!)
}
