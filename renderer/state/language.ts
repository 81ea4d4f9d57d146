import type { Language } from '../../core/texts/language.ts'
import { studioStore, useStudio, type StudioStart } from './mirrors.ts'

/** The language of the window: what the user chose, else the system's. */
export function languageOf({ settings, systemLanguage }: Pick<StudioStart, 'settings' | 'systemLanguage'>): Language {
  return settings.language ?? systemLanguage
}

export function currentLanguage(): Language {
  const { studio } = studioStore.getState()
  return studio === null ? 'en' : languageOf(studio)
}

export function useStudioLanguage(): Language {
  return useStudio(languageOf, 'en')
}
