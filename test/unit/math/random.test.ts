import { describe, expect, it } from 'vitest'
import { randomFromState, seededRandom } from '../../../core/math/random.ts'

describe('seededRandom', () => {
  it('gives the published outputs of xoshiro128** for the state 1, 2, 3, 4', () => {
    const random = randomFromState([1, 2, 3, 4])
    expect(Array.from({ length: 10 }, () => random.nextUint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ])
  })

  it('repeats for a seed and differs between neighbouring seeds', () => {
    const draw = (seed: number) => Array.from({ length: 4 }, seededRandom(seed).nextUint32)
    expect(draw(7)).toEqual(draw(7))
    const firsts = new Set(Array.from({ length: 1000 }, (_, seed) => draw(seed)[0]))
    expect(firsts.size).toBe(1000)
    expect(draw(0xffffffff)).not.toEqual(draw(0))
  })

  it('is uniform on 0..1, 1 excluded, and normal with unit spread', () => {
    const random = seededRandom(1)
    const count = 20_000
    const units = Array.from({ length: count }, () => random.nextUnit())
    const bins = Array.from({ length: 10 }, (_, bin) => units.filter((u) => Math.floor(u * 10) === bin).length)
    expect(Math.max(...units)).toBeLessThan(1)
    // Six standard deviations of a bin's count.
    bins.forEach((size) => expect(Math.abs(size - 2000)).toBeLessThan(6 * Math.sqrt(1800)))
    const normals = Array.from({ length: count }, () => random.nextNormal())
    const mean = normals.reduce((sum, value) => sum + value, 0) / count
    const variance = normals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count
    expect(Math.abs(mean)).toBeLessThan(6 / Math.sqrt(count))
    expect(Math.abs(variance - 1)).toBeLessThan(6 * Math.sqrt(2 / count))
    const beyondTwo = normals.filter((value) => Math.abs(value) > 2).length / count
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.01)
  })
})
