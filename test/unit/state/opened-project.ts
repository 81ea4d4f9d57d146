import { vi } from 'vitest'
import type { OpenedProject } from '../../../core/contract/studio.ts'
import { aFilm } from '../project/films.ts'

/** A project as main hands it to the window. */
export function openedProject(change: Partial<OpenedProject> = {}): OpenedProject {
  return {
    id: '0123456789abcdef',
    folderId: 'fedcba9876543210',
    place: '~/film',
    writable: true,
    readOnlyReason: null,
    recoveredEdits: 0,
    recovery: null,
    film: aFilm(),
    history: { past: [], future: [] },
    takes: [],
    missingMedia: [],
    notices: [],
    workspace: null,
    ...change,
  }
}

/** What the renderer finds in a window: a main that takes everything, and a screen of 62.5 pictures a second. */
export function fakeWindow(): { readonly leave: () => void } {
  vi.useFakeTimers()
  const call = async () => ({ ok: true, value: { state: 'journaled', problem: null } })
  Object.assign(globalThis, {
    window: { studio: { call } },
    requestAnimationFrame: (show: (now: number) => void) => setTimeout(() => show(performance.now()), 16),
    cancelAnimationFrame: (request: ReturnType<typeof setTimeout>) => clearTimeout(request),
  })
  return {
    leave: () => {
      vi.useRealTimers()
      for (const name of ['window', 'requestAnimationFrame', 'cancelAnimationFrame'])
        Reflect.deleteProperty(globalThis, name)
    },
  }
}
