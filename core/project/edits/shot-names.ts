import type { Film } from '../schema/film.ts'
import type { Shot } from '../schema/shot.ts'
import { storySections } from '../story-sections.ts'
import { checkedFilm } from './check.ts'

/** What a pattern can hold beside plain text. */
export const nameTokens = ['scene', 'scene-name', 'number', 'group', 'board', 'name'] as const
type NameToken = (typeof nameTokens)[number]

/** How shots are named: the pattern holds tokens in braces, such as `SC{scene}_SH{number}`. */
export interface NamePattern {
  readonly pattern: string
  /** Number of the first shot, and of the first scene. */
  readonly start: number
  readonly step: number
  /** Digits at least; shorter numbers get zeros before them. */
  readonly digits: number
  /** Whether shots are numbered from the start again in each scene. */
  readonly restart: boolean
}

const longestName = 200

/**
 * Names for shots in the storyboard's order. Shots are counted among those that are named; scenes among all scenes of
 * the film, shots without one count as scene 0.
 * @returns shot id → name, of at most 200 characters
 */
export function patternNames(
  film: Pick<Film, 'scenes' | 'shots' | 'boards'>,
  shotIds: readonly string[],
  { pattern, start, step, digits, restart }: NamePattern,
): ReadonlyMap<string, string> {
  const chosen = new Set(shotIds)
  const boards = new Map(film.boards.map(({ id, name }) => [id, name]))
  const number = (index: number) => String(start + index * step).padStart(digits, '0')
  const sceneNumbers = numberedScenes(film)
  const counts = new Map<string | null, number>()
  const names = new Map<string, string>()
  for (const shot of film.shots) {
    if (!chosen.has(shot.id)) continue
    const counter = restart ? shot.sceneId : null
    const index = counts.get(counter) ?? 0
    counts.set(counter, index + 1)
    const scene = shot.sceneId === null ? undefined : sceneNumbers.get(shot.sceneId)
    const values: Readonly<Record<NameToken, string>> = {
      scene: scene === undefined ? '0'.repeat(Math.max(1, digits)) : number(scene.index),
      'scene-name': scene?.name ?? '',
      number: number(index),
      group: shot.group,
      board: boards.get(shot.boards[0]!.boardId) ?? '',
      name: shot.name,
    }
    const name = pattern.replaceAll(/\{([a-z-]+)\}/g, (whole, token: string) =>
      token in values ? values[token as NameToken] : whole,
    )
    names.set(shot.id, name.slice(0, longestName))
  }
  return names
}

/** Scenes in the storyboard's order, counted from 0. */
function numberedScenes(film: Pick<Film, 'scenes' | 'shots'>): Map<string, { index: number; name: string }> {
  const numbers = new Map<string, { index: number; name: string }>()
  for (const { scene } of storySections(film))
    if (scene !== null && !numbers.has(scene.id)) numbers.set(scene.id, { index: numbers.size, name: scene.name })
  return numbers
}

/**
 * Names that several shots would have then, in their order; shots that keep their name count too.
 * @param names as {@link patternNames} gives them
 */
export function nameCollisions(shots: readonly Shot[], names: ReadonlyMap<string, string>): string[] {
  const uses = new Map<string, { count: number; isNew: boolean }>()
  for (const shot of shots) {
    const name = names.get(shot.id) ?? shot.name
    const use = uses.get(name)
    uses.set(name, { count: (use?.count ?? 0) + 1, isNew: (use?.isNew ?? false) || names.has(shot.id) })
  }
  return [...uses].filter(([, { count, isNew }]) => count > 1 && isNew).map(([name]) => name)
}

/** Gives shots their names at once. Throws StudioError edit.refused for a name that is too long. */
export function renameShots(film: Film, names: ReadonlyMap<string, string>): Film {
  const shots = film.shots.map((shot) => {
    const name = names.get(shot.id)
    return name === undefined || name === shot.name ? shot : { ...shot, name }
  })
  return shots.every((shot, index) => shot === film.shots[index]) ? film : checkedFilm(film, { ...film, shots })
}
