import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { abortError, StudioError } from '../../../core/contract/errors.ts'
import type { JobList } from '../../../core/queue/job-list.ts'
import {
  type Claim,
  claimNext,
  moveJobs,
  recoverJobs,
  releaseJobs,
  removeJobs,
  retryJobs,
  setPaused,
} from '../../../core/queue/list-edits.ts'
import { takeMachineLock } from '../../../main/jobs/machine-lock.ts'
import { QueueFile } from '../../../main/jobs/queue-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aList, idOf } from '../queue/a-list.ts'
import { TestProgram } from './a-machine-queue.ts'

/** Work that runs until it is told to end, or is stopped. */
function gate() {
  let open = (): void => undefined
  const passed = new Promise<void>((resolve) => (open = resolve))
  const work = (_job: unknown, { signal }: { signal: AbortSignal }): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(abortError()), { once: true })
      if (signal.aborted) reject(abortError())
      void passed.then(resolve)
    })
  return { open, work }
}

/** What any program would find there. */
const listIn = (folder: string): Promise<JobList> => new QueueFile(join(folder, 'queue.json')).read()

describe('the machine’s queue', () => {
  it('makes takes one after another in the order of the list', async () => {
    const made: string[] = []
    const program = await new TestProgram(temporaryFolder(), async ({ shotName }) => void made.push(shotName)).open()
    await program.add('a', 'b', 'c')
    await program.until('c', 'done')
    expect(made).toEqual(['a', 'b', 'c'])
    expect(program.takes).toBe(3)
    expect(program.job('b')).toMatchObject({
      title: { film: 'Harbour', shot: 'b', move: '' },
      subject: { shotId: 's1', seed: 1 },
    })
    expect(program.changes.filter(({ id }) => id === idOf('b')).map(({ state }) => state)).toEqual(
      expect.arrayContaining(['queued', 'running', 'done']),
    )
    expect(program.queue.state).toMatchObject({ paused: false, order: ['a', 'b', 'c'].map(idOf), problem: null })
  })

  it('says what each job waits for, and how long it will take by what was learned', async () => {
    const { open, work } = gate()
    let now = 1_000_000
    const program = await new TestProgram(temporaryFolder(), work, { now: () => now }).open()
    await program.add('a', 'b')
    await program.until('a', 'running')
    expect(program.job('b')).toMatchObject({ state: 'queued', waitingFor: 'earlier-job', expectedMilliseconds: null })
    await program.queue.pause(false)
    expect(program.job('b').waitingFor).toBe('paused')
    now += 60_000
    open()
    await program.until('a', 'done')
    expect(program.job('b').expectedMilliseconds).toBeCloseTo(60_000)
    expect(program.job('b').state).toBe('queued')
  })

  it('takes the order that a user gives it, and leaves out what was removed', async () => {
    const made: string[] = []
    const { open, work } = gate()
    const program = await new TestProgram(temporaryFolder(), async (job, context) => {
      made.push(job.shotName)
      if (job.shotName === 'a') await work(job, context)
    }).open()
    await program.add('a', 'b', 'c', 'd')
    await program.until('a', 'running')
    await program.queue.change((list) => moveJobs(list, [idOf('d')], idOf('b')))
    await program.queue.change((list) => removeJobs(list, [idOf('c')]))
    open()
    await program.until('b', 'done')
    expect(made).toEqual(['a', 'd', 'b'])
    expect(program.dismissed).toEqual([idOf('c')])
  })

  it('stops at a pause, with the running take or after it, and goes on', async () => {
    const { work } = gate()
    const program = await new TestProgram(temporaryFolder(), work).open()
    await program.add('a')
    await program.until('a', 'running')
    await program.queue.pause(true)
    await program.until('a', 'queued')
    expect(program.job('a')).toMatchObject({ waitingFor: 'paused', takeId: null })
    await program.queue.change((list) => setPaused(list, false))
    await program.until('a', 'running')
    expect(program.takes).toBe(0)
  })

  it('keeps why a take failed, makes the next, and tries again when it is asked to', async () => {
    let works = false
    const error = new StudioError('inference.process-died', { cause: 'SIGSEGV' })
    const program = await new TestProgram(temporaryFolder(), async ({ shotName }) => {
      if (shotName === 'a' && !works) throw error
    }).open()
    await program.add('a', 'b')
    await program.until('b', 'done')
    const { code, details } = error
    expect(program.job('a')).toMatchObject({ state: 'failed', failure: { kind: 'error', error: { code, details } } })
    works = true
    await program.queue.change((list) => retryJobs(list, [idOf('a')]))
    expect((await program.until('a', 'done')).failure).toBeNull()
    expect(program.bugs).toEqual([])
  })

  it('fails a take that ends as if it were stopped, though nobody did, and makes the next', async () => {
    let runs = 0
    const program = await new TestProgram(temporaryFolder(), async ({ shotName }) => {
      if (shotName === 'a' && ++runs < 5) throw abortError()
    }).open()
    await program.add('a', 'b')
    await program.until('b', 'done')
    expect(program.job('a')).toMatchObject({ state: 'failed', failure: { kind: 'bug' } })
    expect([runs, program.bugs.length]).toEqual([1, 1])
  })

  it('cancels what runs and what waits', async () => {
    const { work } = gate()
    const program = await new TestProgram(temporaryFolder(), work).open()
    await program.add('a', 'b')
    await program.until('a', 'running')
    for (const word of ['b', 'a']) await program.queue.cancel(idOf(word))
    await program.until('a', 'canceled')
    expect(program.job('b').state).toBe('canceled')
    expect(program.takes).toBe(0)
  })
})

