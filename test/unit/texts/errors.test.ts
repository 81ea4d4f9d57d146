import { expect, test } from 'vitest'
import { errorTexts, type ErrorCode } from '../../../core/texts/errors.ts'

const codes = Object.keys(errorTexts.en) as ErrorCode[]
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted()

test.each(codes)('%s tells the same in both languages', (code) => {
  const unique = (text: string) => [...new Set(placeholders(text))]
  expect(unique(errorTexts.ko[code])).toEqual(unique(errorTexts.en[code]))
})

test('Korean speaks to the user in one tone', () => {
  expect(codes.filter((code) => /십시오|하라\b|해라\b/.test(errorTexts.ko[code]))).toEqual([])
})
