import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JobList } from '../../../core/queue/job-list.ts'
import { changeBetween, withChange } from '../../../core/queue/list-changes.ts'
import * as edits from '../../../core/queue/list-edits.ts'
import { changeText, readQueue, readQueueOn, wholeText, type ReadQueue } from '../../../core/queue/queue-text.ts'
import { aList, aNewJob, idOf } from './a-list.ts'

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const words = fc.uniqueArray(word)
const failure = { kind: 'error', error: { code: 'jobs.shot-gone', details: {} } } as const
const now = 5000

/** Anything that a program or its user may do to a list. */
const edit: fc.Arbitrary<(list: JobList) => JobList> = fc.oneof(
  words.map((some) => (list: JobList) => {
    const known = new Set(list.jobs.map(({ id }) => id))
    return edits.addJobs(
      list,
      some.filter((one) => !known.has(idOf(one))).map((one) => aNewJob(one)),
    )
  }),
  fc.tuple(words, fc.option(word)).map(([some, before]) => (list: JobList) => {
    return edits.moveJobs(list, some.map(idOf), before === null ? null : idOf(before))
  }),
  words.map((some) => (list: JobList) => edits.removeJobs(list, some.map(idOf))),
  words.map((some) => (list: JobList) => edits.retryJobs(list, some.map(idOf))),
  fc.boolean().map((paused) => (list: JobList) => edits.setPaused(list, paused)),
  fc.constant((list: JobList) => edits.holdJobs(list)),
  fc.constant((list: JobList) => edits.releaseJobs(list)),
  word.map((one) => (list: JobList) => edits.stopJob(list, idOf(one), 'cancel', now)),
  fc.constant((list: JobList) => edits.claimNext(list, { runner: 'r', takeId: 't', now: now - 100 })),
  fc.constantFrom('done', 'canceled', 'returned', 'failed').map((state) => (list: JobList) => {
    const running = list.jobs.find((job) => job.state === 'running')
    if (running === undefined) return list
    const end =
      state === 'failed'
        ? { state, failure }
        : state === 'returned'
          ? { state, held: true }
          : { state: state as 'done' }
    return edits.endRun(list, running.id, 'r', end, now)
  }),
)

test('the changes of any edits, written and read, lead to the same list', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (made) => {
      const start = aList('a', 'b')
      let list = start
      let text = wholeText(start, 'aaaaaaaa')
      for (const one of made) {
        const after = one(list)
        expect(withChange(list, changeBetween(list, after))).toEqual(after)
        text += changeText(changeBetween(list, after), 'aaaaaaaa')
        list = after
      }
      expect(readQueue(text.trimEnd())).toEqual({ list, log: 'aaaaaaaa' })
    }),
  )
})

test('a change says nothing of jobs that are as they were', () => {
  const list = aList('a', 'b', 'c')
  const claimed = edits.claimNext(list, { runner: 'r', takeId: 't', now })
  expect(changeBetween(list, claimed)).toEqual({ jobs: [claimed.jobs[0]] })
  const ended = edits.endRun(claimed, idOf('a'), 'r', { state: 'done' }, now + 100)
  expect(changeBetween(claimed, ended)).toEqual({
    jobs: [ended.jobs[0]],
    paces: { forgotten: [], learned: ended.paces },
  })
  expect(changeBetween(list, edits.moveJobs(list, [idOf('c')], idOf('a')))).toEqual({
    order: ['c', 'a', 'b'].map(idOf),
  })
  expect(edits.releaseJobs(list)).toBe(list)
})

const lines = (text: string): string => text.trimEnd()

test('a last line that a power cut has spoilt never was, and nothing may follow it', () => {
  const list = aList('a')
  const paused = changeText({ paused: true }, 'aaaaaaaa')
  const whole = wholeText(list, 'aaaaaaaa')
  const after = { ...list, paused: true }
  for (const spoilt of ['\0\0\0', paused.slice(0, 9), 'null', '{"log":"aaaaaaaa","paused":1}'])
    expect(readQueue(whole + paused + spoilt)).toEqual({ list: after, log: null })
  expect(readQueue(lines(`${whole}${paused.slice(0, 9)}\n${paused}`))).toBe('damaged')
})

test('lines of another writing of the list are not taken for changes of this one', () => {
  const list = aList('a')
  const read = readQueue(lines(wholeText(list, 'aaaaaaaa'))) as ReadQueue
  expect(readQueueOn(read, lines(changeText({ paused: true }, 'aaaaaaaa')))?.list.paused).toBe(true)
  expect(readQueueOn(read, lines(changeText({ paused: true }, 'bbbbbbbb')))).toBeNull()
  expect(readQueueOn(read, 'ist","version":1}')).toBeNull()
})
