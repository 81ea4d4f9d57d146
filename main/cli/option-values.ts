import { StudioError } from '../../core/contract/errors.ts'
import type { FrameRate } from '../../core/contract/generation.ts'
import { reduceRate } from '../../core/timeline/rational.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** @throws StudioError `command.usage.number` unless the text is a whole number in min..max. */
export function wholeNumber(text: string, option: string, min: number, max: number): number {
  const value = Number(text)
  if (!/^[+-]?\d+$/.test(text) || value < min || value > max) {
    throw new StudioError('command.usage.whole-number', { option, value: text, min, max })
  }
  return value
}

/** @throws StudioError `command.usage.range` unless the text is a decimal number with min < value < max. */
export function numberBetween(text: string, option: string, min: number, max: number): number {
  const value = Number(text)
  const written = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)
  if (!written || !(value > min && value < max)) {
    throw new StudioError('command.usage.range', { option, value: text, min, max })
  }
  return value
}

/** `576x320` or `576×320`. */
export function size(text: string, option: string, max: number): Size {
  const match = /^(\d{1,6})[x×](\d{1,6})$/i.exec(text)
  const width = Number(match?.[1])
  const height = Number(match?.[2])
  if (!match || width < 1 || height < 1 || width > max || height > max) {
    throw new StudioError('command.usage.size', { option, value: text, max })
  }
  return { width, height }
}

/** Rates that people write with two or three decimals and mean as a multiple of 1000/1001. */
const ntscRates = [24, 30, 48, 60, 120]

/**
 * `24`, `12.5`, `24000/1001`; 23.976, 29.97, 59.94 and their like are the exact NTSC fractions. Lowest terms.
 * @throws StudioError `command.usage.rate`
 */
export function frameRate(text: string, option: string): FrameRate {
  const fraction = /^(\d{1,7})\/(\d{1,6})$/.exec(text)
  if (fraction) return lowestTerms(Number(fraction[1]), Number(fraction[2]), text, option)
  if (!/^\d{1,4}(?:\.\d{1,3})?$/.test(text)) throw new StudioError('command.usage.rate', { option, value: text })
  const value = Number(text)
  const decimals = text.split('.')[1]?.length ?? 0
  const ntsc = ntscRates.find((rate) => decimals >= 2 && value === Number(((rate * 1000) / 1001).toFixed(decimals)))
  if (ntsc !== undefined) return { numerator: ntsc * 1000, denominator: 1001 }
  return lowestTerms(Math.round(value * 1000), 1000, text, option)
}

function lowestTerms(numerator: number, denominator: number, text: string, option: string): FrameRate {
  const rate = numerator / denominator
  if (!(rate >= 1 && rate <= 1000)) throw new StudioError('command.usage.rate', { option, value: text })
  return reduceRate({ numerator, denominator })
}

/** @throws StudioError `command.usage.too-long` for a text of more letters. */
export function atMost(text: string, option: string, max: number): string {
  if (text.length > max) throw new StudioError('command.usage.too-long', { option, max, found: text.length })
  return text
}

/** One word of a list. @throws StudioError `command.usage.choice` */
export function choice<Word extends string>(text: string, option: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text)
  if (found === undefined)
    throw new StudioError('command.usage.choice', { option, value: text, words: words.join(', ') })
  return found
}
