import { expect, test } from 'vitest'
import { studioTexts } from '../../../core/texts/studio/texts.ts'

const keys = Object.keys(studioTexts.en)

test('the window has the same texts with the same placeholders in both languages', () => {
  expect(Object.keys(studioTexts.ko).toSorted()).toEqual(keys.toSorted())
  const placeholders = (text = '') => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted()
  const different = keys.filter(
    (key) => placeholders(studioTexts.en[key]).join() !== placeholders(studioTexts.ko[key]).join(),
  )
  expect(different).toEqual([])
})

test('no text is empty or has a space round it', () => {
  const wrong = keys.filter((key) =>
    [studioTexts.en[key], studioTexts.ko[key]].some((text) => text?.trim() !== text || text === ''),
  )
  expect(wrong).toEqual([])
})

test('Korean speaks to the user in one tone', () => {
  expect(keys.filter((key) => /십시오|하라\b|해라\b/.test(studioTexts.ko[key] ?? ''))).toEqual([])
})
