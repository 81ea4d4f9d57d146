import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { keyHint } from './key-hint.ts'

/** The first key of each command by its id, undefined without one: filled by the window's table of commands. */
export const commandHints = createStore<{ readonly firstKeys: ReadonlyMap<string, string | undefined> }>(() => ({
  firstKeys: new Map(),
}))

/** A command's key by its id, as tooltips print it; undefined without one. */
export function useCommandHints(): (id: string) => string | undefined {
  const firstKeys = useStore(commandHints, (hints) => hints.firstKeys)
  return (id) => {
    const keys = firstKeys.get(id)
    return keys === undefined ? undefined : keyHint(keys)
  }
}
