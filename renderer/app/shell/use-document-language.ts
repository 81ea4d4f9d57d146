import { useEffect } from 'react'
import type { Language } from '../../../core/texts/language.ts'

/** Tells the page's language, for line breaks, hyphens and screen readers. */
export function useDocumentLanguage(language: Language): void {
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
}
