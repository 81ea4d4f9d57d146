import { easingSchema } from '../../../core/camera/path-schema.ts'
import type { Command, Zone } from '../../state/command.ts'
import { workspaceStore } from '../../state/workspace-store.ts'
import { cameraSession } from './session/camera-session.ts'
import { showFrame } from './session/current-shot.ts'
import { easeSegments, loopsNow, nudgeKeys, toggleLoop } from './session/key-actions.ts'
import { startTransform } from './session/key-transform.ts'
import { cameraLayout } from './session/layout.ts'
import { setLookingFor } from './session/look-at.ts'
import { isRecording, startRecording, stopRecording } from './session/recorder.ts'
import {
  needsChoice,
  needsEasing,
  needsKeys,
  needsMove,
  needsPilot,
  needsShot,
  timeAndKeys,
  type Entry,
} from './time-commands.ts'
import { fitTimeline } from './timeline/scale-store.ts'
import {
  flight,
  frameAll,
  frameSelection,
  lookFromCamera,
  showNamedView,
  toggleOrthographic,
} from './viewport/eye-control.ts'
import { rollPiloted } from './viewport/pilot-roll.ts'

const viewport: readonly Entry[] = [
  { id: 'camera.frame', title: 'camera.tool.frame', keys: ['KeyF'], menu: 'view', run: frameSelection },
  { id: 'camera.frame-all', title: 'camera.tool.frame-all', keys: ['KeyA', 'Home'], menu: 'view', run: frameAll },
  {
    id: 'camera.swap',
    title: 'camera.tool.swap',
    keys: ['KeyT'],
    menu: 'view',
    run: () => cameraLayout.set({ swapped: !cameraLayout.get().swapped }),
  },
  {
    id: 'camera.gizmo-move',
    title: 'camera.command.move-keys',
    keys: ['KeyG'],
    menu: null,
    run: () => startTransform('move'),
  },
  {
    id: 'camera.gizmo-rotate',
    title: 'camera.command.turn-keys',
    keys: ['KeyR'],
    menu: null,
    run: () => startTransform('rotate'),
  },
  {
    id: 'camera.inspector',
    title: 'camera.tool.inspector',
    keys: ['KeyN'],
    menu: 'view',
    checked: () => cameraLayout.get().inspector,
    run: () => cameraLayout.set({ inspector: !cameraLayout.get().inspector }),
  },
  {
    id: 'camera.view-camera',
    title: 'camera.command.view-camera',
    keys: ['Numpad0', 'Control+Alt+Digit0'],
    menu: null,
    unavailable: needsShot,
    run: lookFromCamera,
  },
  {
    id: 'camera.view-front',
    title: 'camera.command.view-front',
    keys: ['Numpad1', 'Control+Alt+Digit1'],
    menu: null,
    run: () => showNamedView('front'),
  },
  {
    id: 'camera.view-right',
    title: 'camera.command.view-right',
    keys: ['Numpad3', 'Control+Alt+Digit3'],
    menu: null,
    run: () => showNamedView('right'),
  },
  {
    id: 'camera.view-top',
    title: 'camera.command.view-top',
    keys: ['Numpad7', 'Control+Alt+Digit7'],
    menu: null,
    run: () => showNamedView('top'),
  },
  {
    id: 'camera.view-ortho',
    title: 'camera.command.view-ortho',
    keys: ['Numpad5', 'Control+Alt+Digit5'],
    menu: null,
    run: toggleOrthographic,
  },
  {
    id: 'camera.loop',
    title: 'camera.command.loop',
    keys: [],
    menu: 'camera',
    checked: loopsNow,
    unavailable: needsMove,
    run: toggleLoop,
  },
  {
    id: 'camera.model-view',
    title: 'camera.tool.model-view',
    keys: ['KeyM'],
    menu: 'view',
    checked: () => cameraLayout.get().modelView,
    run: () => cameraLayout.set({ modelView: !cameraLayout.get().modelView }),
  },
]

const operating: readonly Entry[] = [
  {
    id: 'camera.record',
    title: 'camera.command.record',
    keys: ['Shift+KeyR'],
    menu: 'camera',
    unavailable: needsKeys,
    checked: isRecording,
    run: () => (isRecording() ? stopRecording() : startRecording(flight)),
  },
  {
    id: 'camera.look-at',
    title: 'camera.command.look-at',
    keys: ['KeyL'],
    menu: 'camera',
    unavailable: needsKeys,
    checked: () => cameraSession.getState().lookingFor,
    run: () => setLookingFor(!cameraSession.getState().lookingFor),
  },
  {
    id: 'camera.roll-left',
    title: 'camera.command.roll-left',
    keys: ['KeyZ'],
    menu: null,
    unavailable: needsPilot,
    run: () => rollPiloted(-1),
  },
  {
    id: 'camera.roll-right',
    title: 'camera.command.roll-right',
    keys: ['KeyX'],
    menu: null,
    unavailable: needsPilot,
    run: () => rollPiloted(1),
  },
  {
    id: 'camera.ghosts',
    title: 'camera.tool.ghosts',
    keys: ['KeyO'],
    menu: 'view',
    checked: () => cameraLayout.get().ghosts,
    run: () => cameraLayout.set({ ghosts: !cameraLayout.get().ghosts }),
  },
]

const dopeSheet: readonly Entry[] = [
  ...easingSchema.options.map((easing, index): Entry => ({
    id: `camera.easing-${easing}`,
    title: `camera.easing.${easing}`,
    keys: [`Digit${index + 1}`],
    menu: null,
    unavailable: needsEasing,
    run: () => easeSegments(easing),
  })),
  {
    id: 'camera.nudge-back',
    title: 'camera.command.nudge-back',
    keys: ['Alt+ArrowLeft'],
    menu: null,
    repeats: true,
    unavailable: needsChoice,
    run: () => nudgeKeys(-1),
  },
  {
    id: 'camera.nudge-forward',
    title: 'camera.command.nudge-forward',
    keys: ['Alt+ArrowRight'],
    menu: null,
    repeats: true,
    unavailable: needsChoice,
    run: () => nudgeKeys(1),
  },
  {
    id: 'camera.first-frame',
    title: 'camera.command.first',
    keys: ['Home'],
    menu: null,
    run: () => showFrame(-Infinity),
  },
  { id: 'camera.fit', title: 'camera.command.fit', keys: ['KeyF'], menu: null, run: fitTimeline },
]

/** The View menu has these everywhere; where no viewport is seen they would change it behind the user's back. */
function onlyHere(entry: Entry): Entry {
  const elsewhere = () => (workspaceStore.getState().workspace === 'camera' ? null : ('camera.why.workspace' as const))
  return { ...entry, unavailable: () => elsewhere() ?? entry.unavailable?.() ?? null }
}

function inZone(zone: Zone, entries: readonly Entry[]): Command[] {
  return entries.map((entry) => ({ ...entry, zone }))
}

/** The dope sheet's own copies are left out of the menus. */
function repeatedIn(zone: Zone, entries: readonly Entry[]): Command[] {
  return entries.map((entry) => ({ ...entry, id: `${entry.id}.${zone}`, menu: null, zone }))
}

/** Every command of the Camera workspace. */
export const cameraCommands: readonly Command[] = [
  ...inZone('viewport', timeAndKeys),
  ...inZone('viewport', [...operating, ...viewport].map(onlyHere)),
  ...repeatedIn('keys', timeAndKeys),
  ...inZone('keys', dopeSheet),
]
