import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { filmStore, useFilm } from '../../state/film-store.ts'
import { projectJobs, takeStore, useProjectJobs, useTakes } from '../../state/mirrors.ts'
import { isOutdated, shotFactsStore, useShotFacts } from '../../state/shot-changes.ts'
import { shotStatus, type ShotStatus } from '../../state/shots.ts'
import { filteredShots, isFiltering, noFilter, type StoryFilter } from './story-filter.ts'
import { storyLayout } from './story-layout.ts'
import { shownStory, storyRows, type ShownStory, type StoryRow } from './story-rows.ts'

/** What the storyboard is filtered by: the session's alone, so that no shot is missed at the next start. */
export const filterStore = createStore<{ readonly filter: StoryFilter }>(() => ({ filter: noFilter }))

export function setFilter(change: Partial<StoryFilter>): void {
  filterStore.setState(({ filter }) => ({ filter: { ...filter, ...change } }))
}

export function clearFilter(): void {
  filterStore.setState({ filter: noFilter })
}

/** How many cards stand side by side, as the window shows them now. */
export const columnsStore = createStore<{ readonly columns: number }>(() => ({ columns: 1 }))

type Story = Pick<Film, 'shots' | 'scenes' | 'boards'>

/** All that decides what is shown. */
interface StoryParts {
  readonly story: Story
  readonly filter: StoryFilter
  readonly statusOf: (shot: Shot) => ShotStatus
  readonly closed: readonly string[]
}

const nothing: readonly never[] = []

/** What the Board shows; the same value while nothing of it changes. */
export function useShownStory(): ShownStory {
  const parts = useStoryParts()
  return useMemo(() => storyOf(parts), [parts])
}

/** The shots that the filter lets through; null while none is set. */
export function useFoundShotIds(): ReadonlySet<string> | null {
  const parts = useStoryParts()
  return useMemo(() => foundIn(parts), [parts])
}

function useStoryParts(): StoryParts {
  const shots = useFilm((film): Film['shots'] => film.shots, nothing as never)
  const scenes = useFilm((film): Film['scenes'] => film.scenes, nothing as never)
  const boards = useFilm((film): Film['boards'] => film.boards, nothing as never)
  const filter = useStore(filterStore, (state) => state.filter)
  const closed = storyLayout.use((layout) => layout.closed)
  const statusOf = useStatuses(filter)
  return useMemo(
    () => ({ story: { shots, scenes, boards }, filter, statusOf, closed }),
    [shots, scenes, boards, filter, statusOf, closed],
  )
}

/** The same as {@link useShownStory} for commands. */
export function currentStory(): ShownStory {
  return storyOf(currentParts())
}

/** The same as {@link useFoundShotIds} for commands. */
export function foundShotIds(): ReadonlySet<string> | null {
  return foundIn(currentParts())
}

function currentParts(): StoryParts {
  const film = filmStore.getState().open?.history.present
  const story: Story = film ?? { shots: [], scenes: [], boards: [] }
  const { takes } = takeStore.getState()
  const { facts } = shotFactsStore.getState()
  const jobs = projectJobs()
  const statusOf = (shot: Shot): ShotStatus => shotStatus(shot, takes, jobs, (take) => isOutdated(take, facts))
  return { story, filter: filterStore.getState().filter, statusOf, closed: storyLayout.get().closed }
}

/** Its rows as they are laid out now. */
export function currentRows(): StoryRow[] {
  return storyRows(currentStory(), storyLayout.get().layout === 'list' ? 1 : columnsStore.getState().columns)
}

function foundIn({ story, filter, statusOf }: StoryParts): ReadonlySet<string> | null {
  return isFiltering(filter) ? new Set(filteredShots(story, filter, statusOf).map(({ id }) => id)) : null
}

function storyOf({ story, filter, statusOf, closed }: StoryParts): ShownStory {
  const filtering = isFiltering(filter)
  return shownStory(story, filtering ? filteredShots(story, filter, statusOf) : story.shots, filtering, closed)
}

/** Where shots stand; follows takes and jobs only while shots are filtered by it. */
function useStatuses({ states }: StoryFilter): (shot: Shot) => ShotStatus {
  const wanted = states.size > 0
  const takes = useTakes((all) => (wanted ? all : nothing))
  const jobs = useProjectJobs((all) => (wanted ? all : nothing))
  const facts = useShotFacts()
  const followed = wanted ? facts : null
  return useMemo(
    () => (shot: Shot) => shotStatus(shot, takes, jobs, (take) => followed !== null && isOutdated(take, followed)),
    [takes, jobs, followed],
  )
}
