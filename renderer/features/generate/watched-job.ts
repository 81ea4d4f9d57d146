import { useStore } from 'zustand'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { queueStore, useProjectJobs } from '../../state/mirrors.ts'
import { jobOfShot } from './on-stage.ts'

/** As {@link jobOfShot}, of the open project and the machine's queue. */
export function useWatchedJob(shotId: string): JobSnapshot | undefined {
  const order = useStore(queueStore, (queue) => queue.order)
  return useProjectJobs((jobs) => jobOfShot(jobs, order, shotId))
}
