import type { CallHandlers } from '../../../core/contract/calls.ts'
import type { queueCalls } from '../../../core/contract/queue-calls.ts'
import { moveJobs, releaseJobs, removeJobs, retryJobs, setPaused } from '../../../core/queue/list-edits.ts'
import type { MachineQueue } from '../../jobs/machine-queue.ts'

/** Calls about the machine's queue of takes. */
export function queueHandlers(queue: MachineQueue): Pick<CallHandlers<undefined>, keyof typeof queueCalls> {
  return {
    'queue.pause': async ({ stop }) => {
      await queue.pause(stop)
      return {}
    },
    'queue.resume': async () => {
      await queue.change((list) => releaseJobs(setPaused(list, false)))
      return {}
    },
    'queue.move': async ({ ids, before }) => {
      await queue.change((list) => moveJobs(list, ids, before))
      return {}
    },
    'queue.retry': async ({ ids }) => {
      await queue.change((list) => retryJobs(list, ids))
      return {}
    },
    'queue.remove': async ({ ids }) => {
      await queue.change((list) => removeJobs(list, ids))
      return {}
    },
  }
}
