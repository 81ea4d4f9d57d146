import { endOfSection, type StoryPlace } from '../../../../core/project/edits/story-order.ts'
import { storySections } from '../../../../core/project/story-sections.ts'
import { currentFilm } from '../../../state/film-store.ts'

/** The mark between two shots, in CSS pixels of the window. */
export interface DropLine {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface Drop {
  readonly place: StoryPlace | null
  readonly line: DropLine | null
}

/** Half of the space between two cards. */
const gap = 6

/**
 * Where shots go that are let go at a point of the storyboard: beside the nearest shot, on its nearer side, or into the
 * section whose heading or empty place lies there. Elements say what they are: `data-shot`, or `data-section` with the
 * section's place in the film.
 */
export function dropAt(zone: HTMLElement, x: number, y: number): Drop {
  const section = [...zone.querySelectorAll<HTMLElement>('[data-section]')].find((each) => isOver(each, y))
  if (section !== undefined) return intoSection(section)
  const shots = [...zone.querySelectorAll<HTMLElement>('[data-shot]')]
  const distance = (element: HTMLElement): number => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    // A shot of the same row is always nearer than one of another.
    return Math.max(top - y, y - bottom, 0) * 1e4 + Math.max(left - x, x - right, 0)
  }
  const nearest = shots.reduce<HTMLElement | null>(
    (best, each) => (best === null || distance(each) < distance(best) ? each : best),
    null,
  )
  return nearest === null ? { place: null, line: null } : besideShot(nearest, x, y)
}

function isOver(element: HTMLElement, y: number): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return y >= top && y < bottom
}

/** An open section takes shots at its start, where its heading is; a closed or empty one at its end. */
function intoSection(element: HTMLElement): Drop {
  const sections = storySections(currentFilm())
  const index = Number(element.dataset['section'])
  const section = sections[index]
  if (section === undefined) return { place: null, line: null }
  const { left, width, top, height, bottom } = element.getBoundingClientRect()
  const isOpen = element.dataset['closed'] === undefined && section.shots.length > 0
  return isOpen
    ? {
        place: { before: section.shots[0]!.id, sceneId: section.scene?.id ?? null },
        line: { left: left + gap, width: width - 2 * gap, top: bottom - 2, height: 3 },
      }
    : { place: endOfSection(sections, index), line: { left, width, top, height } }
}

function besideShot(element: HTMLElement, x: number, y: number): Drop {
  const { shots } = currentFilm()
  const index = shots.findIndex(({ id }) => id === element.dataset['shot'])
  const shot = shots[index]
  if (shot === undefined) return { place: null, line: null }
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
  const isList = element.tagName === 'TR' || element.getAttribute('role') === 'row'
  const after = isList ? y > (top + bottom) / 2 : x > (left + right) / 2
  const before = after ? (shots[index + 1]?.id ?? null) : shot.id
  const line = isList
    ? { left, width, top: (after ? bottom : top) - 1, height: 3 }
    : { left: (after ? right + gap : left - gap) - 1, width: 3, top, height }
  return { place: { before, sceneId: shot.sceneId }, line }
}
