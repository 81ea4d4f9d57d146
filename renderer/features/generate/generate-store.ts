import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { z } from 'zod'
import { workspaceSlice } from '../../state/workspace-store.ts'
import { batchCameras } from './batch-cameras.ts'

/** Takes that play side by side at most. */
export const mostCompared = 4

/** What Generate remembers. */
export const generateView = workspaceSlice(
  'generate',
  z.object({
    /** Takes on the stage, of any shot; those of the shown shot count. */
    stage: z.array(z.string()).max(200).catch([]),
    /** Seeds made by one press of Generate. */
    batch: z.number().int().min(1).max(16).catch(1),
    /** Cameras made by one press of Generate, each with every seed. */
    cameras: z.array(z.enum(batchCameras)).min(1).catch(['own']),
    loop: z.boolean().catch(true),
    order: z.enum(['newest', 'obedience']).catch('newest'),
    /** What the stage shows: takes that are looked at, or all of them by camera and seed. */
    view: z.enum(['player', 'matrix']).catch('player'),
    panes: z.record(z.string(), z.number()).optional(),
    rows: z.record(z.string(), z.number()).optional(),
  }),
  { stage: [], batch: 1, cameras: ['own'], loop: true, order: 'newest', view: 'player' },
)

/** Shots whose specs are being compiled at the moment, before their jobs exist. */
export const compilingStore = createStore<{ readonly shotIds: readonly string[] }>(() => ({ shotIds: [] }))

export function useIsCompiling(shotId: string): boolean {
  return useStore(compilingStore, ({ shotIds }) => shotIds.includes(shotId))
}

/** Shows one take alone, or adds it to (takes it off) those side by side. */
export function stageTake(takeId: string, how: 'alone' | 'beside', ofShot: readonly string[]): void {
  const staged = generateView.get().stage.filter((id) => ofShot.includes(id))
  if (how === 'alone') return generateView.set({ stage: [takeId] })
  const without = staged.filter((id) => id !== takeId)
  const stage = without.length < staged.length ? without : [...staged, takeId].slice(-mostCompared)
  generateView.set({ stage: stage.length > 0 ? stage : [takeId] })
}

/** The element of a take's card that gets the focus. */
export function takeFaceId(takeId: string): string {
  return `take-${takeId}`
}
