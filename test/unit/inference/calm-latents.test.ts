import { expect, it } from 'vitest'
import { calmLatents } from '../../../native-models/pipelines/calm-latents.ts'
import { floatTensor, type FloatTensor } from '../../../native-models/runtime/tensor.ts'

function latents(value: (x: number, y: number, plane: number) => number): FloatTensor {
  const data = Float32Array.from({ length: 2 * 3 * 24 * 32 }, (_, i) => {
    return value(i % 32, Math.floor(i / 32) % 24, Math.floor(i / (24 * 32)))
  })
  return floatTensor([2, 3, 24, 32], data)
}

it('takes coarse colours from the mean and fine detail from the sample, plane by plane', () => {
  const coarse = (plane: number): number => plane + 1
  const detail = (x: number, y: number): number => ((x + y) % 2 ? 0.5 : -0.5)
  const calm = calmLatents(
    latents((x, y, plane) => coarse(plane) + 3 + detail(x, y)),
    latents((_x, _y, plane) => coarse(plane)),
  )
  expect(calm.dims).toEqual([2, 3, 24, 32])
  const expected = latents((x, y, plane) => coarse(plane) + detail(x, y))
  calm.data.forEach((value, i) => expect(Math.abs(value - expected.data[i]!)).toBeLessThan(0.1))
})

it('leaves a sample that is its own mean', () => {
  const same = latents((x, y) => Math.sin(x) + y)
  expect(calmLatents(same, same).data).toEqual(same.data)
})