describe('after the end of a program', () => {
  it('what waited waits for a word, at its place; what is new runs', async () => {
    const folder = temporaryFolder()
    const { work } = gate()
    const first = await new TestProgram(folder, work).open()
    await first.add('a', 'b')
    await first.until('a', 'running')
    await first.queue.close()
    expect((await listIn(folder)).jobs).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }])

    const second = await new TestProgram(folder).open()
    expect([second.job('a').waitingFor, second.job('b').waitingFor]).toEqual(['held', 'held'])
    await second.add('c')
    await second.until('c', 'done')
    expect(second.takes).toBe(1)
    await second.resume()
    await second.until('b', 'done')
    expect(second.takes).toBe(3)
  })

  it('what is left of a lock that it was about to take goes after a day, and nothing else does', async () => {
    const folder = temporaryFolder()
    const old = [`generation.lock.${randomUUID()}`, `queue.json.lock.stealing.${randomUUID()}`]
    const kept = [`queue.json.lock.${randomUUID()}`, `queue.json.${randomUUID()}`]
    for (const name of [...old, ...kept]) writeFileSync(join(folder, name), '')
    const lately = new Date(Date.now() - 80_000_000)
    const longAgo = new Date(Date.now() - 90_000_000)
    for (const name of [...old, kept[1]!]) utimesSync(join(folder, name), longAgo, longAgo)
    utimesSync(join(folder, kept[0]!), lately, lately)
    await new TestProgram(folder).open()
    expect(readdirSync(folder).toSorted()).toEqual([...kept, 'takes'].toSorted())
  })

  it('a pause is still one', async () => {
    const folder = temporaryFolder()
    const first = await new TestProgram(folder).open()
    await first.queue.pause(false)
    await first.add('a')
    await first.queue.close()
    const second = await new TestProgram(folder).open()
    await second.resume()
    expect(second.job('a').waitingFor).toBe('paused')
  })
})

/** As another program claims a take. */
const anyClaim = (): Claim => ({ runner: randomUUID(), takeId: randomUUID(), now: 1 })

