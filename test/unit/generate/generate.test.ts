import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PackSummary, TakeSummary } from '../../../core/contract/studio.ts'
import { batchCameras, moveOfCamera, withCameraToggled } from '../../../renderer/features/generate/batch-cameras.ts'
import { estimatedMilliseconds } from '../../../renderer/features/generate/estimate.ts'
import { batchSeeds, randomSeed } from '../../../renderer/features/generate/seeds.ts'
import { takeNumbers } from '../../../renderer/features/generate/take-numbers.ts'
import { aShot } from '../project/films.ts'

const pack = { id: 'p', steps: { draft: 3, standard: 8, fine: 12 } } as PackSummary

function take(id: string, madeAt: number, change: Partial<TakeSummary> = {}): TakeSummary {
  return {
    id,
    madeAt,
    frames: 36,
    steps: 8,
    milliseconds: 6000,
    pack: { id: 'p', version: '1' },
    ...change,
  } as TakeSummary
}

test('a batch is the shot’s seed and the ones after it, each within what a shot holds', () => {
  expect(batchSeeds(7, 3)).toEqual([7, 8, 9])
  expect(batchSeeds(0xfffffffe, 4)).toEqual([0xfffffffe, 0xffffffff, 0, 1])
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const seed = randomSeed(random)
      return Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff
    }),
  )
})

test('takes are numbered by age, whatever order they come in', () => {
  const numbers = takeNumbers([take('c', 30), take('a', 10), take('b', 20)])
  expect(Object.fromEntries(numbers)).toEqual({ a: 1, b: 2, c: 3 })
})

test('the same shot again takes as long as it took; more steps take longer; nothing is guessed without a take', () => {
  const shot = aShot('s1', 'b1')
  expect(estimatedMilliseconds(shot, pack, [])).toBeNull()
  expect(estimatedMilliseconds(shot, pack, [take('other', 1, { pack: { id: 'q', version: '1' } })])).toBeNull()
  const takes = [take('a', 1), take('slow', 2, { milliseconds: 60_000 }), take('b', 3)]
  expect(estimatedMilliseconds(shot, pack, takes)).toBeCloseTo(6000)
  const fine = { ...shot, generation: { ...shot.generation, steps: 12 } }
  expect(estimatedMilliseconds(fine, pack, takes)).toBeGreaterThan(6000)
})

test('cameras of a batch are chosen one by one, stand in one order, and are never none', () => {
  expect(withCameraToggled(['own'], 'orbit-left')).toEqual(['own', 'orbit-left'])
  expect(withCameraToggled(['own', 'orbit-left'], 'push-in')).toEqual(['own', 'push-in', 'orbit-left'])
  expect(withCameraToggled(['own', 'orbit-left'], 'own')).toEqual(['orbit-left'])
  expect(withCameraToggled(['orbit-left'], 'orbit-left')).toEqual(['own'])
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...batchCameras)), (clicks) => {
      const chosen = clicks.reduce(withCameraToggled, batchCameras.slice(0, 1))
      expect(chosen).toEqual(batchCameras.filter((camera) => chosen.includes(camera)))
      return chosen.length > 0
    }),
  )
  expect([moveOfCamera('own'), moveOfCamera('pan-left')]).toEqual([null, 'pan:-12'])
})
