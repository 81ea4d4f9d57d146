import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Resampler } from '../../../renderer/features/timeline/recording/resample.ts'

function tone(hertz: number, rate: number, count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / rate))
}

/** Loudest difference from a tone, its first and last few milliseconds left out. */
function differenceFrom(samples: Float32Array, hertz: number, rate: number): number {
  const wanted = tone(hertz, rate, samples.length)
  const edge = 200
  return samples.reduce(
    (most, sample, index) =>
      index < edge || index > samples.length - edge ? most : Math.max(most, Math.abs(sample - wanted[index]!)),
    0,
  )
}

test.each([
  [44_100, 48_000, 997],
  [44_100, 48_000, 12_000],
  [96_000, 48_000, 3000],
  [16_000, 48_000, 3000],
])('a tone at %i Hz is the same tone at %i Hz: %i', (fromRate, toRate, hertz) => {
  const made = new Resampler(fromRate, toRate).add(tone(hertz, fromRate, fromRate / 2))
  expect(made.length).toBeGreaterThan(toRate / 2 - 200)
  expect(made.length).toBeLessThanOrEqual(toRate / 2)
  // A thousandth, 60 decibels below.
  expect(differenceFrom(made, hertz, toRate)).toBeLessThan(1e-3)
})

test('what the lower rate cannot hold is taken out, not folded down', () => {
  const made = new Resampler(96_000, 48_000).add(tone(36_000, 96_000, 48_000))
  expect(Math.max(...made.subarray(200, made.length - 200).map(Math.abs))).toBeLessThan(1e-2)
})

test('however the sound is cut into pieces, the same comes out', () => {
  const source = tone(440, 44_100, 4410)
  const whole = new Resampler(44_100, 48_000).add(source)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4410 }), { maxLength: 12 }), (cuts) => {
      const resampler = new Resampler(44_100, 48_000)
      const places = [0, ...cuts.toSorted((a, b) => a - b), source.length]
      const made = places.slice(1).flatMap((place, index) => [...resampler.add(source.slice(places[index], place))])
      expect(made).toEqual([...whole])
    }),
    { numRuns: 20 },
  )
})

test('the same rate is left alone', () => {
  const source = tone(440, 48_000, 480)
  expect(new Resampler(48_000, 48_000).add(source)).toEqual(source)
})
