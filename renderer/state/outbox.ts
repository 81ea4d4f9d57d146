import type { SaveState } from '../../core/contract/studio.ts'
import type { FilmOperation } from '../../core/project/film-history.ts'
import { call } from '../bridge/client.ts'
import { tellFailure } from './notices.ts'

/** Sends a film's operations to main in their order, several at once while an earlier answer is awaited. */
export interface Outbox {
  send(operation: FilmOperation): void
  /** Resolves when main has answered for everything sent so far. */
  delivered(): Promise<void>
}

const longestBatch = 1000

export function newOutbox(projectId: string, onAnswer: (projectId: string, save: SaveState) => void): Outbox {
  let waiting: FilmOperation[] = []
  let sent = 0
  let running: Promise<void> | null = null

  const deliver = async (): Promise<void> => {
    while (waiting.length > 0) {
      const operations = waiting.slice(0, longestBatch)
      // What is not answered stays waiting, and goes again with the next edit.
      const save = await call('project.operate', { projectId, first: sent, operations })
      sent += operations.length
      waiting = waiting.slice(operations.length)
      onAnswer(projectId, save)
    }
  }

  return {
    send: (operation) => {
      waiting.push(operation)
      // Started in a task of its own, so that edits of one user action travel together.
      running ??= Promise.resolve()
        .then(deliver)
        .catch(tellFailure)
        .finally(() => (running = null))
    },
    delivered: () => running ?? Promise.resolve(),
  }
}
