import { expect, test } from 'vitest'
import { errorTexts, type ErrorCode } from '../../../core/texts/errors.ts'

const codes = Object.keys(errorTexts.en) as ErrorCode[]
test.each(codes)('%s tells the same in both languages', (code) => {
  const placeholders = (text: string) => new Set(text.match(/\{\{\w+\}\}/g))
  expect(placeholders(errorTexts.ko[code])).toEqual(placeholders(errorTexts.en[code]))
})

test('Korean speaks to the user in one tone', () => {
  expect(codes.filter((code) => /십시오|하라\b|해라\b/.test(errorTexts.ko[code]))).toEqual([])
})
