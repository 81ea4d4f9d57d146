import type { ControlValues, NumberControl, PackControls } from '../../../core/contract/controls.ts'
import { controlRanges, resolvedControls, type ControlRange } from '../../../core/diffusion/controls.ts'
import { setShotControl } from '../../../core/project/edits/shot-controls.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { edit } from '../../state/film-store.ts'
import { numberGesture } from '../../state/number-gesture.ts'
import { SegmentedControl } from '../../ui/controls/segmented-control.tsx'
import { DragField } from '../../ui/fields/drag-field.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useText } from '../../ui/use-text.ts'

/** How finely each number is set. */
const steps: Readonly<Record<NumberControl, { readonly step: number; readonly precision: number }>> = {
  guidanceFirst: { step: 0.1, precision: 1 },
  guidanceLast: { step: 0.1, precision: 1 },
  motionBucket: { step: 1, precision: 0 },
  fps: { step: 1, precision: 0 },
  noiseAugmentation: { step: 0.01, precision: 2 },
  cameraStrength: { step: 0.05, precision: 2 },
  decodeChunk: { step: 1, precision: 0 },
}

/** What the shot's model lets the user set beside steps and seed: exactly what its pack lists. */
export function ModelControls({ shot, controls }: { readonly shot: Shot; readonly controls: PackControls }) {
  const text = useText()
  const values = resolvedControls(controls, shot.generation.controls)
  return (
    <Section title={text('generate.controls')}>
      {[...controlRanges(controls)].map(([control, range]) => (
        <NumberRow
          key={control}
          shotId={shot.id}
          control={control}
          range={range}
          value={values[control] ?? range.default}
        />
      ))}
      {values.betweenFrames !== undefined && (
        <BetweenRow shotId={shot.id} own={controls.betweenFrames} value={values.betweenFrames} />
      )}
    </Section>
  )
}

interface NumberRowProps {
  readonly shotId: string
  readonly control: NumberControl
  readonly range: ControlRange
  readonly value: number
}

function NumberRow({ shotId, control, range, value }: NumberRowProps) {
  const text = useText()
  const { step, precision } = steps[control]
  const label = text(`generate.control.${control}`)
  return (
    <Field label={label} hint={text(`generate.control-hint.${control}`)}>
      <DragField
        label={label}
        value={value}
        min={range.min}
        max={range.max}
        step={step}
        precision={precision}
        defaultValue={range.default}
        {...numberGesture('generate.edit.settings', (film, moved) => {
          const rounded = Number(moved.toFixed(precision))
          return setShotControl(film, shotId, control, rounded === range.default ? undefined : rounded)
        })}
      />
    </Field>
  )
}

interface BetweenRowProps {
  readonly shotId: string
  /** The pack's own way. */
  readonly own: PackControls['betweenFrames']
  readonly value: NonNullable<ControlValues['betweenFrames']>
}

/** How the frames between the model's own are made. */
function BetweenRow({ shotId, own, value }: BetweenRowProps) {
  const text = useText()
  return (
    <Field label={text('generate.between')} hint={text(`generate.between.${value}-hint`)} stacked>
      <SegmentedControl
        fill
        label={text('generate.between')}
        segments={(['warp', 'nearest'] as const).map((way) => ({ value: way, label: text(`generate.between.${way}`) }))}
        value={value}
        onChange={(way) =>
          edit('generate.edit.settings', (film) =>
            setShotControl(film, shotId, 'betweenFrames', way === own ? undefined : way),
          )
        }
      />
    </Field>
  )
}