/** Another program that makes the first take of the list, with the machine's lock, until it is killed. */
async function aProgramToKill(folder: string): Promise<{ kill: () => void }> {
  const { signal } = new AbortController()
  const lock = join(folder, 'generation.lock')
  onTestFinished(await takeMachineLock(lock, { signal }))
  await new QueueFile(join(folder, 'queue.json')).change((list) => claimNext(list, anyClaim()))
  // No process has such a number.
  return { kill: () => writeFileSync(lock, JSON.stringify({ pid: 2 ** 30, token: 'theirs' })) }
}

describe('a program that stays open', () => {
  it('settles what a killed one ran, though nothing else waits', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'queue.json'), JSON.stringify(aList('a')))
    const { kill } = await aProgramToKill(folder)
    const program = await new TestProgram(folder).open()
    expect(program.job('a').state).toBe('running')
    await program.queue.pause(false)
    kill()
    await program.until('a', 'queued')
    expect(program.job('a')).toMatchObject({ waitingFor: 'held', interruptions: 1, takeId: null })
    await program.queue.change((list) => releaseJobs(setPaused(list, false)))
    await program.until('a', 'done')
    expect(program.takes).toBe(1)
  })

  it('cancels for a killed one, and the take can be taken off the list', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'queue.json'), JSON.stringify(aList('a')))
    const { kill } = await aProgramToKill(folder)
    const program = await new TestProgram(folder).open()
    await program.queue.cancel(idOf('a'))
    expect(program.job('a').state).toBe('running')
    kill()
    await program.until('a', 'canceled')
    await program.queue.change((list) => removeJobs(list, [idOf('a')]))
    expect(program.dismissed).toEqual([idOf('a')])
    expect(program.takes).toBe(0)
  })

  it('settles its own take, too, whose end could not be written', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'queue.json')
    let text = ''
    const program = await new TestProgram(folder, async () => {
      text = readFileSync(file, 'utf8')
      writeFileSync(file, '{"format":"craneshot-queue","version":2}')
    }).open()
    await program.add('a')
    while (program.queue.state.problem === null) await new Promise((resolve) => setTimeout(resolve, 2))
    expect(program.job('a').state).toBe('running')
    writeFileSync(file, text)
    await program.until('a', 'done')
    expect(program.takes).toBe(1)
  })
})

