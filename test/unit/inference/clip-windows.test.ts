import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Denoiser, DenoiserConditions } from '../../../native-models/components/denoiser.ts'
import { clipWindows, windowedPredictor } from '../../../native-models/pipelines/clip-windows.ts'
import { floatTensor, type FloatTensor } from '../../../native-models/runtime/tensor.ts'

const clips = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 4, max: 40 }))
const noConditions = {} as DenoiserConditions
const atOnce = async (): Promise<void> => undefined

/** `[count, 2]`: each sample holds its number and its negative. */
function samples(count: number): FloatTensor {
  return floatTensor(
    [count, 2],
    Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 ? -1 : 1) * (i >> 1)),
  )
}

describe('clipWindows', () => {
  it('is one window over all samples where they fit', () => {
    expect(clipWindows(3, 16)).toEqual([{ rows: [0, 1, 2], weights: [1, 1, 1] }])
    expect(clipWindows(16, 16)).toHaveLength(1)
  })

  it('else covers every sample, in windows no longer than allowed that start with the first sample', () => {
    fc.assert(
      fc.property(clips, ([count, longest]) => {
        const windows = clipWindows(count, longest)
        const total = new Array<number>(count).fill(0)
        for (const { rows, weights } of windows) {
          expect(rows.length).toBeLessThanOrEqual(longest)
          expect(rows[0]).toBe(0)
          expect([...rows].sort((a, b) => a - b)).toEqual(rows)
          rows.forEach((row, i) => (total[row]! += weights[i]!))
        }
        expect(Math.min(...total)).toBeGreaterThan(0)
      }),
    )
  })

  it('neighbouring windows share samples', () => {
    const windows = clipWindows(40, 16)
    for (const [i, { rows }] of windows.slice(1).entries()) {
      expect(rows.slice(1).filter((row) => row > 0 && windows[i]!.rows.includes(row)).length).toBeGreaterThan(2)
    }
  })
})

describe('windowedPredictor', () => {
  const echo = { predictClean: async (sample: FloatTensor) => sample } as unknown as Denoiser

  it('gives back what all windows agree on', async () => {
    const windows = clipWindows(40, 16)
    const predict = windowedPredictor(
      echo,
      windows,
      windows.map(() => noConditions),
      atOnce,
    )
    const clean = await predict(samples(40), 1)
    expect(clean.dims).toEqual([40, 2])
    clean.data.forEach((value, i) => expect(value).toBeCloseTo(samples(40).data[i]!, 4))
  })

  it('passes gradually from one window’s answer to the next one’s, and waits between windows', async () => {
    let run = 0
    let waits = 0
    const counting = {
      predictClean: async ({ dims, data }: FloatTensor) => ({ dims, data: data.map(() => run), run: run++ }),
    } as unknown as Denoiser
    const windows = clipWindows(27, 16)
    const predict = windowedPredictor(
      counting,
      windows,
      windows.map(() => noConditions),
      async () => void waits++,
    )
    const values = [...(await predict(samples(27), 1)).data].filter((_, i) => i % 2 === 0)
    expect([windows.length, waits]).toEqual([2, 1])
    expect(values.toSorted((a, b) => a - b)).toEqual(values)
    expect([values[0], values[1], values[26]]).toEqual([0, 0, 1])
    const steps = values.slice(1).map((value, i) => value - values[i]!)
    expect(Math.max(...steps)).toBeLessThan(0.5)
  })
})
