import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAbort, StudioError } from '../../../core/contract/errors.ts'
import type { JobSnapshot, JobSubject } from '../../../core/contract/jobs.ts'
import { JobQueue } from '../../../main/jobs/queue.ts'

let folder: string
let changes: JobSnapshot[]
let dismissed: string[]
let now: number
let queue: JobQueue
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'craneshot-queue-'))
  changes = []
  dismissed = []
  now = 1_000_000
  queue = new JobQueue({
    lockFile: join(folder, 'queue.lock'),
    onChange: (job) => changes.push(job),
    onDismiss: (id) => dismissed.push(id),
    now: () => now,
  })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const take = (seed = 0): JobSubject => ({ kind: 'generate', folderId: '0123456789abcdef', shotId: 's1', seed })
const film: JobSubject = { kind: 'export', folderId: '0123456789abcdef' }

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
      queue.submit(take(), async () => {
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
    const first = queue.submit(take(), async ({ report }) => {
      report({ stage: 'inference.load', fraction: 0.5 })
      await hold.passed
    })
    const second = queue.submit(take(), async () => undefined)
    expect(snapshot(first.id).waitingFor).toBeNull()
    expect(snapshot(second.id)).toMatchObject({ state: 'queued', waitingFor: 'earlier-job' })
    hold.open()
    await second.result
    expect(snapshot(first.id).progress).toEqual({ stage: 'inference.load', fraction: 0.5 })
    expect(snapshot(second.id)).toMatchObject({ state: 'done', waitingFor: null })
  })

  it('keeps the named error of a failed job, and runs the next', async () => {
    const error = new StudioError('inference.pack-missing', { folder: 'somewhere' })
    const failed = queue.submit(take(), () => Promise.reject(error))
    const next = queue.submit(take(), async () => 3)
    expect(await ended(failed.result)).toBe(error)
    expect(await next.result).toBe(3)
    const failure = { kind: 'error', error: { code: 'inference.pack-missing', details: { folder: 'somewhere' } } }
    expect(snapshot(failed.id)).toMatchObject({ state: 'failed', failure, takeId: null })
  })

  it('cancels a waiting job at once, without running it, and leaves the running one alone', async () => {
    const hold = gate()
    const running = queue.submit(take(), () => hold.passed)
    await until(() => snapshot(running.id).state === 'running')
    const waiting = queue.submit(take(), async () => expect.unreachable('ran'))
    waiting.cancel()
    expect(isAbort(await ended(waiting.result))).toBe(true)
    expect(snapshot(waiting.id).state).toBe('canceled')
    expect(snapshot(running.id).state).toBe('running')
    hold.open()
    await running.result
    expect(await queue.submit(take(), async () => 'works').result).toBe('works')
  })

  it('cancels a running job through its signal; it is canceled when it has ended', async () => {
    const job = queue.submit(take(), ({ signal }) => {
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
    const theirs = other.submit(take(), () => hold.passed)
    await until(() => other.snapshots[0]!.state === 'running')
    const ours = queue.submit(take(), async () => 'ran')
    await until(() => snapshot(ours.id).waitingFor === 'other-process')
    expect(snapshot(ours.id).state).toBe('queued')
    hold.open()
    await theirs.result
    expect(await ours.result).toBe('ran')
  })

  it('tells what a job is about, when it began, and the take it made', async () => {
    const hold = gate()
    const job = queue.submit(
      take(7),
      () => hold.passed,
      () => ({ takeId: '20260101-000000-000-abcdef' }),
    )
    expect(snapshot(job.id)).toMatchObject({ subject: take(7), startedAt: null, takeId: null })
    now = 2_000_000
    await until(() => snapshot(job.id).state === 'running')
    expect(snapshot(job.id).startedAt).toBe(2_000_000)
    hold.open()
    await job.result
    expect(snapshot(job.id)).toMatchObject({ state: 'done', takeId: '20260101-000000-000-abcdef' })
  })

  it('keeps the last picture while a job runs, and drops it at the end', async () => {
    const picture = { width: 1, height: 1, rgb: new Uint8Array(3) }
    const hold = gate()
    const job = queue.submit(take(), async ({ report }) => {
      report({ stage: 'inference.denoise', fraction: 0.5, preview: picture })
      report({ stage: 'inference.decode', fraction: 0.6 })
      await hold.passed
    })
    await until(() => snapshot(job.id).progress?.fraction === 0.6)
    expect(snapshot(job.id).progress).toEqual({ stage: 'inference.decode', fraction: 0.6, preview: picture })
    hold.open()
    await job.result
    expect(snapshot(job.id).progress).toEqual({ stage: 'inference.decode', fraction: 0.6 })
  })

  it('says how long a job still takes, from its pace, and nothing once it has ended', async () => {
    const job = queue.submit(take(), async ({ report }) => {
      now += 6000
      report({ stage: 'inference.denoise', fraction: 0.75 })
    })
    await job.result
    expect(changes.map((one) => one.remainingMilliseconds)).toContain(2000)
    expect(snapshot(job.id).remainingMilliseconds).toBeNull()
  })

  it('exports beside a generation, without the machine’s lock, and one after another', async () => {
    const hold = gate()
    const generation = queue.submit(take(), () => hold.passed)
    await until(() => snapshot(generation.id).state === 'running')
    const order: string[] = []
    const first = queue.submit(film, async () => order.push('first'))
    const second = queue.submit(film, async () => order.push('second'))
    expect(snapshot(first.id).waitingFor).toBeNull()
    expect(snapshot(second.id).waitingFor).toBe('earlier-job')
    await second.result
    expect(order).toEqual(['first', 'second'])
    expect(snapshot(generation.id).state).toBe('running')
    // Another program's generation holds the lock; exports go on.
    hold.open()
    await generation.result
    const theirs = gate()
    const other = new JobQueue({ lockFile: join(folder, 'queue.lock') })
    const held = other.submit(take(), () => theirs.passed)
    await until(() => other.snapshots[0]!.state === 'running')
    expect(await queue.submit(film, async () => 'exported').result).toBe('exported')
    theirs.open()
    await held.result
  })

  it('takes ended jobs off the list, never one that still runs or waits', async () => {
    const hold = gate()
    const running = queue.submit(take(), () => hold.passed)
    const waiting = queue.submit(take(), async () => undefined)
    for (const { id } of [running, waiting]) queue.dismiss(id)
    expect(queue.snapshots).toHaveLength(2)
    hold.open()
    await waiting.result
    queue.dismiss(running.id)
    queue.dismiss('nothing of that name')
    expect(queue.snapshots.map(({ id }) => id)).toEqual([waiting.id])
    expect(dismissed).toEqual([running.id])
  })

  it('forgets the oldest ended jobs by itself', async () => {
    const ids: string[] = []
    for (let i = 0; i < 203; i++) {
      const job = queue.submit(film, async () => undefined)
      ids.push(job.id)
      await job.result
    }
    await queue.submit(film, async () => undefined).result
    expect(dismissed).toEqual(ids.slice(0, 3))
    expect(queue.snapshots).toHaveLength(201)
  })

  it('cancels everything at the end of the program, and waits until it has ended', async () => {
    let stopped = false
    const running = queue.submit(take(), async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      await new Promise((resolve) => setTimeout(resolve, 5))
      stopped = true
      signal.throwIfAborted()
    })
    const waiting = queue.submit(take(), async () => expect.unreachable('ran'))
    await until(() => snapshot(running.id).state === 'running')
    await queue.cancelAll()
    expect(stopped).toBe(true)
    expect([running, waiting].map(({ id }) => snapshot(id).state)).toEqual(['canceled', 'canceled'])
  })
})
