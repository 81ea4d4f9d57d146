import { expect, test } from 'vitest'
import { choice, frameRate, numberBetween, size, wholeNumber } from '../../../main/cli/option-values.ts'
import { nearestWord } from '../../../main/cli/nearest-word.ts'

test.each([
  ['24', 24, 1],
  ['25.0', 25, 1],
  ['12.5', 25, 2],
  ['23.976', 24000, 1001],
  ['23.98', 24000, 1001],
  ['29.97', 30000, 1001],
  ['59.94', 60000, 1001],
  ['47.952', 48000, 1001],
  ['119.88', 120000, 1001],
  ['24000/1001', 24000, 1001],
  ['48/2', 24, 1],
  ['29.5', 59, 2],
])('%s frames a second is exactly %d/%d', (text, numerator, denominator) => {
  expect(frameRate(text, '--fps')).toEqual({ numerator, denominator })
})

test.each(['0', '-24', '24/0', '1001', '0.5', '24fps', '', '1e3', '2 4', '24/1.001', 'Infinity'])(
  '%j is no rate',
  (text) => {
    expect(() => frameRate(text, '--fps')).toThrow(expect.objectContaining({ code: 'command.usage.rate' }))
  },
)

test('sizes with x or ×', () => {
  expect(size('576x320', '--size', 16384)).toEqual({ width: 576, height: 320 })
  expect(size('1X2', '--size', 16384)).toEqual({ width: 1, height: 2 })
  expect(size('576×320', '--size', 16384)).toEqual({ width: 576, height: 320 })
})

test.each(['576', '576x', '0x4', '16385x4', '5.5x4', '-4x4', '4x4x4', ' 4x4'])('%j is no size', (text) => {
  expect(() => size(text, '--size', 16384)).toThrow(expect.objectContaining({ code: 'command.usage.size' }))
})

test('whole numbers within their range, written as such', () => {
  expect(wholeNumber('0', '--seed', 0, 10)).toBe(0)
  expect(wholeNumber('10', '--seed', 0, 10)).toBe(10)
  for (const text of ['11', '-1', '1.0', '1e1', '', 'ten', '0x4', ' 4']) {
    expect(() => wholeNumber(text, '--seed', 0, 10), text).toThrow(
      expect.objectContaining({ details: { option: '--seed', value: text, min: 0, max: 10 } }),
    )
  }
})

test('decimal numbers strictly between two bounds', () => {
  expect(numberBetween('.5', '--seconds', 0, 10)).toBe(0.5)
  expect(numberBetween('1e-3', '--seconds', 0, 10)).toBe(0.001)
  for (const text of ['0', '10', '-1', 'NaN', '', '1,5', 'Infinity', '0x4', '1_0']) {
    expect(() => numberBetween(text, '--seconds', 0, 10), text).toThrow(
      expect.objectContaining({ code: 'command.usage.range' }),
    )
  }
})

test('one word of a list', () => {
  expect(choice('none', '--movie', ['mp4', 'none'] as const)).toBe('none')
  expect(() => choice('MP4', '--movie', ['mp4', 'none'])).toThrow(
    expect.objectContaining({ details: { option: '--movie', value: 'MP4', words: 'mp4, none' } }),
  )
})

test.each([
  ['genrate', 'generate'],
  ['Generate', 'generate'],
  ['pluker', 'plucker'],
  ['model', 'models'],
  ['dcotor', 'doctor'],
  ['render', null],
  ['x', null],
])('%s most likely means %s', (word, meant) => {
  expect(nearestWord(word, ['generate', 'plucker', 'models', 'doctor', 'help', 'version'])).toBe(meant)
})
