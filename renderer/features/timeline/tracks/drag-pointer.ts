import type { PointerEvent as ReactPointerEvent } from 'react'

interface PointerDrag {
  /** The pointer has moved far enough to mean it. */
  begin?(): void
  /** @param pixels since the press, to the right */
  move(pixels: number, event: PointerEvent): void
  /** @param dragged false for a press that was no drag */
  end(dragged: boolean): void
  /** Esc, or the system took the pointer away; called in place of `end`. */
  cancel(): void
}

/** Pixels of a press that is still a click. */
const clickPixels = 3

/** Follows the pointer from a press on an element until it is let go; the element's own handler has no more to do. */
export function dragPointer(event: ReactPointerEvent<HTMLElement>, drag: PointerDrag): void {
  const { currentTarget: element, pointerId, clientX } = event
  let dragged = false
  const listeners = new AbortController()
  const { signal } = listeners
  element.setPointerCapture(pointerId)
  const finish = (how: 'end' | 'cancel'): void => {
    listeners.abort()
    if (element.hasPointerCapture(pointerId)) element.releasePointerCapture(pointerId)
    if (how === 'end') drag.end(dragged)
    else drag.cancel()
  }
  const move = (moved: PointerEvent): void => {
    const pixels = moved.clientX - clientX
    if (!dragged && Math.abs(pixels) < clickPixels) return
    if (!dragged) drag.begin?.()
    dragged = true
    drag.move(pixels, moved)
  }
  const press = (key: KeyboardEvent): void => {
    if (key.key !== 'Escape') return
    key.stopPropagation()
    key.preventDefault()
    finish('cancel')
  }
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', () => finish('end'), { signal })
  element.addEventListener('pointercancel', () => finish('cancel'), { signal })
  window.addEventListener('keydown', press, { signal, capture: true })
}
