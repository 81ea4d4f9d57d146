import { addShotWithBoard } from '../../../core/project/edits/empty-shot.ts'
import { splitShot } from '../../../core/project/edits/split-shot.ts'
import { renameShots } from '../../../core/project/edits/shot-names.ts'
import { copyName } from '../../../core/project/edits/shot-numbers.ts'
import { moveShotsInStory, neighbourPlace, type StoryPlace } from '../../../core/project/edits/story-order.ts'
import { duplicateShots, removeShots, stretchShots } from '../../../core/project/edits/storyboard.ts'
import { studioText } from '../../../core/texts/studio/texts.ts'
import { call } from '../../bridge/client.ts'
import { currentFilm, currentProjectId, edit, filmStore } from '../../state/film-store.ts'
import { currentLanguage } from '../../state/language.ts'
import { newId } from '../../state/shots.ts'
import { selectShot, workspaceStore } from '../../state/workspace-store.ts'
import { chooseShot, chooseShots, selectedShotIds } from './selection.ts'
import { currentRows, currentStory } from './shown-story.ts'
import { focusSelectedCard, speak } from './story-focus.ts'
import { shotBeside } from './story-rows.ts'

/** Moves the chosen shots by one place, over the borders of scenes too. */
export function moveSelected(step: 1 | -1): void {
  const ids = selectedShotIds()
  const place = neighbourPlace(currentFilm(), ids, step)
  if (place !== null) moveShots(ids, place)
}

/** Puts shots at a place, chosen as they were. */
export function moveShots(shotIds: readonly string[], place: StoryPlace): void {
  const before = currentFilm()
  const details = { count: shotIds.length }
  const name = shotIds.length === 1 ? 'board.edit.move' : 'story.edit.move'
  if (!edit(name, (film) => moveShotsInStory(film, shotIds, place), details) || currentFilm() === before) return
  tellPlace(shotIds[0]!)
  focusSelectedCard()
}

function tellPlace(shotId: string): void {
  const { shots, scenes } = currentFilm()
  const index = shots.findIndex(({ id }) => id === shotId)
  const { name, sceneId } = shots[index]!
  const scene = scenes.find(({ id }) => id === sceneId)?.name
  const key = scene === undefined ? 'story.spoken.place' : 'story.spoken.place-in-scene'
  speak(studioText(key, currentLanguage(), { name, number: index + 1, count: shots.length, scene: scene ?? '' }))
}

export function duplicateSelected(): void {
  const { shots } = currentFilm()
  const names = new Set(shots.map(({ name }) => name))
  const copies = selectedShotIds().map((of) => {
    const name = copyName(shots.find(({ id }) => id === of)!.name, names)
    names.add(name)
    return { of, id: newId(), name, clipId: newId() }
  })
  const details = { count: copies.length }
  const name = copies.length === 1 ? 'board.edit.duplicate' : 'story.edit.duplicate'
  if (copies.length === 0 || !edit(name, (film) => duplicateShots(film, copies), details)) return
  chooseShots(copies.map(({ id }) => id))
  focusSelectedCard()
}

/**
 * A new shot of a blank board beside the chosen one, in its scene; the last one where none is chosen.
 * @throws StudioError `project.read-only`, `project.import.unwritable`
 */
export async function addEmptyShot(side: 'before' | 'after'): Promise<void> {
  const projectId = currentProjectId()
  const picture = await call('pictures.blank', { projectId })
  if (filmStore.getState().open?.projectId !== projectId) return
  // Read now: a key that is pressed twice makes the second shot beside the first one.
  const { shotId } = workspaceStore.getState()
  const known = new Set(currentFilm().shots.map(({ id }) => id))
  const place = shotId === null || !known.has(shotId) ? null : { shotId, side }
  if (!edit('story.edit.new-shot', (film) => addShotWithBoard(film, picture, place, newId))) return
  chooseShots(currentFilm().shots.flatMap(({ id }) => (known.has(id) ? [] : [id])))
  focusSelectedCard()
}

/** Removes the chosen shots; the one after them is chosen then. */
export function removeSelected(): void {
  const ids = selectedShotIds()
  if (ids.length === 0) return
  const { shotIds } = currentStory()
  const last = shotIds.indexOf(ids.at(-1)!)
  const next = shotIds.slice(last + 1).find((id) => !ids.includes(id)) ?? shotIds.findLast((id) => !ids.includes(id))
  const name = ids.length === 1 ? 'board.edit.remove-one' : 'board.edit.remove'
  if (!edit(name, (film) => removeShots(film, ids), { count: ids.length })) return
  if (next === undefined) selectShot(currentFilm().shots[0]?.id ?? null)
  else chooseShot(next, 'alone')
  focusSelectedCard()
}

export function splitSelected(frame: number): void {
  const { shotId } = workspaceStore.getState()
  const shot = currentFilm().shots.find(({ id }) => id === shotId)
  if (shot === undefined) return
  const names = new Set(currentFilm().shots.map(({ name }) => name))
  const second = { id: newId(), name: copyName(shot.name, names) }
  if (edit('story.edit.split', (film) => splitShot(film, shot.id, frame, second, newId))) chooseShot(second.id, 'alone')
  focusSelectedCard()
}

export function setDurations(shotIds: readonly string[], durationFrames: number): void {
  edit('story.edit.durations', (film) => stretchShots(film, shotIds, durationFrames), { count: shotIds.length })
}

export function setNames(names: ReadonlyMap<string, string>): void {
  edit('story.edit.rename', (film) => renameShots(film, names), { count: names.size })
}

export type Way = 'previous' | 'next' | 'above' | 'below' | 'first' | 'last' | 'previous-scene' | 'next-scene'

/** Walks through the shots that are shown. @param how `range` chooses all on the way */
export function walk(way: Way, how: 'alone' | 'range' = 'alone'): void {
  const shotId = target(way)
  if (shotId === undefined || shotId === null) return
  chooseShot(shotId, how)
  focusSelectedCard()
}

function target(way: Way): string | null | undefined {
  const { shotId } = workspaceStore.getState()
  const { shotIds } = currentStory()
  const at = shotId === null ? -1 : shotIds.indexOf(shotId)
  // What the filter hides is no place to walk from.
  if (at < 0 || way === 'first') return shotIds[0]
  if (way === 'last') return shotIds.at(-1)
  if (way === 'previous' || way === 'next') return shotIds[at + (way === 'next' ? 1 : -1)]
  const rows = currentRows()
  if (way === 'above' || way === 'below') return shotBeside(rows, shotId, way === 'below' ? 1 : -1)
  return sceneBeside(shotIds[at]!, way === 'next-scene' ? 1 : -1)
}

/** The first shot of the next scene; backwards that of this scene first, as a text editor's words. */
function sceneBeside(shotId: string, step: 1 | -1): string | undefined {
  const sections = currentStory().sections.filter(({ shots, closed }) => shots.length > 0 && !closed)
  const at = sections.findIndex(({ shots }) => shots.some(({ id }) => id === shotId))
  const first = sections[at]?.shots[0]?.id
  if (step === -1 && first !== shotId) return first
  return sections[at + step]?.shots[0]?.id
}
