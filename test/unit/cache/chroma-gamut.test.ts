import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChromaGamut } from '../../../core/cache/chroma-gamut.ts'
import { noisePicture, paint } from './scenes.ts'

function limited(gamut: ChromaGamut, colour: readonly [number, number, number]): number[] {
  const planes = Float32Array.from(colour)
  gamut.limit(planes, Uint8Array.of(1))
  return [...planes]
}

const luma = ([r = 0, g = 0, b = 0]: readonly number[]): number => r / 4 + g / 2 + b / 4
const unit = fc.double({ min: 0.25, max: 0.75, noNaN: true })

describe('ChromaGamut', () => {
  it('leaves no colour beside a drawing in black and white, and keeps how light it is', () => {
    const gamut = new ChromaGamut(paint(64, 64, (x, y) => [(x * y) % 256, (x * y) % 256, (x * y) % 256]))
    fc.assert(
      fc.property(unit, unit, unit, (r, g, b) => {
        const [red = 0, green = 0, blue = 0] = limited(gamut, [r, g, b])
        expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(0.03)
        expect(luma([red, green, blue])).toBeCloseTo(luma([r, g, b]), 5)
      }),
    )
  })

  it('keeps the tint of paper', () => {
    const gamut = new ChromaGamut(paint(64, 64, (x) => [240 - x, 220 - x, 180 - x]))
    const [red = 0, , blue = 0] = limited(gamut, [0.3, 0.5, 0.7])
    expect(red - blue).toBeCloseTo(60 / 255, 1)
  })

  it('leaves what the picture has', () => {
    const picture = noisePicture(64, 64)
    const gamut = new ChromaGamut(picture)
    fc.assert(
      fc.property(unit, unit, unit, (r, g, b) => {
        limited(gamut, [r, g, b]).forEach((value, k) => expect(value).toBeCloseTo([r, g, b][k]!, 6))
      }),
    )
  })

  it('changes chosen pixels only', () => {
    const gamut = new ChromaGamut(paint(8, 8, () => [100, 100, 100]))
    const planes = Float32Array.of(1, 1, 0, 0, 0, 0)
    gamut.limit(planes, Uint8Array.of(0, 1))
    expect([planes[0], planes[2], planes[4]]).toEqual([1, 0, 0])
    expect(planes[1]! - planes[5]!).toBeLessThan(0.03)
  })
})
