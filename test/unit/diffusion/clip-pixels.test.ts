import { describe, expect, it } from 'vitest'
import { antialiasedResize, gaussianTaps } from '../../../core/diffusion/antialiased-resize.ts'
import { clipPixels } from '../../../core/diffusion/clip-pixels.ts'
import { patternPicture, patternValue } from '../../support/pattern-picture.ts'

const CLIP = { width: 224, height: 224 }

/** One colour of the picture that the golden values were computed from, 0..1. */
function plane(channel: number, width: number, height: number): Float32Array {
  const size = { length: width * height }
  return Float32Array.from(size, (_, i) => patternValue(channel, Math.floor(i / width), i % width) / 255)
}

const PLACES = [
  [0, 0],
  [112, 112],
  [223, 223],
  [10, 200],
] as const

/** `(_resize_with_antialiasing(2 v − 1, (224, 224)) + 1) / 2` of the pattern, PyTorch 2.13. */
const goldens = [
  {
    width: 576,
    height: 320,
    channels: [
      [0.012927, 0.12553439, 0.5651207, 0.61316669],
      [0.12665248, 0.24061799, 0.20617688, 0.57102448],
      [0.24037793, 0.37658814, 0.31990236, 0.55098832],
    ],
    mean: 0.5006778867781435,
    min: -0.03324216604232788,
    max: 1.0432467460632324,
  },
  {
    width: 1024,
    height: 576,
    channels: [
      [0.05817041, 0.45113662, 0.56656462, 0.38421184],
      [0.17189589, 0.53107834, 0.56192279, 0.34902242],
      [0.2856214, 0.43852723, 0.56483507, 0.35499242],
    ],
    mean: 0.5004399356590251,
    min: 0.05817040801048279,
    max: 0.8702929019927979,
  },
  {
    width: 96,
    height: 64,
    channels: [
      [0, 0.12326181, 0.47450981, 0.65949214],
      [0.11372548, 0.20099649, 0.58823532, 0.77321768],
      [0.22745097, 0.31198502, 0.7019608, 0.9852373],
    ],
    mean: 0.5011817148972151,
    min: -0.17585134506225586,
    max: 1.175114631652832,
  },
]

describe('gaussianTaps', () => {
  it('gives the kernel of the reference for 576 → 224: three taps', () => {
    const taps = gaussianTaps(576 / 224)
    expect([...taps].map((tap) => Number(tap.toFixed(4)))).toEqual([0.2354, 0.5292, 0.2354])
    expect(gaussianTaps(320 / 224)).toHaveLength(3)
    expect(gaussianTaps(1024 / 224)).toHaveLength(7)
  })

  it('hardly blurs a picture that grows', () => {
    expect([...gaussianTaps(0.5)]).toEqual([0, 1, 0])
  })
})

describe('antialiasedResize', () => {
  it.each(goldens)('agrees with diffusers 0.35 at $width×$height but for the rounding of float32', (golden) => {
    const { width, height, channels, mean, min, max } = golden
    const small = channels.map((_, channel) => antialiasedResize(plane(channel, width, height), golden, CLIP))
    channels.forEach((values, channel) =>
      values.forEach((value, i) => {
        const [y, x] = PLACES[i]!
        expect(Math.abs(small[channel]![y * 224 + x]! - value)).toBeLessThan(5e-7)
      }),
    )
    const all = small.flatMap((one) => [...one])
    expect(Math.abs(all.reduce((sum, value) => sum + value, 0) / all.length - mean)).toBeLessThan(1e-7)
    // Values leave 0..1 and are not held in it.
    expect(Math.abs(all.reduce((a, b) => Math.min(a, b)) - min)).toBeLessThan(5e-7)
    expect(Math.abs(all.reduce((a, b) => Math.max(a, b)) - max)).toBeLessThan(5e-7)
  })

  it('keeps a flat picture flat, at any size, one pixel included', () => {
    for (const [width, height] of [
      [1, 1],
      [3, 500],
      [700, 2],
    ] as const) {
      const small = antialiasedResize(new Float32Array(width * height).fill(0.25), { width, height }, CLIP)
      expect(small.every((value) => Math.abs(value - 0.25) < 1e-6)).toBe(true)
    }
  })
})

describe('clipPixels', () => {
  it('takes CLIP’s mean off and divides by its deviation, colour by colour', () => {
    const size = { width: 576, height: 320 }
    const pixels = clipPixels(patternPicture(size), size)
    expect(pixels).toHaveLength(3 * 224 * 224)
    expect(Math.abs(pixels[0]! - (0.012927 - 0.48145466) / 0.26862954)).toBeLessThan(1e-6)
    const blue = pixels[2 * 224 * 224 + 112 * 224 + 112]!
    expect(Math.abs(blue - (0.37658814 - 0.40821073) / 0.27577711)).toBeLessThan(1e-6)
  })
})
