import { useEffect } from 'react'
import { commandFor } from './keys.ts'
import { commandTable } from './table.ts'

/** Runs commands by their keys. A command that cannot be done now takes its key all the same, and nothing happens. */
export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const command = commandFor(event, commandTable)
      if (command === null) return
      event.preventDefault()
      if ((command.unavailable?.() ?? null) === null) command.run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
