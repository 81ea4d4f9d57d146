import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flowTimes } from '../../../core/diffusion/anchored-flow.ts'
import { cleanFromFlow, flowEulerStep, flowTimestep } from '../../../core/diffusion/flow-euler.ts'

const value = fc.float({ min: -4, max: 4, noNaN: true })

test('the levels are those of Wan’s own sampler, shift 5 and 3', () => {
  const [five, three] = [flowTimes(50, 5), flowTimes(50, 3)]
  const golden = [1, 0.995935, 0.8333333, 0.0925926]
  golden.forEach((level, i) => expect(five[[0, 1, 25, 49][i]!]).toBeCloseTo(level, 6))
  const shorter = [1, 0.9932432, 0.75, 0.0576923]
  shorter.forEach((level, i) => expect(three[[0, 1, 25, 49][i]!]).toBeCloseTo(level, 6))
})

test('steps walk from noise to the clean sample in a straight line, however many', () => {
  fc.assert(
    fc.property(value, value, fc.integer({ min: 1, max: 60 }), (clean, noise, steps) => {
      const sample = Float32Array.of(noise)
      const velocity = Float32Array.of(noise - clean)
      const levels = flowTimes(steps, 5)
      for (let i = 0; i < steps; i++) {
        const before = cleanFromFlow(sample, velocity, levels[i]!)
        expect(Math.abs(before[0]! - clean)).toBeLessThan(2e-5)
        flowEulerStep(sample, velocity, levels[i]!, levels[i + 1]!)
      }
      expect(Math.abs(sample[0]! - clean)).toBeLessThan(2e-5)
    }),
  )
})

test('networks are told thousandths', () => {
  expect([1, 0.5, 0].map(flowTimestep)).toEqual([1000, 500, 0])
})

test('arrays of different lengths are refused', () => {
  expect(() => flowEulerStep(new Float32Array(2), new Float32Array(3), 1, 0)).toThrow(RangeError)
})
