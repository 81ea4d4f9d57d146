import type { PointerEvent } from 'react'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { beginGesture, cancelGesture, commitGesture, previewGesture } from '../../../state/film-store.ts'
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
  let isMoving = false
  const end = (finish: () => void): void => {
    listening.abort()
    if (isMoving) finish()
  }
  const move = ({ clientX }: globalThis.PointerEvent): void => {
    if (!isMoving && Math.abs(clientX - startX) < leastPixels) return
    if (!isMoving && !beginGesture('shot.edit.move-board')) return end(cancelGesture)
    isMoving = true
    previewGesture(moveBoard(shot.id, from, frameUnder(clientX) - grip).change)
    chooseMoved(shot.id, shot, from)
  }
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end(cancelGesture)
  }
  window.addEventListener('pointermove', move, options)
  window.addEventListener('pointerup', () => end(commitGesture), options)
  window.addEventListener('pointercancel', () => end(cancelGesture), options)
  window.addEventListener('keydown', escape, { ...options, capture: true })
}
