import { createContext, useCallback, useContext } from 'react'
import type { ErrorDetails } from '../../core/contract/errors.ts'
import type { Language } from '../../core/texts/language.ts'
import { studioText, type StudioTextKey } from '../../core/texts/studio/texts.ts'

/** The language of everything below it; {@link UiRoot} sets it. */
export const LanguageContext = createContext<Language>('en')

/** The language the window speaks now. */
export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** A function from the key of a window text, and the values of its placeholders, to the words in the present language. */
export function useText(): (key: StudioTextKey, details?: ErrorDetails) => string {
  const language = useLanguage()
  return useCallback((key, details) => studioText(key, language, details), [language])
}
