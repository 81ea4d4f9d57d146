import type { Shot } from '../schema/shot.ts'

type Named = Pick<Shot, 'name'>

/** The name that numbers a shot: `SH010` for 10. */
export function numberName(number: number): string {
  return `SH${String(number).padStart(3, '0')}`
}

/** Numbers of new shots go by tens, so that there is room between them. */
export function numberAfter(last: number): number {
  return (Math.floor(last / 10) + 1) * 10
}

/** The highest number that a shot has; 0 where none is numbered. */
export function lastShotNumber(shots: readonly Named[]): number {
  return shots.reduce((last, { name }) => Math.max(last, numberOf(name) ?? 0), 0)
}

/**
 * The name of a shot that is put in front of the one at `index`: a number between those of its neighbours, by fives
 * where it can be, else the film's next one.
 */
export function nameBetween(shots: readonly Named[], index: number): string {
  const next = numberName(numberAfter(lastShotNumber(shots)))
  const low = index === 0 ? 0 : numberOf(shots[index - 1]!.name)
  const high = numberOf(shots[index]?.name ?? '')
  if (low === null || high === null || high - low < 2) return next
  const middle = (low + high) / 2
  const byFives = Math.floor(middle / 5) * 5
  const name = numberName(byFives > low ? byFives : Math.floor(middle))
  return shots.some((shot) => shot.name === name) ? next : name
}

/** The name of a copy: `SH010` gives SH010B, then SH010C. Where none of them is free, the name itself. */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  for (let code = 66; code <= 90; code++) {
    const copy = `${name}${String.fromCharCode(code)}`.slice(0, 200)
    if (!taken.has(copy)) return copy
  }
  return name
}

function numberOf(name: string): number | null {
  const digits = /^SH(\d{1,6})$/.exec(name)?.[1]
  return digits === undefined ? null : Number(digits)
}
