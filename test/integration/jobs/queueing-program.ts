import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { addJobs, moveJobs, releaseJobs, removeJobs, retryJobs, setPaused } from '../../../core/queue/list-edits.ts'
import { MachineQueue } from '../../../main/jobs/machine-queue.ts'

/**
 * `node program FOLDER`: works through the machine's queue, and queues, orders, pauses and removes takes at random, until
 * it is killed. It says `added ID` when a job is on the disk, and `removes ID` before it takes one away.
 */
const [folder = ''] = process.argv.slice(2)
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const any = (count: number): number => Math.floor(Math.random() * count)

const queue = new MachineQueue({
  file: join(folder, 'queue.json'),
  lockFile: join(folder, 'generation.lock'),
  run: async (job, takeId, { signal }) => {
    const half = join(folder, 'takes', `half-${takeId}`)
    writeFileSync(half, job.id)
    await delay(any(15), undefined, { signal })
    if (any(8) === 0) throw new Error('a bug')
    renameSync(half, join(folder, 'takes', takeId))
  },
  isMade: async (_job, takeId) => existsSync(join(folder, 'takes', takeId)),
  newTakeId: () => randomUUID(),
  folderIdOf: () => '0123456789abcdef',
  problemsOf: async () => new Map(),
  onChange: () => undefined,
  onDismiss: () => undefined,
  onState: () => undefined,
  onBug: () => undefined,
  pollMilliseconds: 10,
})

const facts = {
  projectFolder: '/projects/harbour',
  shotId: 's1',
  filmName: 'Harbour',
  shotName: '1',
  seed: 1,
  move: '',
  recipe: 'b'.repeat(64),
  pack: { id: 'tiny', version: '1', manifestSha256: 'a'.repeat(64) },
  work: { width: 64, height: 32, sampleFrames: 3, steps: 2, frames: 8 },
}

const operations = [
  async (): Promise<void> => {
    const jobs = Array.from({ length: 1 + any(3) }, () => ({ ...facts, id: randomUUID(), addedAt: Date.now() }))
    await queue.change((list) => addJobs(list, jobs))
    for (const { id } of jobs) say(`added ${id}`)
  },
  async (): Promise<void> => {
    const ids = queue.jobs.map(({ id }) => id)
    if (ids.length > 1) await queue.change((list) => moveJobs(list, [ids[any(ids.length)]!], ids[any(ids.length)]!))
  },
  async (): Promise<void> => {
    const job = queue.jobs.filter(({ state }) => state === 'waiting').at(-1)
    if (job === undefined || any(3) > 0) return
    say(`removes ${job.id}`)
    await queue.change((list) => removeJobs(list, [job.id]))
  },
  () => queue.pause(any(2) === 0),
  () => queue.change((list) => releaseJobs(setPaused(list, false))),
  () => queue.change((list) => releaseJobs(setPaused(list, false))),
  async (): Promise<void> => {
    const failed = queue.jobs.filter(({ state }) => state === 'failed').map(({ id }) => id)
    if (failed.length > 0) await queue.change((list) => retryJobs(list, failed))
  },
]

await queue.open()
say('open')
for (;;) {
  await operations[any(operations.length)]!()
  await delay(any(10))
}
