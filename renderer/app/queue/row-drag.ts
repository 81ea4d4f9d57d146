import { createStore } from 'zustand/vanilla'
import type { PointerEvent } from 'react'

/** A row that is being dragged, and the row before which it would go; null at the end. */
export interface RowDrag {
  readonly id: string
  readonly before: string | null
}

export const rowDragStore = createStore<{ readonly drag: RowDrag | null }>(() => ({ drag: null }))

const idle = { drag: null }

/**
 * Drags a row of a list by its grip. Rows are the elements with `data-row`; Esc takes the drag back.
 * @param drop called with where it went
 */
export function pressGrip(event: PointerEvent<HTMLElement>, id: string, drop: (before: string | null) => void): void {
  const grip = event.currentTarget
  const list = grip.closest('[data-rows]')
  if (event.button !== 0 || list === null) return
  event.preventDefault()
  grip.focus()
  grip.setPointerCapture(event.pointerId)
  const move = ({ clientY }: { readonly clientY: number }): void => {
    const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')]
    const below = rows.find((row) => {
      const { top, height } = row.getBoundingClientRect()
      return clientY < top + height / 2
    })
    rowDragStore.setState({ drag: { id, before: below?.dataset['row'] ?? null } })
  }
  const end = (dropped: boolean): void => {
    const { drag } = rowDragStore.getState()
    listening.abort()
    rowDragStore.setState(idle)
    if (dropped && drag !== null && drag.before !== id) drop(drag.before)
  }
  const listening = new AbortController()
  const { signal } = listening
  grip.addEventListener('pointermove', move, { signal })
  grip.addEventListener('pointerup', () => end(true), { signal })
  grip.addEventListener('pointercancel', () => end(false), { signal })
  window.addEventListener(
    'keydown',
    (key) => {
      if (key.key !== 'Escape') return
      key.stopPropagation()
      end(false)
    },
    { signal, capture: true },
  )
}
