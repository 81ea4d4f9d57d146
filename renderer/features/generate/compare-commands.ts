import type { Command } from '../../state/command.ts'
import { filmStore } from '../../state/film-store.ts'
import { takeStore } from '../../state/mirrors.ts'
import { takesOfShot } from '../../state/shots.ts'
import { showWorkspace } from '../../state/workspace-store.ts'
import { changeSides, comparison, type CompareMode } from './compare-store.ts'
import { generateView } from './generate-store.ts'
import { stageShot, stepStage } from './stage-transport.ts'

const needsShot = () =>
  filmStore.getState().open === null
    ? ('shell.needs-film' as const)
    : stageShot() === undefined
      ? ('board.needs-shot' as const)
      : null

/** Exactly two takes of the shot are on the stage. */
function needsTwo() {
  const missing = needsShot()
  if (missing !== null) return missing
  const own = takesOfShot(takeStore.getState().takes, stageShot()?.id ?? '')
  const staged = generateView.get().stage.filter((id) => own.some((take) => take.id === id))
  return staged.length === 2 ? null : ('compare.needs-two' as const)
}

const keysOf: Readonly<Record<CompareMode, string>> = { side: 'KeyS', wipe: 'KeyW', blink: 'KeyB', difference: 'KeyD' }

function show(view: 'player' | 'matrix'): void {
  showWorkspace('generate')
  generateView.set({ view })
}

/** Ways to look at two takes; the second press goes back to side by side. */
const ways = (['side', 'wipe', 'blink', 'difference'] as const).map((mode) => ({
  id: `stage.compare-${mode}`,
  title: `compare.command.${mode}` as const,
  keys: [keysOf[mode]],
  unavailable: needsTwo,
  checked: () => comparison.get().mode === mode,
  run: () => {
    const isShown = generateView.get().view === 'player' && comparison.get().mode === mode
    show('player')
    comparison.set({ mode: isShown ? 'side' : mode })
  },
}))

const stageCommands: readonly Omit<Command, 'zone' | 'menu'>[] = [
  ...ways,
  {
    id: 'stage.compare-swap',
    title: 'compare.command.swap',
    keys: ['Backslash'],
    unavailable: needsTwo,
    run: () => {
      show('player')
      // By the key and at a rate would be one against the other.
      comparison.set({ mode: 'blink', blinkRate: 0 })
      changeSides()
    },
  },
  {
    id: 'stage.matrix',
    title: 'matrix.command',
    keys: ['KeyM'],
    unavailable: needsShot,
    checked: () => generateView.get().view === 'matrix',
    run: () => show(generateView.get().view === 'matrix' ? 'player' : 'matrix'),
  },
]

/** Frames are stepped in a list of takes with Alt: the arrows alone go from take to take. */
const stepCommands = [-1, 1].map((frames): Command => ({
  id: frames < 0 ? 'stage.back.takes' : 'stage.on.takes',
  title: frames < 0 ? 'generate.frame-back' : 'generate.frame-on',
  zone: 'takes',
  keys: [frames < 0 ? 'Alt+ArrowLeft' : 'Alt+ArrowRight'],
  menu: null,
  repeats: true,
  unavailable: needsShot,
  run: () => stepStage(frames),
}))

/** The commands on the matrix and on comparing takes. */
export const takeViewCommands: readonly Command[] = [
  ...stageCommands.map((command): Command => ({ ...command, zone: 'stage', menu: 'take' })),
  ...stageCommands.map((command): Command => ({ ...command, id: `${command.id}.takes`, zone: 'takes', menu: null })),
  ...stepCommands,
]
