import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comingFrames, frameDue } from '../../../renderer/state/playback/frame-clock.ts'

const anyPlay = fc.record({
  start: fc.integer({ min: 0, max: 500 }),
  length: fc.integer({ min: 1, max: 300 }),
  from: fc.nat(299),
  speed: fc.constantFrom(1, 2, 4, 8, 0.25, -1, -2, -0.25),
  rate: fc.constantFrom({ numerator: 24, denominator: 1 }, { numerator: 30_000, denominator: 1001 }),
  loop: fc.boolean(),
})

test('the frame that is due follows from the time alone', () => {
  fc.assert(
    fc.property(anyPlay, fc.nat(20_000), ({ start, length, from, speed, rate, loop }, milliseconds) => {
      const range = { start, end: start + length }
      const startFrame = start + (from % length)
      const { frame, ended } = frameDue({ startFrame, speed }, milliseconds, { range, rate, loop })
      const passed = Math.floor((milliseconds * rate.numerator * Math.abs(speed)) / (rate.denominator * 1000) + 1e-6)
      let expected = startFrame + Math.sign(speed) * passed
      const inside = expected >= range.start && expected < range.end
      expect(ended).toBe(!inside && !loop)
      if (ended) return void expect(frame).toBe(speed > 0 ? range.end - 1 : range.start)
      while (expected >= range.end) expected -= length
      while (expected < range.start) expected += length
      expect(frame).toBe(expected)
    }),
  )
})

test('nothing has passed before the clock starts', () => {
  const played = { range: { start: 0, end: 10 }, rate: { numerator: 24, denominator: 1 }, loop: false }
  expect(frameDue({ startFrame: 4, speed: 1 }, -30, played)).toEqual({ frame: 4, ended: false })
  expect(frameDue({ startFrame: 4, speed: 1 }, 1000 / 24, played)).toEqual({ frame: 5, ended: false })
})

test('the frames read ahead are those that will be due', () => {
  fc.assert(
    fc.property(anyPlay, ({ start, length, from, speed, rate, loop }) => {
      const range = { start, end: start + length }
      const frame = start + (from % length)
      const ahead = comingFrames(frame, speed, { range, loop }, 12)
      const whole = Math.sign(speed) * Math.max(1, Math.abs(speed))
      const frameMilliseconds = (1000 * rate.denominator) / rate.numerator
      ahead.forEach((next, index) => {
        const due = frameDue({ startFrame: frame, speed: whole }, (index + 1) * frameMilliseconds, {
          range,
          rate,
          loop,
        })
        expect(due).toEqual({ frame: next, ended: false })
      })
      if (loop) expect(ahead.length).toBe(12)
    }),
  )
})
