import type { MenuEntry } from '../../ui/menus/menu-entry.ts'
import { useText } from '../../ui/use-text.ts'
import { startRenaming } from './renaming.ts'
import { chooseScene, dropScene, makeScene, mergeIntoBefore, sceneBefore, shiftScene } from './scene-actions.ts'
import { currentFilm } from '../../state/film-store.ts'

/** The menu of a section's heading. @param sceneId null for shots without a scene */
export function useSceneMenu(sceneId: string | null): readonly MenuEntry[] {
  const text = useText()
  const choose: MenuEntry = {
    id: 'choose',
    label: text('story.command.scene-choose'),
    onSelect: () => chooseScene(sceneId),
  }
  if (sceneId === null) {
    const make = (): void => makeScene(currentFilm().shots.flatMap((shot) => (shot.sceneId === null ? [shot.id] : [])))
    return [choose, { id: 'make', label: text('story.scene.of-these'), onSelect: make }]
  }
  const noneBefore = sceneBefore(sceneId) === null ? text('story.scene.is-first') : undefined
  return [
    {
      id: 'rename',
      label: text('story.command.scene-rename'),
      onSelect: () => startRenaming({ kind: 'scene', id: sceneId }),
    },
    choose,
    { kind: 'separator', id: 'order' },
    { id: 'up', label: text('story.command.scene-earlier'), onSelect: () => shiftScene(sceneId, -1) },
    { id: 'down', label: text('story.command.scene-later'), onSelect: () => shiftScene(sceneId, 1) },
    {
      id: 'merge',
      label: text('story.command.scene-merge'),
      ...(noneBefore === undefined ? {} : { disabledReason: noneBefore }),
      onSelect: () => mergeIntoBefore(sceneId),
    },
    { kind: 'separator', id: 'end' },
    { id: 'remove', label: text('story.command.scene-remove'), danger: true, onSelect: () => dropScene(sceneId) },
  ]
}
