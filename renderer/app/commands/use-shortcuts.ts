import { useEffect } from 'react'
import { commitDrafts } from '../../state/drafts.ts'
import { tellDone } from '../../state/notices.ts'
import { currentCommands, followKeyPreset } from './current-commands.ts'
import { commandFor } from './keys.ts'

/** Runs commands by their keys. A command that cannot be done now takes its key all the same and says why not. */
export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const command = commandFor(event, currentCommands())
      if (command === null) return
      event.preventDefault()
      // A field that the command takes away is not left: what is typed in it goes first.
      commitDrafts()
      const reason = command.unavailable?.() ?? null
      if (reason === null) command.run()
      // Who steps along with a held key sees the end without being told.
      else if (command.repeats !== true) tellDone(reason)
    }
    window.addEventListener('keydown', press)
    const stopFollowing = followKeyPreset()
    return () => {
      stopFollowing()
      window.removeEventListener('keydown', press)
    }
  }, [])
}
