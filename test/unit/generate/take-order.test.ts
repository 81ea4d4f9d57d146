import { expect, it } from 'vitest'
import type { ObedienceSummary } from '../../../core/contract/obedience.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { orderedTakes } from '../../../renderer/features/generate/take-order.ts'

function take(id: string, madeAt: number, pictureShift: number | null): TakeSummary {
  const measured = {
    state: 'measured',
    rotationDegrees: 1,
    travel: 0.1,
    relativeTo: 'travel',
    measuredFrames: 2,
    frames: 2,
  } as const
  const obedience: ObedienceSummary =
    pictureShift === null ? { state: 'unmeasurable', reason: 'lost' } : { ...measured, pictureShift }
  return { id, madeAt, obedience } as TakeSummary
}

const { obedience: _none, ...unmeasured } = take('waiting', 6, null)
const takes = [take('mush', 5, null), take('far', 1, 0.2), take('near', 2, 0.01), unmeasured, take('nearest', 3, 0.005)]

it('shows the newest take first, or the most obedient one and the unknown ones last', () => {
  expect(orderedTakes(takes, 'newest').map(({ id }) => id)).toEqual(['waiting', 'mush', 'nearest', 'near', 'far'])
  expect(orderedTakes(takes, 'obedience').map(({ id }) => id)).toEqual(['nearest', 'near', 'far', 'waiting', 'mush'])
})
