import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { QueuedJob } from '../../../core/queue/job-list.ts'
import { releaseJobs, retryJobs, setPaused } from '../../../core/queue/list-edits.ts'
import { QueueFile } from '../../../main/jobs/queue-file.ts'
import { bundleProgram } from '../../support/kills/bundle-studio.ts'
import { runAndKill } from '../../support/kills/run-and-kill.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TestProgram } from '../../unit/jobs/a-machine-queue.ts'

const kills = 10

let program = ''

beforeAll(async () => {
  const bundle = await bundleProgram(new URL('queueing-program.ts', import.meta.url))
  program = bundle.program
  return bundle.remove
})

/** What any program would find there; whatever a kill left, nothing of it is damaged. */
async function jobsIn(folder: string): Promise<readonly QueuedJob[]> {
  const file = new QueueFile(join(folder, 'queue.json'))
  const { jobs } = await file.read()
  expect(file.problem).toBeNull()
  return jobs
}

/** Whose takes are there, each as often as it was made. */
function madeFor(folder: string): string[] {
  const takes = join(folder, 'takes')
  return readdirSync(takes)
    .filter((name) => !name.startsWith('half-'))
    .map((name) => readFileSync(join(takes, name), 'utf8'))
}

test('programs killed at any moment, two of them at a time, lose no take and make none twice', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'takes'))
  const told: string[] = []
  for (let kill = 0; kill < kills; kill++) {
    const runs = Array.from({ length: 1 + (kill % 2) }, () =>
      runAndKill({ program, folder, lines: 2 + Math.random() * 6, milliseconds: Math.random() * 30 }),
    )
    told.push(...(await Promise.all(runs)).flatMap((said) => said.split('\n')))
    const running = (await jobsIn(folder)).filter(({ state }) => state === 'running')
    expect(running.length).toBeLessThanOrEqual(1)
  }
  const ids = (word: string): string[] => told.flatMap((line) => (line.startsWith(word) ? line.split(' ')[1]! : []))
  const removed = new Set(ids('removes'))
  const kept = ids('added').filter((id) => !removed.has(id))
  expect(kept.length).toBeGreaterThan(kills)

  // A last program, which is not killed, makes what is left.
  const last = await new TestProgram(folder, undefined, { isMade: async (_job, id) => hasTake(folder, id) }).open()
  const failed = last.queue.jobs.filter(({ state }) => state === 'failed').map(({ id }) => id)
  await last.queue.change((list) => releaseJobs(setPaused(retryJobs(list, failed), false)))
  while (last.queue.jobs.some(({ state }) => state === 'waiting' || state === 'running')) await delay(5)

  const jobs = await jobsIn(folder)
  const made = jobs.filter(({ state }) => state === 'done').map(({ takeId }) => takeId)
  expect(new Set(made).size).toBe(made.length)
  // The list forgets ended jobs beyond the latest two hundred; whose takes are there is not forgotten.
  const known = new Set([...jobs.filter(({ state }) => state === 'done').map(({ id }) => id), ...madeFor(folder)])
  expect(kept.filter((id) => !known.has(id))).toEqual([])
  const twice = madeFor(folder).filter((id, index, all) => all.indexOf(id) !== index)
  expect(twice).toEqual([])
})

function hasTake(folder: string, takeId: string): boolean {
  return readdirSync(join(folder, 'takes')).includes(takeId)
}
