import { createStore } from 'zustand/vanilla'
import type { StoryPlace } from '../../../../core/project/edits/story-order.ts'
import { chooseShot, selectedShotIds } from '../selection.ts'
import { moveShots } from '../story-actions.ts'
import { dropAt, type DropLine } from './drop-place.ts'

/** Shots that are being dragged: where the pointer is and where they would go. */
export interface StoryDrag {
  readonly shotIds: readonly string[]
  readonly shotId: string
  readonly x: number
  readonly y: number
  readonly place: StoryPlace | null
  readonly line: DropLine | null
}

export const dragStore = createStore<{ readonly drag: StoryDrag | null }>(() => ({ drag: null }))

/** A press that moves less than this is a click, CSS pixels. */
const dragDistance = 6
/** So near to the edge the storyboard scrolls along. */
const edge = 56
const fastestScroll = 24

let dragged = false

/** Whether a click is the end of a drag, which has been dealt with. */
export function endsDrag(): boolean {
  return dragged
}

/** Follows a press on a shot until it is released; Esc leaves everything where it was. */
export function pressShot(event: { clientX: number; clientY: number; currentTarget: Element }, shotId: string): void {
  const zone = event.currentTarget.closest<HTMLElement>('[data-zone]')
  dragged = false
  if (zone === null) return
  const start = { x: event.clientX, y: event.clientY }
  const controller = new AbortController()
  const { signal } = controller
  let frame = 0
  const finish = (): void => {
    controller.abort()
    cancelAnimationFrame(frame)
    dragged = dragStore.getState().drag !== null
    dragStore.setState({ drag: null })
  }
  const scroll = (): void => {
    const { drag } = dragStore.getState()
    if (drag === null) return
    if (scrollAlong(zone, drag.y)) follow(zone, drag.x, drag.y)
    frame = requestAnimationFrame(scroll)
  }
  const move = ({ clientX: x, clientY: y }: PointerEvent): void => {
    if (dragStore.getState().drag !== null) return follow(zone, x, y)
    if (Math.hypot(x - start.x, y - start.y) < dragDistance) return
    if (!selectedShotIds().includes(shotId)) chooseShot(shotId, 'alone')
    dragStore.setState({ drag: { shotId, shotIds: selectedShotIds(), x, y, place: null, line: null } })
    follow(zone, x, y)
    frame = requestAnimationFrame(scroll)
  }
  const drop = (): void => {
    const { drag } = dragStore.getState()
    finish()
    if (drag !== null && drag.place !== null) moveShots(drag.shotIds, drag.place)
  }
  const cancel = (press: KeyboardEvent): void => {
    if (press.key !== 'Escape' || dragStore.getState().drag === null) return
    press.stopPropagation()
    finish()
  }
  window.addEventListener('pointermove', move, { signal })
  window.addEventListener('pointerup', drop, { signal })
  window.addEventListener('pointercancel', finish, { signal })
  window.addEventListener('blur', finish, { signal })
  window.addEventListener('keydown', cancel, { signal, capture: true })
}

function follow(zone: HTMLElement, x: number, y: number): void {
  dragStore.setState(({ drag }) => ({ drag: drag && { ...drag, x, y, ...dropAt(zone, x, y) } }))
}

/** The nearer to the edge, the faster. @returns whether it scrolled */
function scrollAlong(zone: HTMLElement, y: number): boolean {
  const { top, bottom } = zone.getBoundingClientRect()
  const beyond = y < top + edge ? y - top - edge : y > bottom - edge ? y - bottom + edge : 0
  if (beyond === 0) return false
  const before = zone.scrollTop
  zone.scrollTop += Math.max(-fastestScroll, Math.min(fastestScroll, beyond / 3))
  return zone.scrollTop !== before
}
