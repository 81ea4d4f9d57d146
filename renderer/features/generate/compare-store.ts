import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { z } from 'zod'
import { differenceGains, type DifferenceGain } from '../../../core/takes/picture-difference.ts'
import { workspaceSlice } from '../../state/workspace-store.ts'

export const compareModes = ['side', 'wipe', 'blink', 'difference'] as const
export type CompareMode = (typeof compareModes)[number]

/** Changes a second from one take to the other; 0 changes by the key alone. No more than two flashes a second. */
export const blinkRates = [0, 1, 2, 4] as const

interface Comparison {
  readonly mode: CompareMode
  /** Where the divider is, as a part of the width. */
  readonly wipe: number
  readonly blinkRate: (typeof blinkRates)[number]
  readonly gain: DifferenceGain
}

/** How two takes are compared. */
export const comparison = workspaceSlice<Comparison>(
  'compare',
  z.object({
    mode: z.enum(compareModes).catch('side'),
    wipe: z.number().min(0).max(1).catch(0.5),
    blinkRate: z.literal(blinkRates).catch(2),
    gain: z.literal(differenceGains).catch(4),
  }),
  { mode: 'side', wipe: 0.5, blinkRate: 2, gain: 4 },
)

export function useComparison<Part>(select: (value: Comparison) => Part): Part {
  return comparison.use(select)
}

/** Which of the two takes is seen while they blink. */
export const blinkStore = createStore<{ readonly side: 0 | 1 }>(() => ({ side: 0 }))

export function useBlinkSide(): 0 | 1 {
  return useStore(blinkStore, ({ side }) => side)
}

export function changeSides(): void {
  blinkStore.setState(({ side }) => ({ side: side === 0 ? 1 : 0 }))
}
