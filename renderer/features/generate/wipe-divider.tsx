import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useText } from '../../ui/use-text.ts'
import styles from './compare.module.css'
import { useFocusBack } from './focus-back.ts'

interface WipeDividerProps {
  /** 0..1 of the picture's width. */
  readonly part: number
  readonly onChange: (part: number) => void
}

const step = 0.01
const largeStep = 0.1

/** The line between two takes, to be dragged or moved by arrow keys. */
export function WipeDivider({ part, onChange }: WipeDividerProps) {
  const text = useText()
  const own = useRef<HTMLDivElement>(null)
  useFocusBack(own)
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const frame = event.currentTarget.parentElement!.getBoundingClientRect()
    onChange(within((event.clientX - frame.left) / frame.width))
  }
  const press = (event: KeyboardEvent): void => {
    const next = moved(part, event)
    if (next === null) return
    event.preventDefault()
    // Elsewhere on the stage the arrows step frames.
    event.stopPropagation()
    onChange(within(next))
  }
  const percent = Math.round(part * 100)
  return (
    <div
      ref={own}
      role="slider"
      tabIndex={0}
      aria-label={text('compare.divider')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${percent}%`}
      className={styles['divider']}
      style={{ left: `${part * 100}%` }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => onChange(0.5)}
      onKeyDown={press}
    >
      <span className={styles['grip']} aria-hidden />
    </div>
  )
}

function moved(part: number, { key, shiftKey }: KeyboardEvent): number | null {
  const by = shiftKey ? largeStep : step
  if (key === 'ArrowLeft' || key === 'ArrowDown') return part - by
  if (key === 'ArrowRight' || key === 'ArrowUp') return part + by
  if (key === 'PageDown') return part - largeStep
  if (key === 'PageUp') return part + largeStep
  if (key === 'Home') return 0
  if (key === 'End') return 1
  return null
}

/** Steps of a hundredth stay so, however often they are taken. */
function within(part: number): number {
  return Math.min(1, Math.max(0, Math.round(part * 10_000) / 10_000))
}
