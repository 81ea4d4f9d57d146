import { useEffect, useState } from 'react'
import { useLanguage } from '../../ui/use-text.ts'

/** Often enough for times that are told in minutes. */
const TICK_MILLISECONDS = 15_000

/** Milliseconds since 1970, anew from time to time. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MILLISECONDS)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** A moment as a clock shows it, with its day where that is not today. */
export function useClock(now: number): (at: number) => string {
  const language = useLanguage()
  return (at) => {
    const isToday = new Date(at).toDateString() === new Date(now).toDateString()
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
    return new Date(at).toLocaleString(language, isToday ? time : { weekday: 'short', ...time })
  }
}
