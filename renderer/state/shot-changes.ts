import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { TakeSummary } from '../../core/contract/studio.ts'
import { madeFrom, showsSameScene, showsSameShot, type MadeFrom } from '../../core/project/made-from.ts'
import type { Film } from '../../core/project/schema/film.ts'
import type { Shot } from '../../core/project/schema/shot.ts'
import { compileShotSpec } from './board-view/compiled-shot.ts'
import { filmStore } from './film-store.ts'
import { studioStore, takeStore } from './mirrors.ts'

type ShotFacts = ReadonlyMap<string, MadeFrom>

/** What a take of each shot would be made from now; shots without takes, and those not looked at yet, are left out. */
export const shotFactsStore = createStore<{ readonly facts: ShotFacts }>(() => ({ facts: new Map() }))

/** Whether the shot would give other frames than the take has; false while that is not known. */
export function isOutdated(take: TakeSummary, facts: ShotFacts): boolean {
  const now = take.shotId === null ? undefined : facts.get(take.shotId)
  const isSame = take.shotMove === undefined ? showsSameShot : showsSameScene
  return now !== undefined && !isSame(take, now)
}

export function useIsOutdated(take: TakeSummary | null): boolean {
  return useStore(shotFactsStore, ({ facts }) => take !== null && isOutdated(take, facts))
}

export function useShotFacts(): ShotFacts {
  return useStore(shotFactsStore, ({ facts }) => facts)
}

/** Nobody waits for it: edits come in bursts, and a window that opens has better things to do. */
const restMilliseconds = 1500

/** Parts of film and shot that a spec is compiled from, in one order; they are compared by identity. */
function inputsOf(film: Film, shot: Shot): readonly unknown[] {
  const { camera, boards, durationFrames, handles, anchorFrame, generation } = shot
  const board = film.boards.find(({ id }) => id === boards[0]?.boardId)
  const { format, rate, sensorWidthMm } = film
  const { packId, sampleFrames, cache } = generation
  const own = [camera, boards, durationFrames, handles, anchorFrame, packId, sampleFrames, cache]
  return [...own, board, format, rate, sensorWidthMm]
}

/** Follows the open film: compiles, in the background and one after another, each shot with takes that was changed. */
export function followShotChanges(): void {
  const known = new Map<string, readonly unknown[]>()
  let projectId: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let working = false
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), restMilliseconds)
  }
  const look = async (): Promise<void> => {
    if (working) return soon()
    working = true
    try {
      for (let shot = nextChanged(known); shot !== undefined; shot = nextChanged(known)) await lookAt(shot, known)
    } finally {
      working = false
    }
  }
  filmStore.subscribe(({ open }, before) => {
    if (open === before.open) return
    if ((open?.projectId ?? null) !== projectId) {
      projectId = open?.projectId ?? null
      known.clear()
      shotFactsStore.setState({ facts: new Map() })
    }
    if (open !== null) soon()
  })
  takeStore.subscribe(soon)
}

/** A shot with takes whose inputs are others than those that were compiled; none during a drag. */
function nextChanged(known: ReadonlyMap<string, readonly unknown[]>): Shot | undefined {
  const history = filmStore.getState().open?.history
  if (history === undefined || history.gesture !== null || studioStore.getState().studio === null) return undefined
  const film = history.present
  const taken = new Set(takeStore.getState().takes.map(({ shotId }) => shotId))
  return film.shots.find((shot) => {
    const before = known.get(shot.id)
    return taken.has(shot.id) && inputsOf(film, shot).some((input, index) => input !== before?.[index])
  })
}

async function lookAt(shot: Shot, known: Map<string, readonly unknown[]>): Promise<void> {
  const open = filmStore.getState().open
  if (open === null) return
  known.set(shot.id, inputsOf(open.history.present, shot))
  // A shot that cannot be compiled says why where it is generated.
  const facts = await compileShotSpec(shot.id).then(
    ({ spec }) => madeFrom(spec, spec.filmCameras.length),
    () => null,
  )
  if (filmStore.getState().open?.projectId !== open.projectId) return
  shotFactsStore.setState((state) => {
    const changed = new Map(state.facts)
    if (facts === null) changed.delete(shot.id)
    else changed.set(shot.id, facts)
    return { facts: changed }
  })
}
