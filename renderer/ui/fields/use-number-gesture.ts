import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'
import type { EntryStart } from './drag-field-entry.tsx'
import type { DragFieldProps } from './drag-field-props.ts'
import { NumberGesture, type GestureTarget } from './number-gesture.ts'
import { editableNumber } from './number-steps.ts'

interface GestureOptions extends DragFieldProps {
  /** Opens the text entry. */
  readonly onEdit: (initial: EntryStart) => void
  readonly onReset: () => void
}

/** Connects pointer and keys of a field to its {@link NumberGesture}. A field that goes away takes its gesture back. */
export function useNumberGesture(options: GestureOptions) {
  const [preview, setPreview] = useState<number | null>(null)
  const target = useRef<GestureTarget>(null)
  const created = useRef<NumberGesture>(null)
  useEffect(() => {
    target.current = targetOf(options, setPreview)
  })
  useEffect(() => () => created.current?.cancel(), [])

  function gesture(): NumberGesture {
    created.current ??= new NumberGesture(() => target.current ?? targetOf(options, setPreview))
    return created.current
  }
  return { preview, handlers: { ...pointerHandlers(gesture, options), ...keyHandlers(gesture, options) } }
}

function targetOf(options: GestureOptions, show: GestureTarget['show']): GestureTarget {
  const { value, min, max, step = 1, onBegin, onPreview, onCommit, onCancel } = options
  return { value, range: { min, max, step }, onBegin, onPreview, onCommit, onCancel, show }
}

function paceOf(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) {
  return { fine: event.shiftKey, coarse: event.ctrlKey || event.metaKey }
}

function pointerHandlers(gesture: () => NumberGesture, options: GestureOptions) {
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return gesture().cancel()
      event.currentTarget.focus()
      event.currentTarget.setPointerCapture(event.pointerId)
      gesture().press(event.clientX)
    },
    onPointerMove: (event: PointerEvent) => gesture().moveTo(event.clientX, paceOf(event)),
    onPointerUp: (event: PointerEvent) => {
      const onPrefix = event.target instanceof Element && event.target.closest('[data-prefix]') !== null
      if (gesture().release() && !onPrefix) options.onEdit(presentNumber(options))
    },
    onPointerCancel: () => gesture().lose(),
    onLostPointerCapture: () => gesture().lose(),
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault()
      event.stopPropagation()
      if (!gesture().active) options.onReset()
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

function keyHandlers(gesture: () => NumberGesture, options: GestureOptions) {
  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (!pressed(event, gesture(), options)) return
      event.preventDefault()
      event.stopPropagation()
    },
    onKeyUp: (event: KeyboardEvent) => {
      if (stepKeys[event.key] !== undefined) gesture().endSteps()
    },
    onBlur: () => gesture().endSteps(),
  }
}

/** Does what the key asks for; false for a key that is not the field's. */
function pressed(event: KeyboardEvent, gesture: NumberGesture, options: GestureOptions): boolean {
  const direction = stepKeys[event.key]
  if (direction !== undefined && !event.altKey) {
    const pace = paceOf(event)
    gesture.step(direction, { ...pace, coarse: pace.coarse || event.key.startsWith('Page') })
    return true
  }
  if (event.key === 'Escape' && gesture.active) {
    gesture.cancel()
    return true
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return pressedPlain(event.key, gesture, options)
}

function pressedPlain(key: string, gesture: NumberGesture, options: GestureOptions): boolean {
  const { min, max } = options
  if (key === 'Enter' || key === 'F2') options.onEdit(presentNumber(options))
  else if (/^[-+=.,\d(]$/.test(key)) options.onEdit({ text: key, typed: true })
  else if (key === 'Delete' || key === 'Backspace') options.onReset()
  else if (key === 'Home' && min !== undefined) gesture.jump(min)
  else if (key === 'End' && max !== undefined) gesture.jump(max)
  else return false
  return true
}

function presentNumber({ value, precision = 0 }: GestureOptions): EntryStart {
  return { text: value === null ? '' : editableNumber(value, precision), typed: false }
}
