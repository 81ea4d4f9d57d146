import type { SaveState } from '../../core/contract/studio.ts'
import type { FilmOperation } from '../../core/project/film-history.ts'
import { abortError } from '../../core/contract/errors.ts'
import { call } from '../bridge/client.ts'

/** Sends a film's operations to main in their order, several at once while an earlier answer is awaited. */
export interface Outbox {
  /** True from an answer that main has not done what was sent until one that it has. */
  readonly failed: boolean
  send(operation: FilmOperation): void
  /**
   * Resolves when main has done everything sent so far; what it refused before is sent again.
   * @throws AbortError when it refuses; why is told
   */
  delivered(): Promise<void>
}

interface OutboxListeners {
  onAnswer(projectId: string, save: SaveState): void
  /** Main has not done what was sent; it stays waiting. */
  onFailure(projectId: string, thrown: unknown): void
}

const longestBatch = 1000

export function newOutbox(projectId: string, { onAnswer, onFailure }: OutboxListeners): Outbox {
  let waiting: FilmOperation[] = []
  let sent = 0
  let failed = false
  let running: Promise<void> | null = null

  const deliver = async (): Promise<void> => {
    while (waiting.length > 0) {
      const operations = waiting.slice(0, longestBatch)
      // What is not answered stays waiting, and goes again with the next edit.
      const save = await call('project.operate', { projectId, first: sent, operations })
      sent += operations.length
      waiting = waiting.slice(operations.length)
      failed = false
      onAnswer(projectId, save)
    }
  }
  const fail = (thrown: unknown): never => {
    failed = true
    onFailure(projectId, thrown)
    throw abortError()
  }
  // Started in a task of its own, so that edits of one user action travel together.
  const run = (): Promise<void> =>
    (running ??= Promise.resolve()
      .then(deliver)
      .catch(fail)
      .finally(() => (running = null)))

  return {
    get failed() {
      return failed
    },
    send: (operation) => {
      waiting.push(operation)
      run().catch(() => undefined)
    },
    delivered: () => (waiting.length > 0 ? run() : (running ?? Promise.resolve())),
  }
}
