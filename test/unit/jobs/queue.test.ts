import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAbort, StudioError } from '../../../core/contract/errors.ts'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import { JobQueue } from '../../../main/jobs/queue.ts'

let folder: string
let changes: JobSnapshot[]
let queue: JobQueue
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'craneshot-queue-'))
  changes = []
  queue = new JobQueue({ lockFile: join(folder, 'queue.lock'), onChange: (job) => changes.push(job) })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ended = (promise: Promise<unknown>): Promise<unknown> => promise.catch((thrown: unknown) => thrown)
const states = (id: string): string[] => changes.flatMap((job) => (job.id === id ? [job.state] : []))
const snapshot = (id: string): JobSnapshot => queue.snapshots.find((job) => job.id === id)!

/** A promise to be settled from outside. */
function gate(): { open: () => void; passed: Promise<void> } {
  let open = (): void => undefined
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { open, passed }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('JobQueue', () => {
  it('runs jobs one after another in the order they came', async () => {
    const events: string[] = []
    const jobs = ['a', 'b', 'c'].map((name) =>
      queue.submit(name, async () => {
        events.push(`${name} starts`)
        await new Promise((resolve) => setTimeout(resolve, 5))
        events.push(`${name} ends`)
        return name
      }),
    )
    expect(await Promise.all(jobs.map((job) => job.result))).toEqual(['a', 'b', 'c'])
    expect(events).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends'])
    expect(states(jobs[1]!.id)).toEqual(['queued', 'running', 'done'])
  })

  it('says what a job waits for, and passes its progress on', async () => {
    const hold = gate()
    const first = queue.submit('first', async ({ report }) => {
      report({ stage: 'inference.load', fraction: 0.5 })
      await hold.passed
    })
    const second = queue.submit('second', async () => undefined)
    expect(snapshot(first.id).waitingFor).toBeNull()
    expect(snapshot(second.id)).toMatchObject({ state: 'queued', waitingFor: 'earlier-job' })
    hold.open()
    await second.result
    expect(snapshot(first.id).progress).toEqual({ stage: 'inference.load', fraction: 0.5 })
    expect(snapshot(second.id)).toMatchObject({ state: 'done', waitingFor: null })
  })

  it('keeps the named error of a failed job, and runs the next', async () => {
    const error = new StudioError('inference.pack-missing', { folder: 'somewhere' })
    const failed = queue.submit('bad', () => Promise.reject(error))
    const next = queue.submit('good', async () => 3)
    expect(await ended(failed.result)).toBe(error)
    expect(await next.result).toBe(3)
    const failure = { kind: 'error', error: { code: 'inference.pack-missing', details: { folder: 'somewhere' } } }
    expect(snapshot(failed.id)).toMatchObject({ state: 'failed', failure })
  })

  it('cancels a waiting job at once, without running it, and leaves the running one alone', async () => {
    const hold = gate()
    const running = queue.submit('running', () => hold.passed)
    await until(() => snapshot(running.id).state === 'running')
    const waiting = queue.submit('waiting', async () => expect.unreachable('ran'))
    waiting.cancel()
    expect(isAbort(await ended(waiting.result))).toBe(true)
    expect(snapshot(waiting.id).state).toBe('canceled')
    expect(snapshot(running.id).state).toBe('running')
    hold.open()
    await running.result
    expect(await queue.submit('next', async () => 'works').result).toBe('works')
  })

  it('cancels a running job through its signal; it is canceled when it has ended', async () => {
    const job = queue.submit('long', ({ signal }) => {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
    })
    await until(() => snapshot(job.id).state === 'running')
    queue.cancel(job.id)
    expect(isAbort(await ended(job.result))).toBe(true)
    expect(states(job.id)).toEqual(['queued', 'running', 'canceled'])
  })

  it('waits for another program and shows it; two queues on one lock never run together', async () => {
    const other = new JobQueue({ lockFile: join(folder, 'queue.lock') })
    const hold = gate()
    const theirs = other.submit('theirs', () => hold.passed)
    await until(() => other.snapshots[0]!.state === 'running')
    const ours = queue.submit('ours', async () => 'ran')
    await until(() => snapshot(ours.id).waitingFor === 'other-process')
    expect(snapshot(ours.id).state).toBe('queued')
    hold.open()
    await theirs.result
    expect(await ours.result).toBe('ran')
  })
})
