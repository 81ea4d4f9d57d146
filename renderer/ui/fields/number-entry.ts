/** A unit that a number field can hold. `none` is a plain number. */
export type FieldUnit = 'none' | 'mm' | 'm' | 'degrees' | 'frames' | 'seconds' | 'percent' | 'decibels' | 'factor'

/** Why an entry is no number, to be said in words by the field. */
export type EntryFault = 'empty' | 'syntax' | 'unit' | 'notFinite'

export type Entry = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly fault: EntryFault }

export interface EntryOptions {
  readonly unit: FieldUnit
  /** The field's value before the entry, for `+=`, `-=`, `*=` and `/=`. */
  readonly current: number
  /** Frames per second, so that `2s` can be typed into frames and `48f` into seconds. */
  readonly framesPerSecond?: number | undefined
}

/** The sign printed after a value of that unit. */
export const unitSigns: Readonly<Record<FieldUnit, string>> = {
  none: '',
  mm: 'mm',
  m: 'm',
  degrees: '°',
  frames: 'f',
  seconds: 's',
  percent: '%',
  decibels: 'dB',
  factor: '×',
}

const metre = { mm: 0.001, cm: 0.01, m: 1, km: 1000, in: 0.0254, '"': 0.0254, ft: 0.3048, "'": 0.3048 }
const degree = { '°': 1, deg: 1, rad: 180 / Math.PI, turn: 360 }
const second = { s: 1, ms: 0.001, min: 60 }

/** Value of one typed unit in the field's unit; undefined when the field does not know the unit. */
function unitScale(typed: string, { unit, framesPerSecond }: EntryOptions): number | undefined {
  const known: Record<FieldUnit, Readonly<Record<string, number>>> = {
    none: { '%': 0.01 },
    mm: scaled(metre, 1000),
    m: metre,
    degrees: degree,
    frames: { f: 1, fr: 1, ...(framesPerSecond === undefined ? {} : scaled(second, framesPerSecond)) },
    seconds: {
      ...second,
      ...(framesPerSecond === undefined ? {} : { f: 1 / framesPerSecond, fr: 1 / framesPerSecond }),
    },
    percent: { '%': 1 },
    decibels: { db: 1 },
    factor: { '×': 1, x: 1, '%': 0.01 },
  }
  return Object.hasOwn(known[unit], typed) ? known[unit][typed] : undefined
}

function scaled(units: Readonly<Record<string, number>>, factor: number): Record<string, number> {
  return Object.fromEntries(Object.entries(units).map(([name, size]) => [name, size * factor]))
}

class EntryError extends Error {
  readonly fault: EntryFault

  constructor(fault: EntryFault) {
    super(fault)
    this.fault = fault
  }
}

type Token =
  { readonly kind: 'number'; readonly value: number } | { readonly kind: 'sign' | 'unit'; readonly text: string }

const tokenPattern = /\s*(?:(\d+(?:[.,]\d*)?|[.,]\d+)|([-+*/×÷−()])|([a-zµ]+|[°%"']))/iuy

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(tokenPattern)
  while (pattern.lastIndex < text.trimEnd().length) {
    const match = pattern.exec(text)
    if (match === null) throw new EntryError('syntax')
    const [, number, sign, unit] = match
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number.replace(',', '.')) })
    else if (sign !== undefined) tokens.push(signToken(sign, tokens.at(-1), text.slice(pattern.lastIndex)))
    else tokens.push({ kind: 'unit', text: (unit ?? '').toLowerCase() })
  }
  return tokens
}

/** `2×` at the end of a factor is its unit; between two numbers `×` multiplies. */
function signToken(sign: string, before: Token | undefined, rest: string): Token {
  if (sign === '×' && before?.kind === 'number' && /^\s*(?:$|[-+)−])/u.test(rest)) return { kind: 'unit', text: sign }
  const plain: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '−': '-' }
  return { kind: 'sign', text: plain[sign] ?? sign }
}

/** Recursive descent over `sum = product (± product)*`, `product = signed (×÷ signed)*`, `signed = ±signed | value`. */
class EntryReader {
  readonly tokens: readonly Token[]
  readonly options: EntryOptions
  position = 0

  constructor(tokens: readonly Token[], options: EntryOptions) {
    this.tokens = tokens
    this.options = options
  }

  whole(): number {
    const value = this.sum()
    if (this.position < this.tokens.length) throw new EntryError('syntax')
    return value
  }

  takeSign(...signs: readonly string[]): string | undefined {
    const token = this.tokens[this.position]
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return undefined
    this.position += 1
    return token.text
  }

  sum(): number {
    let value = this.product()
    for (let sign = this.takeSign('+', '-'); sign !== undefined; sign = this.takeSign('+', '-')) {
      const next = this.product()
      value = sign === '+' ? value + next : value - next
    }
    return value
  }

  product(): number {
    let value = this.signed()
    for (let sign = this.takeSign('*', '/'); sign !== undefined; sign = this.takeSign('*', '/')) {
      const next = this.signed()
      value = sign === '*' ? value * next : value / next
    }
    return value
  }

  signed(): number {
    const sign = this.takeSign('+', '-')
    if (sign !== undefined) return sign === '-' ? -this.signed() : this.signed()
    return this.value() * this.unit()
  }

  value(): number {
    if (this.takeSign('(') !== undefined) {
      const value = this.sum()
      if (this.takeSign(')') === undefined) throw new EntryError('syntax')
      return value
    }
    const token = this.tokens[this.position]
    if (token?.kind !== 'number') throw new EntryError('syntax')
    this.position += 1
    return token.value
  }

  unit(): number {
    const token = this.tokens[this.position]
    if (token?.kind !== 'unit') return 1
    this.position += 1
    const scale = unitScale(token.text, this.options)
    if (scale === undefined) throw new EntryError('unit')
    return scale
  }
}

/**
 * Reads what was typed into a number field: a number, a sum with `+ - * / ( )`, with or without a leading `=`, with
 * units on any number (`1.2 m + 30 cm`), or a change of the present value (`+=5`, `*=2`). A number without a unit is in
 * the field's unit. The result is finite but not clamped.
 */
export function readEntry(text: string, options: EntryOptions): Entry {
  const [, change, body] = /^\s*([-+*/]?=)?(.*)$/su.exec(text) ?? []
  try {
    const tokens = tokensOf(body ?? '')
    if (tokens.length === 0) throw new EntryError('empty')
    const value = changed(options.current, change, new EntryReader(tokens, options).whole())
    if (!Number.isFinite(value)) throw new EntryError('notFinite')
    return { ok: true, value }
  } catch (error) {
    if (error instanceof EntryError) return { ok: false, fault: error.fault }
    throw error
  }
}

function changed(current: number, change: string | undefined, value: number): number {
  if (change === '+=') return current + value
  if (change === '-=') return current - value
  if (change === '*=') return current * value
  if (change === '/=') return current / value
  return value
}
