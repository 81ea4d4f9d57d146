import { StudioError } from '../../../core/contract/errors.ts'
import type { QueuedJob } from '../../../core/queue/job-list.ts'
import { machineLockHolder } from '../../jobs/machine-lock.ts'
import { QueueFile } from '../../jobs/queue-file.ts'
import { generationLock, queueFile, type Places } from '../places.ts'
import { nameInList, type ListedPack } from './models.ts'

/** Who may need a pack, as it is now. */
export interface PackUse {
  /** Takes of the machine's queue. @throws StudioError `jobs.queue-*` */
  readonly jobs: () => Promise<readonly Pick<QueuedJob, 'state' | 'pack' | 'filmName' | 'shotName'>[]>
  /** Whether a program on this machine generates: from the queue, or what is in no list. */
  readonly generates: () => Promise<boolean>
}

/** The queue and the lock that all programs on this machine share. */
export function machinePackUse(places: Pick<Places, 'queue'>): PackUse {
  return {
    jobs: async () => (await new QueueFile(queueFile(places)).read()).jobs,
    generates: async () => (await machineLockHolder(generationLock(places))) !== 'nobody',
  }
}

/** More takes than these are not named. */
const NAMED_TAKES = 4

/**
 * Refuses to take a pack away, or to put another one in its place, while a take needs it. A damaged one makes no takes.
 * @throws StudioError `weights.in-use`, `weights.generating`; `jobs.queue-*`
 */
export async function checkUnused(listed: ListedPack, use: PackUse): Promise<void> {
  const { pack } = listed
  if (pack === null) return
  const model = nameInList(listed)
  const jobs = await use.jobs()
  const takes = jobs.filter(
    ({ state, pack: needed }) =>
      (state === 'waiting' || state === 'running') && needed.manifestSha256 === pack.manifestSha256,
  )
  if (takes.length > 0) throw new StudioError('weights.in-use', { model, takes: namesOf(takes) })
  // What the queue runs is known; what a command runs is not.
  if (jobs.some(({ state }) => state === 'running') || !(await use.generates())) return
  throw new StudioError('weights.generating', { model })
}

function namesOf(takes: Awaited<ReturnType<PackUse['jobs']>>): string {
  const names = [...new Set(takes.map(({ filmName, shotName }) => [filmName, shotName].filter(Boolean).join(' – ')))]
  const more = names.length > NAMED_TAKES ? [`+${names.length - NAMED_TAKES}`] : []
  return [...names.slice(0, NAMED_TAKES), ...more].join(', ')
}
