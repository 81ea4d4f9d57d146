import {
  controlOptions,
  numberControls,
  type ControlValues,
  type NumberControl,
  type PackControls,
} from '../contract/controls.ts'
import { StudioError } from '../contract/errors.ts'

/** A control's range and the pack's own value. */
export interface ControlRange {
  readonly min: number
  readonly max: number
  readonly default: number
}

/** The number controls that a pack lists, in the order in which they are shown. */
export function controlRanges(controls: PackControls): ReadonlyMap<NumberControl, ControlRange> {
  const { guidance, ...single } = controls
  const rangeOf = (name: NumberControl): ControlRange | undefined => {
    if (name === 'guidanceFirst') return guidance && { ...guidance, default: guidance.first }
    if (name === 'guidanceLast') return guidance && { ...guidance, default: guidance.last }
    return single[name]
  }
  return new Map(
    numberControls.flatMap((name) => {
      const range = rangeOf(name)
      return range === undefined ? [] : [[name, { min: range.min, max: range.max, default: range.default }] as const]
    }),
  )
}

/** A value for every control that the pack lists: the wish, held in its range, or the pack's own; other wishes are left out. */
export function resolvedControls(controls: PackControls, wishes: ControlValues = {}): ControlValues {
  const values: ControlValues = {}
  for (const [name, { min, max, default: own }] of controlRanges(controls)) {
    values[name] = Math.min(max, Math.max(min, wishes[name] ?? own))
  }
  if (controls.betweenFrames !== undefined) values.betweenFrames = wishes.betweenFrames ?? controls.betweenFrames
  return values
}

/**
 * Refuses what a pack does not let anybody set.
 * @param pack its id, for the errors
 * @throws StudioError `inference.control-unknown`, `inference.control-range`
 */
export function checkControls(controls: PackControls, values: ControlValues, pack: string): void {
  const ranges = controlRanges(controls)
  for (const control of numberControls) {
    const value = values[control]
    if (value === undefined) continue
    const range = ranges.get(control)
    const option = controlOption(control)
    if (range === undefined) throw new StudioError('inference.control-unknown', { option, pack })
    const { min, max } = range
    if (value < min || value > max) throw new StudioError('inference.control-range', { option, value, min, max })
  }
  if (values.betweenFrames !== undefined && controls.betweenFrames === undefined)
    throw new StudioError('inference.control-unknown', { option: controlOption('betweenFrames'), pack })
}

function controlOption(control: keyof ControlValues): string {
  return `--${controlOptions[control]}`
}
