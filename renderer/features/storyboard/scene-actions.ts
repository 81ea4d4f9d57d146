import { freeGroupName } from '../../../core/project/edits/group-names.ts'
import { groupShots, renameGroup, ungroupShots } from '../../../core/project/edits/groups.ts'
import {
  assignToScene,
  changeScene,
  mergeScenes,
  moveScene,
  newScene,
  removeScene,
} from '../../../core/project/edits/scenes.ts'
import { storySections } from '../../../core/project/story-sections.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { studioText } from '../../../core/texts/studio/texts.ts'
import { currentFilm, edit } from '../../state/film-store.ts'
import { currentLanguage } from '../../state/language.ts'
import { newId } from '../../state/shots.ts'
import { workspaceStore } from '../../state/workspace-store.ts'
import { startRenaming } from './renaming.ts'
import { chooseShots, selectedShotIds } from './selection.ts'
import { focusSelectedCard, revealScene } from './story-focus.ts'

/** A new scene of these shots, named in place at once. */
export function makeScene(shotIds: readonly string[]): void {
  const { scenes } = currentFilm()
  const name = studioText('story.scene.new-name', currentLanguage(), { number: scenes.length + 1 })
  const scene = { id: newId(), name, note: '', placements: [] }
  if (!edit('story.edit.new-scene', (film) => newScene(film, scene, shotIds))) return
  startRenaming({ kind: 'scene', id: scene.id })
  revealScene(scene.id)
}

export function assignSelected(sceneId: string | null): void {
  const ids = selectedShotIds()
  edit('story.edit.assign', (film) => assignToScene(film, ids, sceneId), { count: ids.length })
  focusSelectedCard()
}

export function renameScene(sceneId: string, name: string): void {
  edit('story.edit.rename-scene', (film) => changeScene(film, sceneId, { name }))
}

/** The scene whose shots stand before those of this one; null for the first. */
export function sceneBefore(sceneId: string): string | null {
  const sections = storySections(currentFilm())
  const at = sections.findIndex(({ scene }) => scene?.id === sceneId)
  return sections.slice(0, Math.max(0, at)).findLast(({ scene }) => scene !== null)?.scene?.id ?? null
}

/** Puts the scene's shots at the end of the scene before it. */
export function mergeIntoBefore(sceneId: string): void {
  const into = sceneBefore(sceneId)
  if (into !== null) edit('story.edit.merge-scenes', (film) => mergeScenes(film, sceneId, into))
  focusSelectedCard()
}

export function shiftScene(sceneId: string, step: 1 | -1): void {
  edit('story.edit.move-scene', (film) => moveScene(film, sceneId, step))
  focusSelectedCard()
}

/** The shots stay. */
export function dropScene(sceneId: string): void {
  edit('story.edit.remove-scene', (film) => removeScene(film, sceneId))
  focusSelectedCard()
}

export function chooseScene(sceneId: string | null): void {
  const ids = currentFilm().shots.flatMap((shot) => (shot.sceneId === sceneId ? [shot.id] : []))
  if (ids.length === 0) return
  chooseShots(ids)
  focusSelectedCard()
}

/** The scene of the chosen shot, or null. */
export function selectedSceneId(): string | null {
  return selectedShot()?.sceneId ?? null
}

function selectedShot(): Shot | undefined {
  const { shotId } = workspaceStore.getState()
  return currentFilm().shots.find(({ id }) => id === shotId)
}

/** The chosen shots, where they are of one scene and can be a group. */
export function areOfOneScene(): boolean {
  const ids = new Set(selectedShotIds())
  const scenes = new Set(currentFilm().shots.flatMap((shot) => (ids.has(shot.id) ? [shot.sceneId] : [])))
  return scenes.size === 1
}

export function groupSelected(): void {
  const ids = selectedShotIds()
  const { shots } = currentFilm()
  const sceneId = shots.find(({ id }) => id === ids[0])?.sceneId
  const name = freeGroupName(shots.filter((shot) => shot.sceneId === sceneId))
  edit('story.edit.group', (film) => groupShots(film, ids, name), { count: ids.length })
  focusSelectedCard()
}

export function isGrouped(): boolean {
  const ids = new Set(selectedShotIds())
  return currentFilm().shots.some(({ id, group }) => ids.has(id) && group !== '')
}

export function ungroupSelected(): void {
  const ids = selectedShotIds()
  edit('story.edit.ungroup', (film) => ungroupShots(film, ids))
  focusSelectedCard()
}

export function startRenamingGroup(): void {
  const shot = selectedShot()
  if (shot !== undefined && shot.group !== '') startRenaming({ kind: 'group', sceneId: shot.sceneId, name: shot.group })
}

export function setGroupName(sceneId: string | null, group: string, name: string): void {
  edit('story.edit.rename-group', (film) => renameGroup(film, sceneId, group, name))
}
