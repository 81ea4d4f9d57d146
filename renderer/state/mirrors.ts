import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CallOutput } from '../../core/contract/calls.ts'
import type { ProjectTask, StudioEvent } from '../../core/contract/events.ts'
import type { JobSnapshot, QueueState } from '../../core/contract/jobs.ts'
import type { TakeSummary } from '../../core/contract/studio.ts'
import type { Progress } from '../../core/contract/tasks.ts'
import { filmStore, setSaveState, useOpenFilm } from './film-store.ts'

export type StudioStart = Omit<CallOutput<'app.start'>, 'project' | 'projectFailure' | 'jobs' | 'queue'>

/** What main told at the start and since then of itself: packs, providers, settings. Null until it answered. */
export const studioStore = createStore<{ readonly studio: StudioStart | null }>(() => ({ studio: null }))

/** Main's jobs, oldest first. */
export const jobStore = createStore<{ readonly jobs: readonly JobSnapshot[] }>(() => ({ jobs: [] }))

/** The machine's queue of takes, as a whole. */
export const queueStore = createStore<QueueState>(() => ({ paused: false, order: [], problem: null }))

/** The open project's takes, oldest first. */
export const takeStore = createStore<{ readonly takes: readonly TakeSummary[] }>(() => ({ takes: [] }))

/** Takes of the open project that are being measured, or wait for it. */
export const measuringStore = createStore<{ readonly takeIds: readonly string[] }>(() => ({ takeIds: [] }))

/** How far the copy is that is being saved, 0 to 1; null while there is none. */
export const copyStore = createStore<{ readonly fraction: number | null }>(() => ({ fraction: null }))

/** The task about a whole project that runs, and how far it is, 0 to 1; null while there is none. */
export const taskStore = createStore<{
  readonly task: { readonly name: ProjectTask; readonly fraction: number | null } | null
}>(() => ({ task: null }))

/** How far the model is that is being added; null while none is. */
export const addingProgressStore = createStore<{ readonly progress: Pick<Progress, 'stage' | 'fraction'> | null }>(
  () => ({
    progress: null,
  }),
)

/** How far the document or the story is that is being imported; null until it tells. */
export const importPartStore = createStore<{ readonly part: { readonly done: number; readonly total: number } | null }>(
  () => ({ part: null }),
)

/** @param projectId of the project that is open, to leave out what concerns another */
export function receive(event: StudioEvent, projectId: string | null): void {
  switch (event.type) {
    case 'job':
      return jobStore.setState(({ jobs }) => ({ jobs: withItems(jobs, [event.job]) }))
    case 'jobs':
      return jobStore.setState(({ jobs }) => ({ jobs: withItems(jobs, event.jobs) }))
    case 'job-dismissed':
      return jobStore.setState(({ jobs }) => ({ jobs: jobs.filter(({ id }) => id !== event.id) }))
    case 'queue':
      return queueStore.setState(event.queue)
    case 'take-added':
      if (event.projectId !== projectId) return
      return takeStore.setState(({ takes }) => ({ takes: withItems(takes, [event.take]) }))
    case 'take-removed':
      if (event.projectId !== projectId) return
      return takeStore.setState(({ takes }) => ({ takes: takes.filter(({ id }) => id !== event.takeId) }))
    case 'take-measured':
      if (event.projectId !== projectId) return
      return takeStore.setState(({ takes }) => ({
        takes: takes.map((take) => (take.id === event.takeId ? { ...take, obedience: event.obedience } : take)),
      }))
    case 'measuring':
      if (event.projectId !== projectId) return
      return measuringStore.setState({ takeIds: event.takeIds })
    case 'save-state':
      return setSaveState(event.projectId, event.save)
    case 'copy':
      return copyStore.setState({ fraction: event.fraction })
    case 'import':
      return importPartStore.setState({ part: { done: event.done, total: event.total } })
    case 'board-painted':
      // Who edits the film listens for it: renderer/state/painted-boards.
      return
    case 'project-task':
      return taskStore.setState({ task: event.ended ? null : { name: event.task, fraction: event.fraction } })
    case 'packs':
      return studioStore.setState(({ studio }) => ({ studio: studio && { ...studio, packs: [...event.packs] } }))
    case 'model-task':
      return addingProgressStore.setState({ progress: event.progress })
    case 'providers':
      return studioStore.setState(({ studio }) => ({ studio: studio && { ...studio, providers: event.providers } }))
  }
}

export function useStudio<Value>(select: (studio: StudioStart) => Value, fallback: Value): Value {
  return useStore(studioStore, ({ studio }) => (studio === null ? fallback : select(studio)))
}

export function useJobs<Value>(select: (jobs: readonly JobSnapshot[]) => Value): Value {
  return useStore(jobStore, ({ jobs }) => select(jobs))
}

/** Like {@link useJobs}, of the open project alone: a copy of it has shots of the same ids. */
export function useProjectJobs<Value>(select: (jobs: readonly JobSnapshot[]) => Value): Value {
  const folderId = useOpenFilm((open) => open?.folderId ?? null)
  return useStore(jobStore, ({ jobs }) => select(jobsOf(jobs, folderId)))
}

/** Jobs of the open project, oldest first. */
export function projectJobs(): readonly JobSnapshot[] {
  return jobsOf(jobStore.getState().jobs, filmStore.getState().open?.folderId ?? null)
}

/** The same list for the same jobs, as selectors need it. */
function jobsOf(jobs: readonly JobSnapshot[], folderId: string | null): readonly JobSnapshot[] {
  if (lastOwn?.jobs !== jobs || lastOwn.folderId !== folderId)
    lastOwn = { jobs, folderId, own: jobs.filter(({ subject }) => subject.folderId === folderId) }
  return lastOwn.own
}

let lastOwn: {
  readonly jobs: readonly JobSnapshot[]
  readonly folderId: string | null
  readonly own: readonly JobSnapshot[]
} | null = null

export function useTakes<Value>(select: (takes: readonly TakeSummary[]) => Value): Value {
  return useStore(takeStore, ({ takes }) => select(takes))
}

/** Those that are known at their places, the others at the end. */
function withItems<Item extends { readonly id: string }>(items: readonly Item[], news: readonly Item[]): Item[] {
  const left = new Map(news.map((item) => [item.id, item]))
  const known = items.map((item) => {
    const now = left.get(item.id)
    left.delete(item.id)
    return now ?? item
  })
  return [...known, ...left.values()]
}
