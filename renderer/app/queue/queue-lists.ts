import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import type { PlannedJob } from '../../../core/queue/plan.ts'
import { queueStore, useJobs } from '../../state/mirrors.ts'

export interface QueueLists {
  readonly running: readonly JobSnapshot[]
  /** In the order in which they run: takes, and what else waits after them. */
  readonly waiting: readonly JobSnapshot[]
  /** The latest first. */
  readonly ended: readonly JobSnapshot[]
}

/** All jobs, by what becomes of them. */
export function useQueueLists(): QueueLists {
  const jobs = useJobs((all) => all)
  const order = useStore(queueStore, (queue) => queue.order)
  return useMemo(() => queueLists(jobs, order), [jobs, order])
}

/** @param order ids of the takes in the order in which they run */
export function queueLists(jobs: readonly JobSnapshot[], order: readonly string[]): QueueLists {
  const places = new Map(order.map((id, index) => [id, index]))
  const place = ({ id }: JobSnapshot): number => places.get(id) ?? order.length
  return {
    running: jobs.filter(({ state }) => state === 'running'),
    waiting: jobs.filter(({ state }) => state === 'queued').toSorted((a, b) => place(a) - place(b)),
    ended: jobs.filter(({ state }) => state !== 'running' && state !== 'queued').toReversed(),
  }
}

/** Takes that run or wait, and how long each still takes, as far as that is known. */
export function plannedTakes({ running, waiting }: QueueLists, now: number): PlannedJob[] {
  return [...running, ...waiting].filter(isTake).map((job) => ({ id: job.id, milliseconds: remaining(job, now) }))
}

/** Whether it is a take of the machine's queue: exports and depth are not. */
export function isTake({ subject }: JobSnapshot): boolean {
  return subject.kind === 'generate'
}

function remaining(
  { remainingMilliseconds, expectedMilliseconds, startedAt }: JobSnapshot,
  now: number,
): number | null {
  if (remainingMilliseconds !== null || expectedMilliseconds === null) return remainingMilliseconds
  return Math.max(0, expectedMilliseconds - (startedAt === null ? 0 : now - startedAt))
}
