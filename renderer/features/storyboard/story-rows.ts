import type { Film } from '../../../core/project/schema/film.ts'
import type { Scene, Shot } from '../../../core/project/schema/shot.ts'
import { storySections } from '../../../core/project/story-sections.ts'
import { sectionName } from './story-layout.ts'

/** A section as it is shown. */
export interface ShownSection {
  readonly key: string
  /** Its place among all sections of the film. */
  readonly index: number
  readonly scene: Scene | null
  readonly continued: boolean
  /** Shots that the filter lets through. */
  readonly shots: readonly Shot[]
  /** Shots of the section, filtered or not, and their frames in all. */
  readonly shotCount: number
  readonly durationFrames: number
  readonly closed: boolean
}

/** What is shown of the storyboard, whatever it is laid out as. */
export interface ShownStory {
  /** Whether sections have headings: a film without scenes is one plain storyboard. */
  readonly hasHeadings: boolean
  readonly sections: readonly ShownSection[]
  /** Shots that have a card, in their order. */
  readonly shotIds: readonly string[]
  /** Place of each shot of the film in the storyboard, from 1. */
  readonly numbers: ReadonlyMap<string, number>
}

/**
 * @param visible shots that the filter lets through; sections without any are left out then
 * @param filtering whether a filter is set: it shows what it finds in closed sections too
 */
export function shownStory(
  film: Pick<Film, 'scenes' | 'shots'>,
  visible: readonly Shot[],
  filtering: boolean,
  closed: readonly string[],
): ShownStory {
  const through = new Set(visible)
  const sections = storySections(film).flatMap(({ scene, shots, continued }, index): ShownSection[] => {
    const shown = filtering ? shots.filter((shot) => through.has(shot)) : shots
    if (filtering && shown.length === 0) return []
    return [
      {
        key: `${sectionName(scene?.id ?? null)}-${continued || scene === null ? (shots[0]?.id ?? '') : ''}`,
        index,
        scene,
        continued,
        shots: shown,
        shotCount: shots.length,
        durationFrames: shots.reduce((sum, { durationFrames }) => sum + durationFrames, 0),
        closed: !filtering && film.scenes.length > 0 && closed.includes(sectionName(scene?.id ?? null)),
      },
    ]
  })
  return {
    hasHeadings: film.scenes.length > 0,
    sections,
    shotIds: sections.flatMap((section) => (section.closed ? [] : section.shots.map(({ id }) => id))),
    numbers: new Map(film.shots.map(({ id }, index) => [id, index + 1])),
  }
}

/** A row of the scrolled storyboard. */
export type StoryRow =
  | { readonly kind: 'heading'; readonly key: string; readonly section: ShownSection }
  | { readonly kind: 'empty'; readonly key: string; readonly section: ShownSection }
  | { readonly kind: 'shots'; readonly key: string; readonly section: ShownSection; readonly shots: readonly Shot[] }

/** @param columns shots in a row: 1 in the list */
export function storyRows({ sections, hasHeadings }: ShownStory, columns: number): StoryRow[] {
  return sections.flatMap((section): StoryRow[] => {
    const { key } = section
    const heading: StoryRow[] = hasHeadings ? [{ kind: 'heading', key: `heading-${key}`, section }] : []
    if (section.closed) return heading
    if (section.shots.length === 0) return [...heading, { kind: 'empty', key: `empty-${key}`, section }]
    const rows = Array.from({ length: Math.ceil(section.shots.length / columns) }, (_, row): StoryRow => {
      const shots = section.shots.slice(row * columns, (row + 1) * columns)
      return { kind: 'shots', key: `shots-${shots[0]!.id}`, section, shots }
    })
    return [...heading, ...rows]
  })
}

/** Index of the row with the shot, or -1. */
export function rowOf(rows: readonly StoryRow[], shotId: string | null): number {
  return rows.findIndex((row) => row.kind === 'shots' && row.shots.some(({ id }) => id === shotId))
}

/** The shot above or below in the grid: the same column of the next row with shots, or its last. */
export function shotBeside(rows: readonly StoryRow[], shotId: string | null, step: 1 | -1): string | null {
  const from = rowOf(rows, shotId)
  const row = rows[from]
  if (row?.kind !== 'shots') return null
  const column = row.shots.findIndex(({ id }) => id === shotId)
  for (let at = from + step; at >= 0 && at < rows.length; at += step) {
    const next = rows[at]
    if (next?.kind === 'shots') return (next.shots[column] ?? next.shots.at(-1)!).id
  }
  return null
}

/** Where a shot stands in its group's bracket. */
export interface GroupPlace {
  readonly name: string
  /** Which of the colours, from 0. */
  readonly colour: number
  readonly starts: boolean
  readonly ends: boolean
}

const groupColours = 6

/** Groups of a section by shot: neighbours of one group are under one bracket. */
export function groupPlaces(shots: readonly Shot[]): ReadonlyMap<string, GroupPlace> {
  const names = [...new Set(shots.flatMap(({ group }) => (group === '' ? [] : [group])))]
  return new Map(
    shots.flatMap(({ id, group }, index) => {
      if (group === '') return []
      const place = {
        name: group,
        colour: names.indexOf(group) % groupColours,
        starts: shots[index - 1]?.group !== group,
        ends: shots[index + 1]?.group !== group,
      }
      return [[id, place] as const]
    }),
  )
}
