import { expect, it } from 'vitest'
import { unknownOfJob, type JobSnapshot } from '../../../core/contract/jobs.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { cameraOfJob, jobsBySeed } from '../../../renderer/features/generate/camera-of-job.ts'

const shotId = 's1'

function job(id: string, seed: number, move: string, state: JobSnapshot['state'] = 'queued'): JobSnapshot {
  const subject = { kind: 'generate', folderId: 'f', shotId, seed } as const
  return { ...unknownOfJob, id, state, subject, title: { film: 'Film', shot: 'Shot', move } }
}

function take(pluckerSha256: string, madeAt: number, shotMove?: string): TakeSummary {
  return { id: `${pluckerSha256}${madeAt}`, pluckerSha256, madeAt, shotId, shotMove } as TakeSummary
}

const takes = [take('own', 1), take('orbit of now', 3, 'orbit:-20'), take('orbit of then', 2, 'orbit:-20')]
const known = { ofJob: { 'from here': 'remembered' }, now: 'own', takes }

it('knows the path of what was queued here, else goes by the move', () => {
  expect(cameraOfJob(job('from here', 1, 'pan:-12'), known)).toBe('remembered')
  expect(cameraOfJob(job('1', 1, ''), known)).toBe('own')
  expect(cameraOfJob({ ...job('1', 1, ''), title: null }, known)).toBe('own')
  expect(cameraOfJob(job('1', 1, 'orbit:-20'), known)).toBe('orbit of now')
  expect(cameraOfJob(job('1', 1, 'pan:-12'), known)).toBeNull()
  expect(cameraOfJob(job('1', 1, ''), { ...known, now: null })).toBeNull()
})

it('has a job of a move in the row of that move, and not in that of the shot’s own path', () => {
  const jobs = [job('1', 7, 'orbit:-20'), job('2', 8, ''), job('3', 9, 'pan:-12'), job('4', 8, '', 'done')]
  const row = (camera: string) => [...jobsBySeed(jobs, { shotId, camera }, known)].map(([seed, { id }]) => [seed, id])
  expect(row('own')).toEqual([[8, '2']])
  expect(row('orbit of now')).toEqual([[7, '1']])
  expect(row('orbit of then')).toEqual([])
})

it('shows of two jobs with one seed the one that runs', () => {
  const jobs = [job('1', 7, ''), job('2', 7, '', 'running'), job('3', 7, '')]
  expect(jobsBySeed(jobs, { shotId, camera: 'own' }, known).get(7)?.id).toBe('2')
  expect(jobsBySeed(jobs.slice(2), { shotId, camera: 'own' }, known).get(7)?.id).toBe('3')
})
