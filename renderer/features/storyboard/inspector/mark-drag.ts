import type { PointerEvent } from 'react'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { beginGesture, type FilmGesture } from '../../../state/film-store.ts'
import { chooseMoved, moveBoard } from './board-actions.ts'

interface MarkDragOptions {
  readonly shot: Shot
  readonly index: number
  readonly frameUnder: (clientX: number) => number
  readonly onChoose: (index: number) => void
}

/** A press that moves less than this is a click. */
const leastPixels = 4

/**
 * Drags a board of a shot to another time: one gesture, one step of undo. The window is listened to, since an element that
 * passes others in the list loses its pointer.
 * @returns what the mark needs
 */
export function markDrag({ shot, index, frameUnder, onChoose }: MarkDragOptions) {
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      onChoose(index)
      if (index > 0) followPointer(event.clientX, shot, shot.boards[index]!.frame, frameUnder)
    },
  }
}

function followPointer(startX: number, shot: Shot, from: number, frameUnder: MarkDragOptions['frameUnder']): void {
  const listening = new AbortController()
  const options = { signal: listening.signal }
  const grip = frameUnder(startX) - from
  let gesture: FilmGesture | null = null
  const end = (how: 'commit' | 'cancel'): void => {
    listening.abort()
    gesture?.[how]()
  }
  const move = ({ clientX }: globalThis.PointerEvent): void => {
    if (gesture === null && Math.abs(clientX - startX) < leastPixels) return
    gesture ??= beginGesture('shot.edit.move-board')
    if (gesture === null) return end('cancel')
    gesture.preview(moveBoard(shot.id, from, frameUnder(clientX) - grip).change)
    chooseMoved(shot.id, shot, from)
  }
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end('cancel')
  }
  window.addEventListener('pointermove', move, options)
  window.addEventListener('pointerup', () => end('commit'), options)
  window.addEventListener('pointercancel', () => end('cancel'), options)
  window.addEventListener('keydown', escape, { ...options, capture: true })
}
