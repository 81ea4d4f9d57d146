import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jobListSchema, mostJobs, type JobList } from '../../../core/queue/job-list.ts'
import * as edits from '../../../core/queue/list-edits.ts'
import { readQueue, wholeText } from '../../../core/queue/queue-text.ts'
import { aList, aNewJob, idOf, wordsOf } from './a-list.ts'

const claim = (list: JobList, runner = 'r1', takeId = 't1', now = 100): JobList =>
  edits.claimNext(list, { runner, takeId, now })

describe('the order of a queue', () => {
  test('is the order in which jobs came, and changes by moving', () => {
    const list = aList('a', 'b', 'c', 'd')
    expect(wordsOf(edits.moveJobs(list, [idOf('d')], idOf('b')))).toEqual(['a', 'd', 'b', 'c'])
    expect(wordsOf(edits.moveJobs(list, [idOf('c'), idOf('a')], null))).toEqual(['b', 'd', 'a', 'c'])
    expect(wordsOf(edits.moveJobs(list, [idOf('a')], idOf('a')))).toEqual(['a', 'b', 'c', 'd'])
  })

  test('leaves the running job where it is, and an ended one is no place to go', () => {
    const list = claim(aList('a', 'b', 'c'))
    expect(edits.moveJobs(list, [idOf('a')], null).jobs).toEqual(list.jobs)
    expect(wordsOf(edits.moveJobs(list, [idOf('b')], idOf('a')))).toEqual(['c', 'b'])
  })
})

test('a queue that is full takes no more, and can be read again', () => {
  const words = Array.from({ length: mostJobs }, (_, index) => `job ${index}`)
  const full = aList(...words)
  expect(readQueue(wholeText(full, '01234567').trimEnd())).toEqual({ list: full, log: '01234567' })
  expect(() => edits.addJobs(full, [aNewJob('one more')])).toThrow(
    expect.objectContaining({ code: 'jobs.queue-full', details: { most: mostJobs, there: mostJobs, added: 1 } }),
  )
})

describe('the next job', () => {
  test('is the first that waits, and none while the queue is paused', () => {
    const list = claim(aList('a', 'b'))
    expect(edits.nextJob(list)?.shotName).toBe('b')
    expect(edits.nextJob(edits.setPaused(list, true))).toBeNull()
    expect(claim(edits.setPaused(list, true), 'r2', 't2')).toEqual(edits.setPaused(list, true))
  })

  test('is none that the user has not been asked about; new ones go before', () => {
    const held = edits.holdJobs(aList('a', 'b'))
    expect(edits.nextJob(held)).toBeNull()
    const more = edits.addJobs(held, [aNewJob('c')])
    expect(edits.nextJob(more)?.shotName).toBe('c')
    expect(edits.nextJob(edits.releaseJobs(more))?.shotName).toBe('a')
  })
})

describe('the end of a run', () => {
  test('is only told by the program that runs it', () => {
    const list = claim(aList('a'))
    expect(edits.endRun(list, idOf('a'), 'r2', { state: 'done' }, 200)).toBe(list)
    expect(edits.endRun(list, idOf('a'), 'r1', { state: 'done' }, 200).jobs[0]).toMatchObject({
      state: 'done',
      takeId: 't1',
      endedAt: 200,
      runner: null,
    })
  })

  test('keeps a failure until the job is tried again, at the end of the list', () => {
    const failure = { kind: 'error', error: { code: 'inference.process-died', details: { cause: 'x' } } } as const
    const failed = edits.endRun(claim(aList('a', 'b')), idOf('a'), 'r1', { state: 'failed', failure }, 200)
    expect(failed.jobs[0]).toMatchObject({ state: 'failed', failure, takeId: null })
    const again = edits.retryJobs(failed, [idOf('a'), idOf('b')])
    expect(wordsOf(again)).toEqual(['b', 'a'])
    expect(again.jobs[1]).toMatchObject({ failure: null, endedAt: null, startedAt: null })
  })

  test('puts a job that was stopped back to its place', () => {
    const list = edits.stopJob(claim(aList('a', 'b')), idOf('a'), 'return', 150)
    expect(list.jobs[0]).toMatchObject({ state: 'running', stop: 'return' })
    const returned = edits.endRun(list, idOf('a'), 'r1', { state: 'returned', held: false }, 200)
    expect(wordsOf(returned)).toEqual(['a', 'b'])
    expect(returned.jobs[0]).toMatchObject({ takeId: null, startedAt: null, stop: 'no', held: false })
  })

  test('forgets the oldest of very many', () => {
    let list = aList(...Array.from({ length: 203 }, (_, index) => `j${index}`), 'last')
    for (let index = 0; index < 203; index++)
      list = edits.endRun(claim(list, 'r1', `t${index}`, index), idOf(`j${index}`), 'r1', { state: 'done' }, index + 1)
    expect(wordsOf(list, 'done')).toHaveLength(200)
    expect(wordsOf(list, 'done')[0]).toBe('j3')
    expect(wordsOf(list)).toEqual(['last'])
  })
})

