import { expect, test } from 'vitest'
import { unknownOfJob, type JobSnapshot } from '../../../core/contract/jobs.ts'
import { plannedTakes, queueLists } from '../../../renderer/app/queue/queue-lists.ts'
import { stepTarget } from '../../../renderer/app/queue/step-target.ts'

function take(id: string, state: JobSnapshot['state'], more: Partial<JobSnapshot> = {}): JobSnapshot {
  return { ...unknownOfJob, id, subject: { kind: 'generate', folderId: null, shotId: 's1', seed: 1 }, state, ...more }
}

test('jobs that wait are shown in the order in which they run, others after them, and ended ones latest first', () => {
  const jobs = [
    take('a', 'queued'),
    take('b', 'done'),
    take('c', 'queued'),
    { ...take('d', 'queued'), subject: { kind: 'export', folderId: null } as const },
    take('e', 'running'),
    take('f', 'failed'),
  ]
  const lists = queueLists(jobs, ['c', 'b', 'e', 'a', 'f'])
  expect(lists.waiting.map(({ id }) => id)).toEqual(['c', 'a', 'd'])
  expect(lists.running.map(({ id }) => id)).toEqual(['e'])
  expect(lists.ended.map(({ id }) => id)).toEqual(['f', 'b'])
})

test('a running take is planned by its own pace, before it has one by what was learned less the time that is over', () => {
  const waiting = [take('b', 'queued', { expectedMilliseconds: 7000 }), take('c', 'queued')]
  const planned = (running: JobSnapshot) => plannedTakes({ running: [running], waiting, ended: [] }, 5000)
  const known = { expectedMilliseconds: 9000, startedAt: 1000 }
  expect(planned(take('a', 'running', known))).toEqual([
    { id: 'a', milliseconds: 5000 },
    { id: 'b', milliseconds: 7000 },
    { id: 'c', milliseconds: null },
  ])
  expect(planned(take('a', 'running', { ...known, remainingMilliseconds: 1200 }))[0]!.milliseconds).toBe(1200)
  expect(planned(take('a', 'running', { ...known, startedAt: -90_000 }))[0]!.milliseconds).toBe(0)
})

test('keys move a take one place or to an end, and nothing beyond', () => {
  const order = ['a', 'b', 'c']
  expect(stepTarget('ArrowUp', order, 'b')).toBe('a')
  expect(stepTarget('ArrowDown', order, 'a')).toBe('c')
  expect(stepTarget('ArrowDown', order, 'b')).toBeNull()
  expect(stepTarget('Home', order, 'c')).toBe('a')
  expect(stepTarget('End', order, 'a')).toBeNull()
  for (const [key, id] of [
    ['ArrowUp', 'a'],
    ['ArrowDown', 'c'],
    ['Home', 'a'],
    ['End', 'c'],
    ['Enter', 'b'],
  ] as const)
    expect(stepTarget(key, order, id)).toBeUndefined()
})
