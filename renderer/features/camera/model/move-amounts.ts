import { DEFAULT_AMOUNTS, type Move, type MoveName } from '../../../../core/camera/move-names.ts'
import type { FieldUnit } from '../../../ui/fields/number-entry.ts'

/** How a move's amount is shown and typed. */
export interface AmountField {
  readonly unit: FieldUnit
  readonly min: number
  readonly max: number
  readonly step: number
  readonly precision: number
}

const turn: AmountField = { unit: 'degrees', min: -360, max: 360, step: 1, precision: 1 }
const distance: AmountField = { unit: 'm', min: -50, max: 50, step: 0.05, precision: 2 }
const factor: AmountField = { unit: 'factor', min: 0.1, max: 10, step: 0.05, precision: 2 }
const percent: AmountField = { unit: 'percent', min: 0, max: 100, step: 5, precision: 0 }

const fields: Readonly<Record<MoveName, AmountField | null>> = {
  static: null,
  pan: turn,
  tilt: turn,
  roll: turn,
  dolly: distance,
  truck: distance,
  pedestal: distance,
  crane: distance,
  orbit: turn,
  zoom: factor,
  'dolly-zoom': factor,
  handheld: percent,
}

/** Null for a move without an amount. */
export function amountField(name: MoveName): AmountField | null {
  return fields[name]
}

/** A move's amount as its field shows it: distances in metres, handheld in percent. */
export function shownAmount(move: Move, metresPerUnit: number): number {
  return move.amount * shownPerAmount(move.name, metresPerUnit)
}

/** The reverse of {@link shownAmount}. */
export function moveFromShown(name: MoveName, shown: number, metresPerUnit: number): Move {
  const amount = shown / shownPerAmount(name, metresPerUnit)
  // A zoom by nothing or a turn by minus zero would only confuse.
  return { name, amount: amount === 0 ? 0 : amount }
}

export function defaultMove(name: MoveName): Move {
  return { name, amount: DEFAULT_AMOUNTS[name] }
}

/** The same move the other way: back, left, down, out. */
export function reversedMove({ name, amount }: Move): Move {
  if (name === 'static' || name === 'handheld') return { name, amount }
  return { name, amount: isFactor(name) ? 1 / amount : 0 - amount }
}

export function isReversed({ name, amount }: Move): boolean {
  return isFactor(name) ? amount < 1 : amount < 0
}

function isFactor(name: MoveName): boolean {
  return fields[name] === factor
}

function shownPerAmount(name: MoveName, metresPerUnit: number): number {
  if (fields[name] === distance) return metresPerUnit
  return name === 'handheld' ? 100 : 1
}