describe('two programs', () => {
  it('share one queue: each shows what the other does, and each job runs once', async () => {
    const folder = temporaryFolder()
    const made: string[] = []
    const work = async ({ shotName }: { shotName: string }): Promise<void> => void made.push(shotName)
    const first = await new TestProgram(folder, work).open()
    const second = await new TestProgram(folder, work).open()
    await Promise.all([first.add('a', 'b', 'c'), second.add('d', 'e', 'f')])
    for (const program of [first, second])
      for (const word of ['a', 'b', 'c', 'd', 'e', 'f']) await program.until(word, 'done')
    expect(made.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(first.takes).toBe(6)
    expect(first.queue.state.order).toEqual(second.queue.state.order)
  })

  it('do not take a job that begins while the second opens for one of a killed program', async () => {
    const folder = temporaryFolder()
    const signal = new AbortController().signal
    const list = aList('a')
    writeFileSync(join(folder, 'queue.json'), JSON.stringify(list))
    const changes = await takeMachineLock(join(folder, 'queue.json.lock'), { signal })
    const opening = new TestProgram(folder).open()
    // The second has read the list, and waits to change it while the first, which changes it now, takes the machine.
    await new Promise((resolve) => setTimeout(resolve, 50))
    const generating = await takeMachineLock(join(folder, 'generation.lock'), { signal })
    const claim = anyClaim()
    writeFileSync(join(folder, 'queue.json'), JSON.stringify(claimNext(list, claim)))
    await changes()
    await opening
    expect((await listIn(folder)).jobs).toMatchObject([{ state: 'running', runner: claim.runner, interruptions: 0 }])
    await generating()
  })

  it.each([
    ['waits again', (list: JobList) => recoverJobs(list, new Set(), 1)],
    ['runs elsewhere', (list: JobList) => claimNext(releaseJobs(recoverJobs(list, new Set(), 1)), anyClaim())],
    ['is off the list', (list: JobList) => removeJobs(recoverJobs(list, new Set(), 1), [idOf('a')])],
  ])('stop a take that was taken from them for a dead program’s and now %s', async (_now, takeAway) => {
    const folder = temporaryFolder()
    let tellStopped = (): void => undefined
    const stopped = new Promise<void>((resolve) => (tellStopped = resolve))
    const program = await new TestProgram(folder, async (_job, { signal }) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      tellStopped()
      throw abortError()
    }).open()
    await program.add('a')
    await program.until('a', 'running')
    // The other one has the machine, too.
    writeFileSync(join(folder, 'generation.lock'), JSON.stringify({ pid: process.pid, token: 'theirs' }))
    const { jobs } = await new QueueFile(join(folder, 'queue.json')).change(takeAway)
    await stopped
    expect((await listIn(folder)).jobs).toEqual(jobs)
    expect([program.takes, program.bugs]).toEqual([0, []])
  })

  it('that have slept with the machine lose nothing to one that opens before they are heard again', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'queue.json'), JSON.stringify(aList('a', 'b')))
    await aProgramToKill(folder)
    const yesterday = new Date(Date.now() - 86_400_000)
    utimesSync(join(folder, 'generation.lock'), yesterday, yesterday)
    await new TestProgram(folder).open()
    expect((await listIn(folder)).jobs).toMatchObject([
      { state: 'running', interruptions: 0 },
      { state: 'waiting', held: true },
    ])
  })

  it('cancel and pause each other’s takes, and opening the second holds nothing up', async () => {
    const folder = temporaryFolder()
    const { work } = gate()
    const first = await new TestProgram(folder, work).open()
    await first.add('a', 'b')
    await first.until('a', 'running')
    const second = await new TestProgram(folder, work).open()
    expect(second.job('b').waitingFor).toBe('earlier-job')
    await second.queue.cancel(idOf('a'))
    await first.until('a', 'canceled')
    await first.until('b', 'running')
    await second.queue.pause(true)
    await first.until('b', 'queued')
    expect(first.job('b').waitingFor).toBe('paused')
  })
})

describe('a queue’s file', () => {
  it('that is damaged is put aside and told, and a new one begins', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'queue.json'), '{"format":"craneshot-queue","version":1,"jobs":[{]}')
    const program = await new TestProgram(folder).open()
    await program.add('a')
    await program.until('a', 'done')
    expect(program.queue.state.problem?.code).toBe('jobs.queue-damaged')
    const aside = readdirSync(folder).filter((name) => name.startsWith('damaged-'))
    expect(aside).toHaveLength(1)
    expect(program.queue.state.problem?.details['file']).toBe(join(folder, aside[0]!))
  })

  it('of a newer version is left alone, and nothing is queued', async () => {
    const folder = temporaryFolder()
    const text = '{"format":"craneshot-queue","version":2,"lanes":[]}'
    writeFileSync(join(folder, 'queue.json'), text)
    const program = await new TestProgram(folder).open()
    await expect(program.add('a')).rejects.toMatchObject({ code: 'jobs.queue-newer' })
    expect(program.queue.state.problem?.code).toBe('jobs.queue-newer')
    expect(readFileSync(join(folder, 'queue.json'), 'utf8')).toBe(text)
  })

  it('that cannot be written refuses new jobs by name', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a file'), '')
    const program = await new TestProgram(folder, undefined, { file: join(folder, 'a file', 'queue.json') }).open()
    await expect(program.add('a')).rejects.toMatchObject({ code: 'jobs.queue-unwritable' })
    expect(program.queue.snapshots).toEqual([])
  })
})
