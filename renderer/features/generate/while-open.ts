import { currentProjectId, filmStore } from '../../state/film-store.ts'

export interface OpenProject {
  readonly projectId: string
  /** Aborted as soon as another project is open, or none. */
  readonly signal: AbortSignal
}

/**
 * Does something with the open project that takes a while. What was begun for one project must never go on with the film of
 * the next: its shots are not there, or are others.
 * @throws Error when no film is open
 */
export async function whileOpen<Value>(work: (open: OpenProject) => Promise<Value>): Promise<Value> {
  const projectId = currentProjectId()
  const leaving = new AbortController()
  const stop = filmStore.subscribe(({ open }) => {
    if (open?.projectId !== projectId) leaving.abort()
  })
  try {
    return await work({ projectId, signal: leaving.signal })
  } finally {
    stop()
  }
}
