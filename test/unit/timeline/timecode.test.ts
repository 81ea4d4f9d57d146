import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatTimecode, framesPerDay, parseTimecode, type TimecodeFormat } from '../../../core/timeline/timecode.ts'

const rate = (numerator: number, denominator = 1) => ({ numerator, denominator })
const drop30: TimecodeFormat = { rate: rate(30000, 1001), dropFrame: true }
const drop60: TimecodeFormat = { rate: rate(60000, 1001), dropFrame: true }
const film: TimecodeFormat = { rate: rate(24000, 1001), dropFrame: false }
const formats: TimecodeFormat[] = [
  drop30,
  drop60,
  film,
  { rate: rate(24), dropFrame: false },
  { rate: rate(25), dropFrame: false },
  { rate: rate(30000, 1001), dropFrame: false },
  { rate: rate(120), dropFrame: false },
]

function codeOf(text: string, format: TimecodeFormat): string {
  const result = parseTimecode(text, format)
  return result.ok ? String(result.value) : result.error.code
}

describe('timecode', () => {
  // Published drop-frame values: the tenth minute is frame 17982, the hour 107892, at 29.97.
  test.each<[TimecodeFormat, number, string]>([
    [drop30, 0, '00:00:00;00'],
    [drop30, 1799, '00:00:59;29'],
    [drop30, 1800, '00:01:00;02'],
    [drop30, 17981, '00:09:59;29'],
    [drop30, 17982, '00:10:00;00'],
    [drop30, 107892, '01:00:00;00'],
    [drop60, 3599, '00:00:59;59'],
    [drop60, 3600, '00:01:00;04'],
    [drop60, 215784, '01:00:00;00'],
    [film, 86400, '01:00:00:00'],
    [{ rate: rate(25), dropFrame: false }, 90000 + 26, '01:00:01:01'],
    [{ rate: rate(120), dropFrame: false }, 119, '00:00:00:119'],
    [{ rate: rate(8), dropFrame: false }, 8 * 3600 + 3, '01:00:00:03'],
  ])('%j frame %i is %s', (format, frames, text) => {
    expect(formatTimecode(frames, format)).toBe(text)
    expect(codeOf(text, format)).toBe(String(frames))
  })

  test('round trip over the whole day, at every rate', () => {
    fc.assert(
      fc.property(fc.constantFrom(...formats), fc.nat(), (format, any) => {
        const frames = any % framesPerDay(format)
        expect(codeOf(formatTimecode(frames, format), format)).toBe(String(frames))
      }),
      { numRuns: 500 },
    )
  })

  test('counting frame by frame over a minute and a ten-minute border skips exactly the dropped numbers', () => {
    const texts = Array.from({ length: 18100 }, (_, frame) => formatTimecode(frame, drop30))
    expect(new Set(texts).size).toBe(texts.length)
    expect([...texts].toSorted()).toEqual(texts)
    expect(texts.filter((text) => /:00;0[01]$/.test(text) && !/0:00;/.test(text))).toEqual([])
  })

  test('drop-frame keeps up with the clock: a day is within two frames of 86400 seconds', () => {
    for (const format of [drop30, drop60]) {
      const seconds = (framesPerDay(format) * format.rate.denominator) / format.rate.numerator
      expect(Math.abs(seconds - 86400)).toBeLessThan(0.1)
    }
  })

  test('wraps at 24 hours in both directions', () => {
    expect(formatTimecode(framesPerDay(drop30), drop30)).toBe('00:00:00;00')
    expect(formatTimecode(-1, film)).toBe('23:59:59:23')
  })

  test.each([
    ['1:2', 'timecode.syntax'],
    ['', 'timecode.syntax'],
    ['aa:bb:cc:dd', 'timecode.syntax'],
    ['00:00:00:24', 'timecode.range'],
    ['00:60:00:00', 'timecode.range'],
    ['24:00:00:00', 'timecode.range'],
    ['00:00:00;00', 'timecode.drop-frame'],
  ])('%j is refused as %s', (text, code) => {
    expect(codeOf(text, film)).toBe(code)
  })

  test('a number that drop-frame skips is refused, its tenth-minute twin is not', () => {
    expect(codeOf('00:01:00;01', drop30)).toBe('timecode.dropped-number')
    expect(codeOf('00:01:00;03', drop60)).toBe('timecode.dropped-number')
    expect(codeOf('00:10:00;01', drop30)).toBe('17983')
    expect(codeOf('00:01:00:02', drop30)).toBe('timecode.drop-frame')
  })

  test('only 29.97 and 59.94 have drop-frame', () => {
    expect(() => formatTimecode(0, { rate: rate(24000, 1001), dropFrame: true })).toThrow(RangeError)
  })
})
