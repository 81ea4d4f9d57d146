import type { Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import type { ShotStatus } from '../../state/shots.ts'

/** What a shot can be filtered by: where it stands, or that some of its takes are rejected. */
export const storyStates = ['board', 'takes', 'chosen', 'changed', 'running', 'failed', 'rejected'] as const
export type StoryState = (typeof storyStates)[number]

export interface StoryFilter {
  /** Words that all must be found, in any order and anywhere. */
  readonly words: string
  /** States of which one must hold; none lets all shots through. */
  readonly states: ReadonlySet<StoryState>
  /** Shots that stay in sight whatever else is looked for. */
  readonly kept?: ReadonlySet<string>
}

export const noFilter: StoryFilter = { words: '', states: new Set() }

export function isFiltering({ words, states }: StoryFilter): boolean {
  return words.trim() !== '' || states.size > 0
}

/**
 * The shots that the filter lets through. Words are looked for in the names of shot, scene, group and boards, and in
 * note, dialogue and action; upper and lower case, and the ways to write one Hangul syllable, are the same.
 * @param statusOf asked only where states are filtered by
 */
export function filteredShots(
  { shots, scenes, boards }: Pick<Film, 'shots' | 'scenes' | 'boards'>,
  { words, states, kept }: StoryFilter,
  statusOf: (shot: Shot) => ShotStatus,
): readonly Shot[] {
  const terms = plain(words).split(/\s+/).filter(Boolean)
  if (terms.length === 0 && states.size === 0) return shots
  const sceneNames = new Map(scenes.map(({ id, name }) => [id, name]))
  const boardNames = new Map(boards.map(({ id, name }) => [id, name]))
  const textOf = (shot: Shot): string =>
    plain(
      [
        shot.name,
        shot.sceneId === null ? '' : (sceneNames.get(shot.sceneId) ?? ''),
        shot.group,
        ...shot.boards.map(({ boardId }) => boardNames.get(boardId) ?? ''),
        shot.note,
        shot.dialogue,
        shot.action,
      ].join('\n'),
    )
  const hasWords = (shot: Shot): boolean => {
    if (terms.length === 0) return true
    const text = textOf(shot)
    return terms.every((term) => text.includes(term))
  }
  const isFound = (shot: Shot): boolean => hasWords(shot) && (states.size === 0 || isIn(states, shot, statusOf))
  return shots.filter((shot) => kept?.has(shot.id) === true || isFound(shot))
}

function isIn(states: ReadonlySet<StoryState>, shot: Shot, statusOf: (shot: Shot) => ShotStatus): boolean {
  if (states.has('rejected') && shot.takeMarks.some(({ rejected }) => rejected)) return true
  const status = statusOf(shot)
  return states.has(status === 'queued' || status === 'generating' ? 'running' : status)
}

/** File names from a Mac come with Hangul in parts. */
function plain(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
