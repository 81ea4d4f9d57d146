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

/** Ways to look at two takes; the second press goes back to side by side. */
function compareCommands(zone: 'stage' | 'takes'): Command[] {
  const inMenu = zone === 'stage'
  const ways = (['side', 'wipe', 'blink', 'difference'] as const).map((mode): Command => ({
    id: inMenu ? `stage.compare-${mode}` : `stage.compare-${mode}.takes`,
    title: `compare.command.${mode}`,
    zone,
    keys: [keysOf[mode]],
    menu: inMenu ? 'take' : null,
    unavailable: needsTwo,
    checked: () => comparison.get().mode === mode,
    run: () => {
      const isShown = generateView.get().view === 'player' && comparison.get().mode === mode
      showWorkspace('generate')
      generateView.set({ view: 'player' })
      comparison.set({ mode: isShown ? 'side' : mode })
    },
  }))
  return [
    ...ways,
    {
      id: inMenu ? 'stage.compare-swap' : 'stage.compare-swap.takes',
      title: 'compare.command.swap',
      zone,
      keys: ['Backslash'],
      menu: inMenu ? 'take' : null,
      unavailable: needsTwo,
      run: () => {
        showWorkspace('generate')
        generateView.set({ view: 'player' })
        // By the key and at a rate would be one against the other.
        comparison.set({ mode: 'blink', blinkRate: 0 })
        changeSides()
      },
    },
    {
      id: inMenu ? 'stage.matrix' : 'stage.matrix.takes',
      title: 'matrix.command',
      zone,
      keys: ['KeyM'],
      menu: inMenu ? 'take' : null,
      unavailable: needsShot,
      checked: () => generateView.get().view === 'matrix',
      run: () => {
        showWorkspace('generate')
        generateView.set({ view: generateView.get().view === 'matrix' ? 'player' : 'matrix' })
      },
    },
  ]
}

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
  ...compareCommands('stage'),
  ...compareCommands('takes'),
  ...stepCommands,
]
