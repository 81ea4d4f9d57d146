import { ArrowLeftRight, Blend, Columns2, Grid3x3, MonitorPlay, SquareSplitHorizontal, ToggleLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { differenceGains } from '../../../core/takes/picture-difference.ts'
import { useCommandHints } from '../../state/command-hints.ts'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { SegmentedControl } from '../../ui/controls/segmented-control.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './compare.module.css'
import { blinkRates, changeSides, compareModes, comparison, useComparison, type CompareMode } from './compare-store.ts'
import { generateView } from './generate-store.ts'

const icons: Readonly<Record<CompareMode, ReactNode>> = {
  side: <Columns2 />,
  wipe: <SquareSplitHorizontal />,
  blink: <ToggleLeft />,
  difference: <Blend />,
}

/** Player or matrix, and how two takes in the player are compared. */
export function StageViews({ staged, count }: { readonly staged: number; readonly count: number }) {
  const text = useText()
  const hintOf = useCommandHints()
  const view = generateView.use((state) => state.view)
  return (
    <div className={styles['bar']}>
      {view === 'player' && count > 1 && <CompareBar comparable={staged === 2} />}
      <SegmentedControl
        size="compact"
        label={text('matrix.view')}
        value={view}
        onChange={(next) => generateView.set({ view: next })}
        segments={[
          {
            value: 'player',
            label: text('matrix.player'),
            icon: <MonitorPlay />,
            iconOnly: true,
            keys: hintOf('stage.matrix'),
          },
          {
            value: 'matrix',
            label: text('matrix.title'),
            icon: <Grid3x3 />,
            iconOnly: true,
            keys: hintOf('stage.matrix'),
          },
        ]}
      />
    </div>
  )
}

function CompareBar({ comparable }: { readonly comparable: boolean }) {
  const text = useText()
  const hintOf = useCommandHints()
  const mode = useComparison((chosen) => chosen.mode)
  const reason = comparable ? undefined : text('compare.needs-two')
  return (
    <>
      {comparable && mode === 'difference' && <GainSelect />}
      {comparable && mode === 'blink' && <BlinkControls />}
      <SegmentedControl
        size="compact"
        label={text('compare.title')}
        value={comparable ? mode : 'side'}
        onChange={(next) => comparison.set({ mode: next })}
        segments={compareModes.map((each) => ({
          value: each,
          label: text(`compare.${each}`),
          icon: icons[each],
          iconOnly: true,
          keys: hintOf(`stage.compare-${each}`),
          ...(each === 'side' ? {} : { disabledReason: reason }),
        }))}
      />
    </>
  )
}

function GainSelect() {
  const text = useText()
  const gain = useComparison((chosen) => chosen.gain)
  return (
    <Select
      size="compact"
      label={text('compare.gain')}
      value={gain}
      onChange={(next) => comparison.set({ gain: next })}
      options={differenceGains.map((each) => ({ value: each, label: `×${each}` }))}
    />
  )
}

function BlinkControls() {
  const text = useText()
  const hintOf = useCommandHints()
  const rate = useComparison(({ blinkRate }) => blinkRate)
  return (
    <>
      <IconButton
        size="compact"
        label={text('compare.change-sides')}
        keys={hintOf('stage.compare-swap')}
        icon={<ArrowLeftRight />}
        onClick={changeSides}
      />
      <Select
        size="compact"
        label={text('compare.rate')}
        value={rate}
        onChange={(next) => comparison.set({ blinkRate: next })}
        options={blinkRates.map((each) => ({
          value: each,
          label: each === 0 ? text('compare.by-key') : text('compare.per-second', { count: each }),
        }))}
      />
    </>
  )
}
