import { useEffect, useState } from 'react'

/** What ends sooner is over before anybody could read of it. */
const quietMilliseconds = 400

/** True once something has run for a while; false again when it ends. */
export function useIsLasting(running: boolean): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!running) return
    const timer = setTimeout(() => setLasting(true), quietMilliseconds)
    return () => {
      clearTimeout(timer)
      setLasting(false)
    }
  }, [running])
  return lasting
}
