import {
  betweenFramesSchema,
  controlOptions,
  controlValuesSchema,
  numberControls,
  type ControlValues,
  type NumberControl,
} from '../../core/contract/controls.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { OptionTable } from './options.ts'
import { choice, wholeNumber } from './option-values.ts'

/** Options for what may be set of some models. */
export const controlTable = Object.fromEntries(
  Object.values(controlOptions).map((option) => [option, 'value'] as const),
) as Readonly<Record<(typeof controlOptions)[keyof typeof controlOptions], 'value'>> satisfies OptionTable

/**
 * The controls that are set; what a model takes of them is known when it is read.
 * @throws StudioError of wrong usage
 */
export function controlWishes(values: Readonly<Record<string, unknown>>): ControlValues {
  const wishes: ControlValues = {}
  for (const control of numberControls) {
    const text = values[controlOptions[control]]
    if (typeof text === 'string') wishes[control] = controlNumber(text, control)
  }
  const between = values[controlOptions.betweenFrames]
  if (typeof between === 'string')
    wishes.betweenFrames = choice(between, `--${controlOptions.betweenFrames}`, betweenFramesSchema.options)
  return wishes
}

function controlNumber(text: string, control: NumberControl): number {
  const schema = controlValuesSchema.shape[control].unwrap()
  const [min, max] = [schema.minValue ?? 0, schema.maxValue ?? 0]
  const option = `--${controlOptions[control]}`
  if (schema.format === 'safeint') return wholeNumber(text, option, min, max)
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
  if (schema.safeParse(value).success) return value
  throw new StudioError('command.usage.decimal', { option, value: text, min, max })
}
