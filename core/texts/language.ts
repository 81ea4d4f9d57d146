import type { ErrorDetails } from '../contract/errors.ts'
import { errorTexts, type ErrorCode } from './errors.ts'

export type Language = 'en' | 'ko'

/** Fills `{{name}}` in a text. A name without a value stays visible, so that a slip is seen. */
export function fillText(text: string, details: ErrorDetails): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(details[name] ?? whole))
}

/** The words of an error for a user of that language. */
export function errorText(code: ErrorCode, details: ErrorDetails, language: Language): string {
  return fillText(errorTexts[language][code], details)
}

/** Language of a POSIX or BCP 47 locale name such as `ko_KR.UTF-8`; English for anything else. */
export function languageFromLocale(locale: string): Language {
  return /^ko(?:[-_.@]|$)/i.test(locale) ? 'ko' : 'en'
}
