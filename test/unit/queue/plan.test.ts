import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyJobList } from '../../../core/queue/job-list.ts'
import { expectedMilliseconds, withPace, workUnits } from '../../../core/queue/pace.ts'
import { nextTimeOfClock, planJobs } from '../../../core/queue/plan.ts'
import { aNewJob, packHash } from './a-list.ts'

const job = aNewJob('a')

test('work is steps of samples and drawing of frames, times the pixels', () => {
  expect(workUnits({ width: 500, height: 1000, sampleFrames: 16, steps: 25, frames: 50 })).toBe(0.5 * (400 + 200))
})

test('a time is learned from jobs of the same model, by the median of the last eight', () => {
  expect(expectedMilliseconds(emptyJobList, job)).toBeNull()
  let list = emptyJobList
  for (const took of [5_000_000, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 90_000]) list = withPace(list, job, took, 1)
  expect(list.paces).toHaveLength(8)
  expect(expectedMilliseconds(list, job)).toBeCloseTo(5000)
  // Twice the pixels take twice as long; another model's time is not known.
  const twice = { ...job, work: { ...job.work, width: 2000 } }
  expect(expectedMilliseconds(list, twice)).toBeCloseTo(10_000)
  const other = { ...job, pack: { ...job.pack, manifestSha256: 'c'.repeat(64) } }
  expect(expectedMilliseconds(list, other)).toBeNull()
  expect(withPace(list, other, 100, 2).paces.filter(({ manifestSha256 }) => manifestSha256 === packHash)).toHaveLength(
    8,
  )
  expect(withPace(list, job, 0, 2)).toBe(list)
})

test('a plan counts the jobs that end by a time, and stops counting where a time is not known', () => {
  const minutes = (...all: (number | null)[]) =>
    all.map((each, index) => ({ id: String(index), milliseconds: each === null ? null : each * 60_000 }))
  expect(planJobs(minutes(10, 20, 30), 0, 30 * 60_000)).toEqual({ fitting: 2, unknown: 0, endsAt: 60 * 60_000 })
  expect(planJobs(minutes(10, null, 1), 0, 30 * 60_000)).toEqual({ fitting: 1, unknown: 2, endsAt: null })
  expect(planJobs([], 5, 10)).toEqual({ fitting: 0, unknown: 0, endsAt: null })
})

test('more time never fits fewer jobs', () => {
  const jobs = fc
    .array(fc.option(fc.integer({ min: 0, max: 1000 })))
    .map((all) => all.map((milliseconds, index) => ({ id: String(index), milliseconds })))
  fc.assert(
    fc.property(jobs, fc.nat(5000), fc.nat(5000), (all, until, more) => {
      const first = planJobs(all, 0, until)
      expect(planJobs(all, 0, until + more).fitting).toBeGreaterThanOrEqual(first.fitting)
      expect(first.fitting + first.unknown).toBeLessThanOrEqual(all.length)
    }),
  )
})

test('a time of the clock is the next one, today or tomorrow', () => {
  const evening = new Date(2026, 10, 23, 22, 30).getTime()
  expect(nextTimeOfClock('08:00', evening)).toBe(new Date(2026, 10, 24, 8, 0).getTime())
  expect(nextTimeOfClock('23:15', evening)).toBe(new Date(2026, 10, 23, 23, 15).getTime())
  expect(nextTimeOfClock('22:30', evening)).toBe(new Date(2026, 10, 24, 22, 30).getTime())
  for (const wrong of ['', '8', '24:00', '08:60', '8:00']) expect(nextTimeOfClock(wrong, evening)).toBeNull()
})
