import type { Command } from '../../state/command.ts'
import { currentFilm, filmStore } from '../../state/film-store.ts'
import { projectJobs, queueStore, takeStore } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { takesOfShot } from '../../state/shots.ts'
import { showWorkspace, workspaceStore } from '../../state/workspace-store.ts'
import { cancelShotJobs, removeTake, setStars, toggleChosen, toggleRejected } from './generate-actions.ts'
import { generateChanged, generateShots, wantedBatch } from './generate-shots.ts'
import { generateView } from './generate-store.ts'
import { takeViewCommands } from './compare-commands.ts'
import { jobOfShot, stagedTakes, takeForKeys, takeIdAround, takesInPlayer } from './on-stage.ts'
import { stageShot, stageTransport, stepStage } from './stage-transport.ts'

const needsFilm = () => (filmStore.getState().open === null ? ('shell.needs-film' as const) : null)
const needsPictures = () => (currentFilm().shots.length === 0 ? ('board.needs-pictures' as const) : null)
const needsShot = () =>
  needsFilm() ?? needsPictures() ?? (stageShot() === undefined ? ('board.needs-shot' as const) : null)
const needsTakes = () =>
  needsShot() ??
  (takesOfShot(takeStore.getState().takes, stageShot()?.id ?? '').length === 0
    ? ('generate.needs-take' as const)
    : null)
const needsTake = () => needsShot() ?? (currentTake() === null ? ('generate.needs-take' as const) : null)

/** The shot and its take that keys act on. */
function currentTake() {
  const shot = stageShot()
  if (shot === undefined) return null
  const { takes } = takeStore.getState()
  const { view, stage: staged } = generateView.get()
  // The matrix shows all takes alike: only those that were put on the stage stand out.
  const lookedAt =
    view === 'matrix'
      ? stagedTakes(shot.id, takes, staged)
      : takesInPlayer(shot, takes, { staged, job: jobOfShot(projectJobs(), queueStore.getState().order, shot.id) })
  const take = takeForKeys(takeIdAround(document.activeElement), takesOfShot(takes, shot.id), lookedAt)
  return take === null ? null : { shot, take }
}

function withTake(act: (found: NonNullable<ReturnType<typeof currentTake>>) => void): () => void {
  return () => {
    const found = currentTake()
    if (found !== null) act(found)
  }
}

const starCommands = [1, 2, 3, 4, 5].map((stars): Command => ({
  id: `take.stars-${stars}`,
  title: `generate.command.stars-${stars as 1}`,
  zone: 'takes',
  keys: [`Digit${stars}`],
  menu: null,
  unavailable: needsTake,
  run: withTake(({ shot, take }) => setStars(shot, take.id, stars)),
}))

const playCommands: readonly Command[] = [
  ...(['stage', 'takes'] as const).map((zone): Command => ({
    id: `${zone}.toggle`,
    title: 'generate.command.play',
    zone,
    keys: ['Space'],
    menu: null,
    unavailable: needsTakes,
    run: () => stageTransport.toggle(),
  })),
  {
    id: 'stage.back',
    title: 'generate.frame-back',
    zone: 'stage',
    keys: ['ArrowLeft'],
    menu: null,
    repeats: true,
    unavailable: needsTakes,
    run: () => stepStage(-1),
  },
  {
    id: 'stage.on',
    title: 'generate.frame-on',
    zone: 'stage',
    keys: ['ArrowRight'],
    menu: null,
    repeats: true,
    unavailable: needsTakes,
    run: () => stepStage(1),
  },
]

export const generateCommands: readonly Command[] = [
  {
    id: 'generate.shot',
    title: 'generate.command.shot',
    zone: 'everywhere',
    keys: ['$mod+Enter'],
    menu: 'take',
    whileTyping: true,
    unavailable: needsShot,
    run: () => {
      const { shotId } = workspaceStore.getState()
      if (shotId === null) return
      showWorkspace('generate')
      generateView.set({ stage: [] })
      attempt(() => generateShots([shotId], wantedBatch()))
    },
  },
  {
    id: 'generate.changed',
    title: 'generate.command.changed',
    zone: 'everywhere',
    keys: ['$mod+Shift+Enter'],
    menu: 'take',
    unavailable: () => needsFilm() ?? needsPictures(),
    run: () => attempt(generateChanged),
  },
  {
    id: 'generate.all',
    title: 'generate.command.all',
    zone: 'everywhere',
    keys: [],
    menu: 'take',
    unavailable: () => needsFilm() ?? needsPictures(),
    run: () =>
      attempt(() =>
        generateShots(
          currentFilm().shots.map(({ id }) => id),
          wantedBatch(),
        ),
      ),
  },
  {
    id: 'generate.cancel',
    title: 'generate.command.cancel',
    zone: 'everywhere',
    keys: ['$mod+Period'],
    menu: 'take',
    unavailable: needsShot,
    run: () => {
      const { shotId } = workspaceStore.getState()
      if (shotId !== null) cancelShotJobs(shotId)
    },
  },
  {
    id: 'take.choose',
    title: 'generate.choose',
    zone: 'takes',
    keys: ['Enter'],
    menu: 'take',
    unavailable: needsTake,
    run: withTake(({ shot, take }) => toggleChosen(shot, take.id)),
  },
  {
    id: 'take.reject',
    title: 'generate.reject',
    zone: 'takes',
    keys: ['KeyX'],
    menu: 'take',
    unavailable: needsTake,
    run: withTake(({ shot, take }) => toggleRejected(shot, take.id)),
  },
  {
    id: 'take.remove',
    title: 'generate.remove',
    zone: 'takes',
    keys: ['Delete'],
    menu: 'take',
    unavailable: needsTake,
    run: withTake(({ take }) => attempt(() => removeTake(take.id))),
  },
  ...playCommands,
  ...takeViewCommands,
  ...starCommands,
  {
    id: 'take.no-stars',
    title: 'generate.command.no-stars',
    zone: 'takes',
    keys: ['Digit0'],
    menu: null,
    unavailable: needsTake,
    run: withTake(({ shot, take }) => setStars(shot, take.id, 0)),
  },
]
