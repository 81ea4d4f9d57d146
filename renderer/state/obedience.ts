import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Obedience } from '../../core/contract/obedience.ts'
import type { TakeSummary } from '../../core/contract/studio.ts'
import { call } from '../bridge/client.ts'
import { currentProjectId, filmStore } from './film-store.ts'
import { measuringStore } from './mirrors.ts'
import { attempt, tellFailure } from './notices.ts'

/** What was measured of takes frame by frame, those that were asked for lately. */
export const obedienceStore = createStore<{ readonly byTake: ReadonlyMap<string, Obedience> }>(() => ({
  byTake: new Map(),
}))

/** Some hundred kilobytes each at most. */
const mostKept = 24

/** For which summary each was fetched: a take that is measured again has a new one. */
const fetchedFor = new Map<string, TakeSummary['obedience']>()

filmStore.subscribe((now, before) => {
  if (now.open?.projectId === before.open?.projectId) return
  fetchedFor.clear()
  obedienceStore.setState({ byTake: new Map() })
})

/** What was measured of the take; null until it is here, and for a take that is not measured. */
export function useObedience(take: TakeSummary | null): Obedience | null {
  const id = take?.id
  const summary = take?.obedience
  useEffect(() => {
    if (id !== undefined && summary !== undefined) fetchObedience(id, summary).catch(tellFailure)
  }, [id, summary])
  return useStore(obedienceStore, ({ byTake }) => (id === undefined ? null : (byTake.get(id) ?? null)))
}

async function fetchObedience(takeId: string, summary: NonNullable<TakeSummary['obedience']>): Promise<void> {
  if (fetchedFor.get(takeId) === summary) return
  fetchedFor.set(takeId, summary)
  const projectId = currentProjectId()
  const obedience = await call('obedience.read', { projectId, takeId }).catch((thrown: unknown) => {
    // Who looks at the take again asks again.
    if (fetchedFor.get(takeId) === summary) fetchedFor.delete(takeId)
    throw thrown
  })
  if (filmStore.getState().open?.projectId !== projectId || fetchedFor.get(takeId) !== summary) return
  const { byTake } = obedienceStore.getState()
  const kept = [...byTake].filter(([id]) => id !== takeId).slice(1 - mostKept)
  for (const id of byTake.keys()) if (!kept.some(([each]) => each === id)) fetchedFor.delete(id)
  fetchedFor.set(takeId, summary)
  obedienceStore.setState({ byTake: new Map(obedience === null ? kept : [...kept, [takeId, obedience]]) })
}

/** Measures takes in the background; what cannot be read is told. */
export function measureTakes(takeIds: readonly string[]): void {
  attempt(async () => {
    await call('obedience.measure', { projectId: currentProjectId(), takeIds: [...takeIds] })
  })
}

export function stopMeasuring(): void {
  attempt(() => call('obedience.stop', {}))
}

export function useIsMeasuring(takeId: string): boolean {
  return useStore(measuringStore, ({ takeIds }) => takeIds.includes(takeId))
}

/** Degrees as lists show them: a tenth where that says enough. */
export function degreesText(degrees: number): string {
  return `${degrees.toFixed(degrees < 0.095 ? 2 : 1)}°`
}

/** A part as percent, a tenth below one percent. */
export function percentText(part: number): string {
  const percent = part * 100
  return `${percent.toFixed(percent < 0.95 ? 1 : 0)}%`
}
