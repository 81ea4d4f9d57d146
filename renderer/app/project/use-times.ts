import { useMemo } from 'react'
import { useLanguage } from '../../ui/use-text.ts'

/** Says a time of this machine as the user's language writes it. @returns of milliseconds since 1970 */
export function useTimes(): (at: number) => string {
  const language = useLanguage()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
    return (at) => format.format(at)
  }, [language])
}
