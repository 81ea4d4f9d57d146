import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import type { Command } from '../../state/command.ts'
import { cameraSession, selectKeys } from './session/camera-session.ts'
import { currentPath, currentShot, playheadFrame, showFrame } from './session/current-shot.ts'
import {
  chosenKeys,
  copyKeys,
  cutKeys,
  deleteKeys,
  goToKey,
  pasteKeys,
  selectAllKeys,
  setKeyHere,
  stepLens,
} from './session/key-actions.ts'
import { setLookingFor } from './session/look-at.ts'
import { player } from './session/player.ts'
import { cancelRecording, isRecording } from './session/recorder.ts'
import { setPilot } from './viewport/eye-control.ts'

export const needsShot = (): StudioTextKey | null => (currentShot() === null ? 'camera.why.no-shot' : null)
export const needsKeys = (): StudioTextKey | null =>
  needsShot() ?? (currentPath() === null ? 'camera.why.no-keys' : null)
export const needsPilot = (): StudioTextKey | null =>
  needsKeys() ?? (cameraSession.getState().pilot ? null : 'camera.why.no-pilot')
export const needsChoice = (): StudioTextKey | null =>
  needsKeys() ?? (chosenKeys().length === 0 ? 'camera.why.no-selection' : null)
const needsClipboard = (): StudioTextKey | null =>
  needsKeys() ?? (cameraSession.getState().clipboard.length === 0 ? 'camera.why.clipboard' : null)
export const needsEasing = (): StudioTextKey | null =>
  needsKeys() ?? (currentPath()?.speed === 'constant' ? 'camera.why.constant' : null)

/** A path that stands still, and is no loop of rolling, has nothing to come back from. */
export const needsMove = (): StudioTextKey | null => {
  const path = currentPath()
  return needsKeys() ?? (path !== null && path.keys.length < 2 && !path.loop ? 'camera.why.static' : null)
}

/** Frames in a second of the film. */
function secondFrames(): number {
  const rate = currentShot()?.film.rate
  return rate === undefined ? 24 : Math.round(rate.numerator / rate.denominator)
}

const step = (frames: number): void => {
  player.stop()
  showFrame(playheadFrame() + frames)
}

/** Esc leaves what is going on first, and the choice last. */
function leaveModeOrChoice(): void {
  if (isRecording()) cancelRecording()
  else if (cameraSession.getState().lookingFor) setLookingFor(false)
  else selectKeys([])
}

/** A command whose zone is told where it is listed. */
export type Entry = Omit<Command, 'zone'>

/** Commands about time and keys: they work in the viewport and in the dope sheet alike. */
export const timeAndKeys: readonly Entry[] = [
  {
    id: 'camera.set-key',
    title: 'camera.command.set-key',
    keys: ['KeyI', 'KeyK', 'Enter'],
    menu: 'camera',
    unavailable: needsKeys,
    run: setKeyHere,
  },
  {
    id: 'camera.delete-keys',
    title: 'camera.command.delete-keys',
    keys: ['Delete', 'Backspace', 'Shift+Enter'],
    menu: 'camera',
    unavailable: needsKeys,
    run: deleteKeys,
  },
  {
    id: 'camera.play',
    title: 'camera.command.play',
    keys: ['Space'],
    menu: 'camera',
    unavailable: needsShot,
    run: () => player.toggle(),
  },
  {
    id: 'camera.previous-key',
    title: 'camera.command.previous-key',
    keys: ['Comma'],
    menu: 'camera',
    unavailable: needsKeys,
    run: () => goToKey(-1),
  },
  {
    id: 'camera.next-key',
    title: 'camera.command.next-key',
    keys: ['Period'],
    menu: 'camera',
    unavailable: needsKeys,
    run: () => goToKey(1),
  },
  {
    id: 'camera.step-back',
    title: 'camera.command.step-back',
    keys: ['ArrowLeft'],
    menu: null,
    repeats: true,
    run: () => step(-1),
  },
  {
    id: 'camera.step-forward',
    title: 'camera.command.step-forward',
    keys: ['ArrowRight'],
    menu: null,
    repeats: true,
    run: () => step(1),
  },
  {
    id: 'camera.second-back',
    title: 'camera.command.second-back',
    keys: ['Shift+ArrowLeft'],
    menu: null,
    repeats: true,
    run: () => step(-secondFrames()),
  },
  {
    id: 'camera.second-forward',
    title: 'camera.command.second-forward',
    keys: ['Shift+ArrowRight'],
    menu: null,
    repeats: true,
    run: () => step(secondFrames()),
  },
  { id: 'camera.last-frame', title: 'camera.command.last', keys: ['End'], menu: null, run: () => showFrame(Infinity) },
  {
    id: 'camera.copy-keys',
    title: 'camera.command.copy-keys',
    keys: ['$mod+KeyC'],
    menu: null,
    unavailable: needsChoice,
    run: copyKeys,
  },
  {
    id: 'camera.cut-keys',
    title: 'camera.command.cut-keys',
    keys: ['$mod+KeyX'],
    menu: null,
    unavailable: needsChoice,
    run: cutKeys,
  },
  {
    id: 'camera.paste-keys',
    title: 'camera.command.paste-keys',
    keys: ['$mod+KeyV'],
    menu: null,
    unavailable: needsClipboard,
    run: pasteKeys,
  },
  {
    id: 'camera.select-all',
    title: 'camera.command.select-all',
    keys: ['$mod+KeyA'],
    menu: null,
    unavailable: needsKeys,
    run: selectAllKeys,
  },
  {
    id: 'camera.deselect',
    title: 'camera.command.deselect',
    keys: ['Escape'],
    menu: null,
    run: leaveModeOrChoice,
  },
  {
    id: 'camera.previous-lens',
    title: 'camera.command.previous-lens',
    keys: ['BracketLeft'],
    menu: null,
    unavailable: needsKeys,
    run: () => stepLens(-1),
  },
  {
    id: 'camera.next-lens',
    title: 'camera.command.next-lens',
    keys: ['BracketRight'],
    menu: null,
    unavailable: needsKeys,
    run: () => stepLens(1),
  },
  {
    id: 'camera.pilot',
    title: 'camera.tool.pilot',
    keys: ['$mod+Shift+KeyP'],
    menu: 'camera',
    unavailable: needsKeys,
    checked: () => cameraSession.getState().pilot,
    run: () => setPilot(!cameraSession.getState().pilot),
  },
]
