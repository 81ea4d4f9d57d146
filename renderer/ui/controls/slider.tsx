import { Slider as BaseSlider } from '@base-ui/react/slider'
import { useRef } from 'react'
import { Tooltip } from '../overlays/tooltip.tsx'
import styles from './slider.module.css'

interface SliderProps {
  /** The accessible name; the visible label is the row's. */
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number | undefined
  /** Words of a value for a screen reader, such as `35 mm`. */
  readonly valueText?: ((value: number) => string) | undefined
  /** A drag or a key press begins: one undo step from here to the commit. */
  readonly onBegin?: (() => void) | undefined
  /** The value while it moves. */
  readonly onPreview: (value: number) => void
  /** The value at rest. */
  readonly onCommit?: ((value: number) => void) | undefined
  /** Why it cannot be moved now; shown as its tooltip. */
  readonly disabledReason?: string | undefined
}

/** A value by feel, between two ends. For a value by number, put a DragField beside it. */
export function Slider({ label, value, min, max, step = 1, valueText, ...handlers }: SliderProps) {
  const { onBegin, onPreview, onCommit, disabledReason } = handlers
  const moving = useRef(false)
  const disabled = disabledReason !== undefined
  const slider = (
    <BaseSlider.Root
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      thumbAlignment="edge"
      onValueChange={(next) => {
        if (!moving.current) onBegin?.()
        moving.current = true
        onPreview(next)
      }}
      onValueCommitted={(next) => {
        moving.current = false
        onCommit?.(next)
      }}
      className={styles['slider']}
    >
      <BaseSlider.Control className={styles['control']}>
        <BaseSlider.Track className={styles['track']}>
          <BaseSlider.Indicator className={styles['indicator']} />
          <BaseSlider.Thumb
            aria-label={label}
            aria-description={disabledReason}
            {...(valueText === undefined ? {} : { getAriaValueText: (_text, present) => valueText(present) })}
            className={styles['thumb']}
          />
        </BaseSlider.Track>
      </BaseSlider.Control>
    </BaseSlider.Root>
  )
  return disabled ? <Tooltip label={disabledReason}>{slider}</Tooltip> : slider
}
