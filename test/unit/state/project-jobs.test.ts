import { afterEach, expect, test } from 'vitest'
import { unknownOfJob, type JobSnapshot } from '../../../core/contract/jobs.ts'
import { newHistory } from '../../../core/project/history.ts'
import { filmStore } from '../../../renderer/state/film-store.ts'
import { jobStore, projectJobs } from '../../../renderer/state/mirrors.ts'
import { shotStatus } from '../../../renderer/state/shots.ts'
import { aFilm } from '../project/films.ts'

const original = 'aaaaaaaaaaaaaaaa'
const copy = 'bbbbbbbbbbbbbbbb'

afterEach(() => {
  filmStore.setState({ open: null })
  jobStore.setState({ jobs: [] })
})

function job(id: string, folderId: string | null): JobSnapshot {
  const subject = { kind: 'generate', folderId, shotId: aFilm().shots[0]!.id, seed: 1 } as const
  return { ...unknownOfJob, id, subject, state: 'running', startedAt: 0 }
}

function open(projectId: string, folderId: string): void {
  const save = { state: 'saved', problem: null } as const
  filmStore.setState({
    open: { projectId, folderId, place: '~/film', writable: true, history: newHistory(aFilm()), save },
  })
}

test('a copy with shots of the same ids shows none of the jobs of the original, nor those of no project', () => {
  jobStore.setState({ jobs: [job('1', original), job('2', null), job('3', original)] })
  open('0', original)
  expect(projectJobs().map(({ id }) => id)).toEqual(['1', '3'])
  expect(shotStatus(aFilm().shots[0]!, [], projectJobs(), () => false)).toBe('generating')
  open('1', copy)
  expect(projectJobs()).toEqual([])
  expect(shotStatus(aFilm().shots[0]!, [], projectJobs(), () => false)).toBe('board')
})

test('jobs of a project are still its own when it is opened again, and the list is the same while they are', () => {
  jobStore.setState({ jobs: [job('1', original), job('2', copy)] })
  open('0', original)
  const before = projectJobs()
  open('1', original)
  expect(projectJobs()).toBe(before)
  jobStore.setState({ jobs: [job('1', original)] })
  expect(projectJobs().map(({ id }) => id)).toEqual(['1'])
})