describe('a job', () => {
  test('is cancelled at once while it waits, and by its program while it runs', () => {
    const list = edits.stopJob(
      edits.stopJob(claim(aList('a', 'b')), idOf('b'), 'cancel', 150),
      idOf('a'),
      'cancel',
      150,
    )
    expect(list.jobs).toMatchObject([
      { state: 'running', stop: 'cancel' },
      { state: 'canceled', endedAt: 150 },
    ])
  })

  test('is not taken off the list while it runs, and not by a dismissal while it waits', () => {
    const list = claim(aList('a', 'b'))
    expect(wordsOf(edits.removeJobs(list, [idOf('a'), idOf('b')]), 'running')).toEqual(['a'])
    expect(edits.dismissJob(list, idOf('b'))).toBe(list)
    expect(edits.removeJobs(list, [idOf('b')]).jobs).toHaveLength(1)
  })
})

describe('after a program was killed', () => {
  test('a complete take is done, any other waits for a word, and all is counted', () => {
    const running = claim(aList('a', 'b'))
    expect(edits.recoverJobs(running, new Set(['t1']), 300).jobs[0]).toMatchObject({ state: 'done', takeId: 't1' })
    const [job] = edits.recoverJobs(running, new Set(), 300).jobs
    expect(job).toMatchObject({ state: 'waiting', held: true, interruptions: 1, takeId: null, runner: null })
    const idle = aList('a')
    expect(edits.recoverJobs(idle, new Set(), 300)).toBe(idle)
  })

  test('a take that was to be cancelled is, unless it is complete', () => {
    const stopped = edits.stopJob(claim(aList('a')), idOf('a'), 'cancel', 150)
    expect(edits.recoverJobs(stopped, new Set(), 300).jobs).toMatchObject([
      { state: 'canceled', stop: 'no', runner: null, takeId: null, endedAt: 300 },
    ])
    expect(edits.recoverJobs(stopped, new Set(['t1']), 300).jobs).toMatchObject([{ state: 'done', stop: 'no' }])
  })
})

test('whatever is done to a queue, no job is lost or there twice, one runs at most, and the file takes it', () => {
  const id = fc.integer({ min: 0, max: 9 }).map((index) => idOf(`j${index}`))
  const operation = fc.oneof(
    fc.record({ do: fc.constant('move' as const), ids: fc.array(id), before: fc.option(id) }),
    fc.record({ do: fc.constantFrom('cancel' as const, 'retry' as const, 'stop' as const), id }),
    fc.record({ do: fc.constantFrom('pause', 'resume', 'claim', 'done', 'fail', 'kill', 'start') }),
  )
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
      let list = aList(...Array.from({ length: 10 }, (_, index) => `j${index}`))
      let now = 1000
      for (const step of operations) {
        now++
        const running = list.jobs.find(({ state }) => state === 'running')
        if ('ids' in step) list = edits.moveJobs(list, step.ids, step.before)
        else if ('id' in step)
          list =
            step.do === 'retry'
              ? edits.retryJobs(list, [step.id])
              : edits.stopJob(list, step.id, step.do === 'stop' ? 'return' : 'cancel', now)
        else if (step.do === 'pause' || step.do === 'resume') list = edits.setPaused(list, step.do === 'pause')
        else if (step.do === 'start') list = edits.releaseJobs(list)
        else if (step.do === 'claim' && running === undefined) list = claim(list, 'r1', `t${now}`, now)
        else if (step.do === 'kill') list = edits.holdJobs(edits.recoverJobs(list, new Set(), now))
        else if (running !== undefined && step.do === 'done')
          list = edits.endRun(list, running.id, 'r1', { state: 'done' }, now)
        else if (running !== undefined && step.do === 'fail')
          list = edits.endRun(list, running.id, 'r1', { state: 'failed', failure: { kind: 'canceled' } }, now)
        const ids = new Set(list.jobs.map((job) => job.id))
        expect([ids.size, list.jobs.length]).toEqual([10, 10])
        expect(list.jobs.filter(({ state }) => state === 'running').length).toBeLessThan(2)
        for (const job of list.jobs) {
          expect(job.runner !== null, job.state).toBe(job.state === 'running')
          expect(job.takeId !== null, job.state).toBe(job.state === 'running' || job.state === 'done')
        }
        // What is written is what is read.
        expect(jobListSchema.parse(JSON.parse(JSON.stringify(list)))).toEqual(list)
      }
    }),
    { numRuns: 150 },
  )
})
