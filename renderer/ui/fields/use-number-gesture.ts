import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'
import type { DragFieldProps } from './drag-field.tsx'
import {
  dragValue,
  draggedBy,
  editableNumber,
  steppedValue,
  type NumberDrag,
  type NumberRange,
} from './number-steps.ts'

/** Pointer travel before a press counts as a drag and no longer as a click, CSS pixels. */
const dragThreshold = 3

interface GestureOptions extends DragFieldProps {
  readonly range: NumberRange
  /** Opens the text entry with that text. */
  readonly onEdit: (initial: string) => void
  readonly onReset: (() => void) | null
}

/** A press that may become a drag, or a run of arrow keys. */
interface Gesture {
  readonly from: 'pointer' | 'keys'
  readonly pressX: number
  lastX: number
  begun: boolean
  drag: NumberDrag
  value: number
}

/**
 * The gestures of a number field. Pointer: press, more than 3 pixels, release. Keys: from the first arrow press to the
 * release, so that a held key is one undo step. Esc, a lost pointer, a second button or a field that goes away cancel.
 */
export function useNumberGesture(options: GestureOptions) {
  const gesture = useRef<Gesture | null>(null)
  const [preview, setPreview] = useState<number | null>(null)

  function show(present: Gesture, value: number) {
    if (!present.begun) {
      present.begun = true
      options.onBegin?.()
    }
    if (value === present.value && preview !== null) return
    present.value = value
    setPreview(value)
    options.onPreview?.(value)
  }

  function end(how: 'commit' | 'cancel') {
    const present = gesture.current
    gesture.current = null
    setPreview(null)
    if (present?.begun !== true) return
    if (how === 'commit') options.onCommit(present.value)
    else if (options.onCancel !== undefined) options.onCancel()
    else options.onPreview?.(present.drag.start)
  }

  const latestEnd = useRef(end)
  useEffect(() => {
    latestEnd.current = end
  })
  useEffect(() => () => latestEnd.current('cancel'), [])

  function start(from: Gesture['from'], pressX: number): Gesture {
    const value = options.value ?? 0
    const present = { from, pressX, lastX: pressX, begun: false, drag: { start: value, travel: 0 }, value }
    gesture.current = present
    return present
  }

  const handlers = {
    ...pointerHandlers({ gesture, start, show, end, options }),
    ...keyHandlers({ gesture, start, show, end, options }),
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault()
      event.stopPropagation()
      if (gesture.current === null) options.onReset?.()
    },
  }
  return { preview, handlers }
}

interface GestureParts {
  readonly gesture: { current: Gesture | null }
  readonly start: (from: Gesture['from'], pressX: number) => Gesture
  readonly show: (present: Gesture, value: number) => void
  readonly end: (how: 'commit' | 'cancel') => void
  readonly options: GestureOptions
}

function paceOf(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) {
  return { fine: event.shiftKey, coarse: event.ctrlKey || event.metaKey }
}

function pointerHandlers({ gesture, start, show, end, options }: GestureParts) {
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (gesture.current !== null) return end('cancel')
      if (event.button !== 0) return
      event.currentTarget.focus()
      event.currentTarget.setPointerCapture(event.pointerId)
      start('pointer', event.clientX)
    },
    onPointerMove: (event: PointerEvent) => {
      const present = gesture.current
      if (present?.from !== 'pointer') return
      if (!present.begun && Math.abs(event.clientX - present.pressX) < dragThreshold) return
      const pace = paceOf(event)
      present.drag = draggedBy(present.drag, event.clientX - present.lastX, pace, options.range)
      present.lastX = event.clientX
      show(present, dragValue(present.drag, pace, options.range))
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const present = gesture.current
      if (present?.from !== 'pointer') return
      const clicked = !present.begun
      end('commit')
      const onPrefix = event.target instanceof Element && event.target.closest('[data-prefix]') !== null
      if (clicked && !onPrefix) options.onEdit(entryText(options))
    },
    onPointerCancel: () => end('cancel'),
    onLostPointerCapture: () => {
      if (gesture.current?.from === 'pointer') end('cancel')
    },
  }
}

/** Directions of the keys that step; page keys step coarsely. */
const stepKeys: Readonly<Record<string, 1 | -1>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 1,
  PageDown: -1,
}

function keyHandlers({ gesture, start, show, end, options }: GestureParts) {
  function press(event: KeyboardEvent): boolean {
    const direction = stepKeys[event.key]
    if (direction !== undefined && !event.altKey) {
      const present = gesture.current ?? start('keys', 0)
      if (present.from === 'pointer') return true
      const pace = paceOf(event)
      const coarse = pace.coarse || event.key.startsWith('Page')
      show(present, steppedValue(present.value, direction, { ...pace, coarse }, options.range))
      return true
    }
    if (event.key === 'Escape' && gesture.current !== null) {
      end('cancel')
      return true
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    return pressPlain(event.key)
  }

  function pressPlain(key: string): boolean {
    const { range } = options
    if (key === 'Enter' || key === 'F2') options.onEdit(entryText(options))
    else if (/^[-+=.,\d(]$/.test(key)) options.onEdit(key)
    else if (key === 'Delete' || key === 'Backspace') options.onReset?.()
    else if (key === 'Home' && range.min !== undefined) commitAt(range.min)
    else if (key === 'End' && range.max !== undefined) commitAt(range.max)
    else return false
    return true
  }

  function commitAt(value: number) {
    show(start('keys', 0), value)
    end('commit')
  }

  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (!press(event)) return
      event.preventDefault()
      event.stopPropagation()
    },
    onKeyUp: (event: KeyboardEvent) => {
      if (gesture.current?.from === 'keys' && stepKeys[event.key] !== undefined) end('commit')
    },
    onBlur: () => {
      if (gesture.current?.from === 'keys') end('commit')
    },
  }
}

function entryText({ value, precision = 0 }: GestureOptions): string {
  return value === null ? '' : editableNumber(value, precision)
}
