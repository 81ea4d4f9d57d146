/** What a number field may hold and how far one step goes, in the field's unit. */
export interface NumberRange {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step: number
}

/** Which modifier keys are down during a drag or a key press. */
export interface Pace {
  readonly fine: boolean
  readonly coarse: boolean
}

/** Pointer travel that makes one step, CSS pixels. */
export const pixelsPerStep = 4

/** Steps of one key press or of {@link pixelsPerStep}: a tenth with Shift, ten with Ctrl. */
export function paceFactor({ fine, coarse }: Pace): number {
  if (fine) return 0.1
  return coarse ? 10 : 1
}

/** The nearest value inside the range. */
export function clampToRange(value: number, { min = -Infinity, max = Infinity }: NumberRange): number {
  return Math.min(max, Math.max(min, value))
}

/**
 * The value after one press of an arrow key, `direction` 1 up or -1 down: the next multiple of the step (a tenth of it
 * with Shift, ten with Ctrl) beyond the present value, inside the range. 1.37 in steps of 0.5 goes to 1.5, then to 2.
 */
export function steppedValue(value: number, direction: 1 | -1, pace: Pace, range: NumberRange): number {
  const grid = range.step * paceFactor(pace)
  const position = withoutBinaryNoise(value / grid)
  const next = direction === 1 ? Math.floor(position) + 1 : Math.ceil(position) - 1
  return clampToRange(withoutBinaryNoise(next * grid), range)
}

/**
 * A drag, as pure state: pointer travel is added up in steps, so that pressing or releasing a modifier in mid-drag
 * changes the speed from there on and never makes the value jump.
 */
export interface NumberDrag {
  readonly start: number
  /** Unrounded distance from the start, in the field's unit. */
  readonly travel: number
}

/** The drag after the pointer moved `pixels` to the right (or up). */
export function draggedBy(drag: NumberDrag, pixels: number, pace: Pace, range: NumberRange): NumberDrag {
  const travel = drag.travel + (pixels / pixelsPerStep) * range.step * paceFactor(pace)
  // Travel beyond an end is not kept: the way back begins at once.
  return { start: drag.start, travel: clampToRange(drag.start + travel, range) - drag.start }
}

/** The value that a drag shows: on the grid of its pace, inside the range, the start itself while nothing moved. */
export function dragValue(drag: NumberDrag, pace: Pace, range: NumberRange): number {
  if (drag.travel === 0) return drag.start
  const grid = range.step * (pace.fine ? 0.1 : 1)
  return clampToRange(withoutBinaryNoise(Math.round((drag.start + drag.travel) / grid) * grid), range)
}

/** 0.1 + 0.2 reads 0.3: the twelve digits a user can mean, not the sixteen of the sum. */
function withoutBinaryNoise(value: number): number {
  return Number(value.toPrecision(12)) + 0
}

/** A value as the field prints it: `precision` decimals, a true minus sign, never minus zero. */
export function formatNumber(value: number, precision: number): string {
  const text = value.toFixed(precision)
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−')
}

/** A value as the field offers it for editing: as short as it can be, at most `precision` + 3 decimals. */
export function editableNumber(value: number, precision: number): string {
  return String(Number(value.toFixed(precision + 3)) + 0)
}
