import type { Command } from '../../state/command.ts'
import { needsCurrentShot, needsFilm, needsShot } from './command-reasons.ts'
import { startRenaming } from './renaming.ts'
import {
  areOfOneScene,
  chooseScene,
  dropScene,
  groupSelected,
  isGrouped,
  makeScene,
  mergeIntoBefore,
  sceneBefore,
  selectedSceneId,
  shiftScene,
  startRenamingGroup,
  ungroupSelected,
} from './scene-actions.ts'
import { selectedShotIds } from './selection.ts'
import { showStoryDialog } from './story-dialog-store.ts'
import { toggleSection } from './story-layout.ts'

const needsScene = () => needsCurrentShot() ?? (selectedSceneId() === null ? ('story.scene.needs' as const) : null)

/** Runs something on the scene of the chosen shot. */
function onScene(act: (sceneId: string) => void): () => void {
  return () => {
    const sceneId = selectedSceneId()
    if (sceneId !== null) act(sceneId)
  }
}

function sceneCommand(command: Omit<Command, 'zone' | 'menu' | 'unavailable'> & Partial<Command>): Command {
  return { zone: 'boards', menu: 'shot', unavailable: needsScene, ...command }
}

/** Of the scene and the group of the chosen shots. */
export const sceneCommands: readonly Command[] = [
  sceneCommand({
    id: 'scene.new',
    title: 'story.command.scene-new',
    keys: ['$mod+Shift+KeyN'],
    unavailable: needsFilm,
    run: () => makeScene(selectedShotIds()),
  }),
  sceneCommand({
    id: 'scene.assign',
    title: 'story.command.scene-assign',
    keys: ['KeyM'],
    unavailable: needsShot,
    run: () => showStoryDialog('scene'),
  }),
  sceneCommand({
    id: 'scene.rename',
    title: 'story.command.scene-rename',
    keys: ['$mod+F2'],
    run: onScene((id) => startRenaming({ kind: 'scene', id })),
  }),
  sceneCommand({
    id: 'scene.choose-shots',
    title: 'story.command.scene-choose',
    keys: ['$mod+Shift+KeyA'],
    unavailable: needsCurrentShot,
    run: () => chooseScene(selectedSceneId()),
  }),
  sceneCommand({
    id: 'scene.toggle',
    title: 'story.command.scene-toggle',
    keys: ['KeyE'],
    unavailable: needsCurrentShot,
    run: () => toggleSection(selectedSceneId()),
  }),
  sceneCommand({
    id: 'scene.earlier',
    title: 'story.command.scene-earlier',
    keys: ['$mod+Alt+ArrowLeft'],
    repeats: true,
    run: onScene((id) => shiftScene(id, -1)),
  }),
  sceneCommand({
    id: 'scene.later',
    title: 'story.command.scene-later',
    keys: ['$mod+Alt+ArrowRight'],
    repeats: true,
    run: onScene((id) => shiftScene(id, 1)),
  }),
  sceneCommand({
    id: 'scene.merge',
    title: 'story.command.scene-merge',
    keys: [],
    unavailable: () => needsScene() ?? (sceneBefore(selectedSceneId()!) === null ? 'story.scene.is-first' : null),
    run: onScene(mergeIntoBefore),
  }),
  sceneCommand({
    id: 'scene.remove',
    title: 'story.command.scene-remove',
    keys: [],
    run: onScene(dropScene),
  }),
  sceneCommand({
    id: 'group.make',
    title: 'story.command.group',
    keys: ['$mod+KeyG'],
    unavailable: () => needsShot() ?? (areOfOneScene() ? null : 'story.group.one-scene'),
    run: groupSelected,
  }),
  sceneCommand({
    id: 'group.rename',
    title: 'story.command.group-rename',
    keys: [],
    unavailable: () => needsCurrentShot() ?? (isGrouped() ? null : 'story.group.needs'),
    run: startRenamingGroup,
  }),
  sceneCommand({
    id: 'group.remove',
    title: 'story.command.ungroup',
    keys: ['$mod+Shift+KeyG'],
    unavailable: () => needsShot() ?? (isGrouped() ? null : 'story.group.needs'),
    run: ungroupSelected,
  }),
]
