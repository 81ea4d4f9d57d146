import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fetchCubic } from '../../../core/cache/cubic-fetch.ts'
import type { TextureLevel } from '../../../core/cache/texture-level.ts'

const width = 7
const height = 5

function level(colour: (x: number, y: number, channel: number) => number): TextureLevel {
  const rgb = Float32Array.from({ length: width * height * 3 }, (_, i) => {
    const texel = Math.floor(i / 3)
    return colour(texel % width, Math.floor(texel / width), i % 3)
  })
  return { width, height, rgb }
}

function fetched(texture: TextureLevel, x: number, y: number): number[] {
  const out = new Float64Array(3)
  fetchCubic(texture, x, y, out)
  return [...out]
}

it('gives a texel’s own colour at its centre, at the border too', () => {
  const texture = level((x, y, channel) => Math.fround(Math.sin(x * 12.9 + y * 78.2 + channel * 3.7) / 2 + 0.5))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      expect(fetched(texture, x, y)).toEqual(Array.from(texture.rgb.slice(at, at + 3)))
    }
  }
})

it('keeps every slope and curve up to the second degree inside the picture', () => {
  const place = fc.double({ min: 1, max: 3, noNaN: true })
  const factor = fc.double({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(place, place, factor, factor, factor, (x, y, a, b, c) => {
      const curve = (u: number, v: number): number => a * u + b * v + c * u * v + (a * u * u) / 4 - (b * v * v) / 4
      const [red] = fetched(
        level((u, v) => curve(u, v)),
        x,
        y,
      )
      expect(red).toBeCloseTo(curve(x, y), 5)
    }),
  )
})

it('continues the border', () => {
  const texture = level((x, y, channel) => x + 10 * y + 100 * channel)
  expect(fetched(texture, 0, height - 1)).toEqual([40, 140, 240])
  const flat = level((_x, _y, channel) => channel / 4)
  for (const [x, y] of [
    [0, 0.5],
    [width - 1, 2.3],
    [3.7, height - 1],
  ] as const) {
    expect(fetched(flat, x, y).map((value) => Number(value.toFixed(9)))).toEqual([0, 0.25, 0.5])
  }
})

it('keeps more of fine detail than a linear mix', () => {
  // Stripes of three texels, sampled half a texel beside their centres, where a linear mix loses most.
  const texture = level((x) => (x % 3 === 0 ? 1 : 0))
  const [low, high] = [1.5, 2.5].map((x) => fetched(texture, x, 2)[0]!)
  expect(high! - low!).toBeGreaterThan(0.5 * 1.1)
})
