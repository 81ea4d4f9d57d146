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
  /** A drag or a key press begins: one undo step from here to the commit. False refuses it: nothing more is told. */
  readonly onBegin?: (() => boolean) | undefined
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
  const stage = useRef<'rest' | 'begun' | 'refused'>('rest')
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
        if (stage.current === 'rest') stage.current = onBegin?.() === false ? 'refused' : 'begun'
        if (stage.current === 'begun') onPreview(next)
      }}
      onValueCommitted={(next) => {
        if (stage.current !== 'refused') onCommit?.(next)
        stage.current = 'rest'
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
