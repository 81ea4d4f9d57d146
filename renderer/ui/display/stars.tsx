import { Star } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { classNames } from '../class-names.ts'
import { useText } from '../use-text.ts'
import styles from './stars.module.css'

interface StarsProps {
  /** 0 to 5; 0 is not rated. */
  readonly value: number
  /** Left out where the stars are only shown. */
  readonly onChange?: ((value: number) => void) | undefined
  /** What is rated, such as `Take 3`. */
  readonly label: string
}

const ranks = [1, 2, 3, 4, 5]

/** A rating of one to five stars: click, arrow keys, 0 to 5. A click on the present rank takes it away. */
export function Stars({ value, onChange, label }: StarsProps) {
  const text = useText()
  const words = text('controls.stars', { count: value })
  if (onChange !== undefined) return <EditableStars value={value} onChange={onChange} label={label} words={words} />
  return (
    <span role="img" aria-label={`${label}: ${words}`} className={styles['stars']}>
      {ranks.map((rank) => (
        <Star key={rank} className={rank <= value ? styles['full'] : styles['hollow']} />
      ))}
    </span>
  )
}

interface EditableStarsProps extends StarsProps {
  readonly onChange: (value: number) => void
  readonly words: string
}

function EditableStars({ value, onChange, label, words }: EditableStarsProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const next = rankFromKey(event.key, value)
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (next !== value) onChange(next)
  }

  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={5}
      aria-valuenow={value}
      aria-valuetext={words}
      onKeyDown={onKeyDown}
      className={classNames(styles['stars'], styles['editable'])}
    >
      {ranks.map((rank) => (
        <span key={rank} className={styles['rank']} onClick={() => onChange(rank === value ? 0 : rank)}>
          <Star className={rank <= value ? styles['full'] : styles['hollow']} />
        </span>
      ))}
    </span>
  )
}

function rankFromKey(key: string, value: number): number | undefined {
  if (/^[0-5]$/.test(key)) return Number(key)
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(5, value + 1)
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, value - 1)
  if (key === 'Home' || key === 'Delete') return 0
  return key === 'End' ? 5 : undefined
}
