import { useEffect } from 'react'
import { cutTransport } from './cut-transport.ts'

const held = new Set<string>()

/** Whether a key is down, by its physical code. */
export function isHeld(code: string): boolean {
  return held.has(code)
}

/** Follows J, K and L: K with one of the others plays slowly for as long as both are down. */
export function useHeldKeys(): void {
  useEffect(() => {
    const down = ({ code }: KeyboardEvent): void => void held.add(code)
    const up = ({ code }: KeyboardEvent): void => {
      held.delete(code)
      if (code === 'KeyJ' || code === 'KeyK' || code === 'KeyL') cutTransport.endSlow()
    }
    const lose = (): void => held.clear()
    // Before the commands, which ask for it.
    window.addEventListener('keydown', down, { capture: true })
    window.addEventListener('keyup', up)
    window.addEventListener('blur', lose)
    return () => {
      window.removeEventListener('keydown', down, { capture: true })
      window.removeEventListener('keyup', up)
      window.removeEventListener('blur', lose)
      held.clear()
    }
  }, [])
}
