import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortened, wrapText, wrapWithin } from '../../../core/export/wrap-text.ts'

const widthOf = (line: string): number => [...line].length

test('lines hold every letter in order, and none is too wide unless it is one letter', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.lorem({ maxCount: 40 }),
    fc.stringMatching(/^[가-힣 ]{0,80}$/),
  )
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (words, width) => {
      const lines = wrapText(words, widthOf, width)
      const letters = (each: string): string => each.normalize('NFC').replaceAll(/[\s\u2028\u2029]/g, '')
      expect(letters(lines.join(''))).toBe(letters(words))
      for (const line of lines) expect(widthOf(line) <= width || [...line].length === 1).toBe(true)
    }),
  )
})

test('Korean words stay whole, and a word that is longer than a line is broken', () => {
  expect(wrapText('가방을 든 남자가 서 있다', widthOf, 7)).toEqual(['가방을 든', '남자가 서', '있다'])
  expect(wrapText('aa bbbbbbbbbb c', widthOf, 4)).toEqual(['aa', 'bbbb', 'bbbb', 'bb c'])
  expect(wrapText('東京の夜', widthOf, 3)).toEqual(['東京の', '夜'])
})

test('line ends of the text stay, letters in parts are put together', () => {
  expect(wrapText('one\ntwo\r\n\nthree', widthOf, 20)).toEqual(['one', 'two', '', 'three'])
  expect(wrapText('한'.normalize('NFD'), widthOf, 20)).toEqual(['한'])
})

test('what is left out is told by an ellipsis, within the width', () => {
  expect(wrapWithin('one two three four', widthOf, 9, 2)).toEqual(['one two', 'three…'])
  expect(wrapWithin('one two', widthOf, 9, 2)).toEqual(['one two'])
  expect(shortened('harbour', widthOf, 4)).toBe('har…')
  expect(shortened('harbour', widthOf, 7)).toBe('harbour')
})
