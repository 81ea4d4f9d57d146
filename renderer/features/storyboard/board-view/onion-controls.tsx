import { Layers2 } from 'lucide-react'
import { Checkbox } from '../../../ui/controls/checkbox.tsx'
import { Slider } from '../../../ui/controls/slider.tsx'
import { ToggleButton } from '../../../ui/controls/toggle-button.tsx'
import { useText } from '../../../ui/use-text.ts'
import styles from './board-view.module.css'
import { onionSkin } from './view-state.ts'

/** The neighbours over the board: whether, how strong, and in colours of their own. */
export function OnionControls() {
  const text = useText()
  const { on, strength, tint } = onionSkin.use((state) => state)
  return (
    <>
      <ToggleButton
        showLabel
        icon={<Layers2 />}
        label={text('view.onion')}
        keys="O"
        pressed={on}
        onPressedChange={(next) => onionSkin.set({ on: next })}
      />
      {on && (
        <>
          <div className={styles['strength']}>
            <Slider
              label={text('view.onion.strength')}
              value={Math.round(100 * strength)}
              min={5}
              max={100}
              valueText={(value) => `${value}%`}
              onPreview={(value) => onionSkin.set({ strength: value / 100 })}
            />
          </div>
          <Checkbox label={text('view.onion.tint')} checked={tint} onChange={(next) => onionSkin.set({ tint: next })} />
          {tint && (
            <span className={styles['legend']} aria-hidden>
              <span className={styles['swatchBefore']} /> ←
              <span className={styles['swatchAfter']} /> →
            </span>
          )}
        </>
      )}
    </>
  )
}
