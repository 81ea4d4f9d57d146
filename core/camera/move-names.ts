import { StudioError } from '../contract/errors.ts'
import type { Result } from '../contract/result.ts'

/**
 * Camera moves in film terms. Amounts: pan (right), tilt (up), roll (clockwise camera), orbit (camera to the right
 * round the subject) in degrees over the move; dolly (forward), truck (right), pedestal (up), crane (up, keeping the
 * subject in the middle) in subject distances; zoom and dolly-zoom a focal-length factor, above 1 in; handheld 0..1.
 */
export const MOVE_NAMES = [
  'static',
  'pan',
  'tilt',
  'roll',
  'dolly',
  'truck',
  'pedestal',
  'crane',
  'orbit',
  'zoom',
  'dolly-zoom',
  'handheld',
] as const
export type MoveName = (typeof MOVE_NAMES)[number]

export interface Move {
  readonly name: MoveName
  readonly amount: number
}

/** Amounts of a move named without one: visible, and safe for a board with depth from one view. */
export const DEFAULT_AMOUNTS: Readonly<Record<MoveName, number>> = {
  static: 0,
  pan: 12,
  tilt: 8,
  roll: 12,
  dolly: 0.3,
  truck: 0.25,
  pedestal: 0.2,
  crane: 0.3,
  orbit: 20,
  zoom: 1.4,
  'dolly-zoom': 1.4,
  handheld: 0.5,
}

interface Alias {
  readonly name: MoveName
  readonly sign: 1 | -1
}

/**
 * Directions in words, and the preset names of the CameraCtrl nodes for ComfyUI. Those call a truck or pedestal a pan,
 * a dolly a zoom and a pan a sideways tilt; the alias does what their preset does.
 */
const ALIASES: Readonly<Record<string, Alias>> = {
  'pan-left': { name: 'truck', sign: -1 },
  'pan-right': { name: 'truck', sign: 1 },
  'pan-up': { name: 'pedestal', sign: 1 },
  'pan-down': { name: 'pedestal', sign: -1 },
  'zoom-in': { name: 'dolly', sign: 1 },
  'zoom-out': { name: 'dolly', sign: -1 },
  'tilt-left': { name: 'pan', sign: -1 },
  'tilt-right': { name: 'pan', sign: 1 },
  'tilt-up': { name: 'tilt', sign: 1 },
  'tilt-down': { name: 'tilt', sign: -1 },
  cw: { name: 'roll', sign: 1 },
  acw: { name: 'roll', sign: -1 },
  'dolly-in': { name: 'dolly', sign: 1 },
  'dolly-out': { name: 'dolly', sign: -1 },
  'push-in': { name: 'dolly', sign: 1 },
  'pull-out': { name: 'dolly', sign: -1 },
  'truck-left': { name: 'truck', sign: -1 },
  'truck-right': { name: 'truck', sign: 1 },
  'pedestal-up': { name: 'pedestal', sign: 1 },
  'pedestal-down': { name: 'pedestal', sign: -1 },
  'crane-up': { name: 'crane', sign: 1 },
  'crane-down': { name: 'crane', sign: -1 },
  'orbit-left': { name: 'orbit', sign: -1 },
  'orbit-right': { name: 'orbit', sign: 1 },
}

interface Range {
  readonly minimum: number
  readonly maximum: number
}

const TURN: Range = { minimum: -3600, maximum: 3600 }
const DISTANCE: Range = { minimum: -100, maximum: 100 }
const FACTOR: Range = { minimum: 0.05, maximum: 20 }
const RANGES: Readonly<Record<MoveName, Range>> = {
  static: { minimum: 0, maximum: 0 },
  pan: TURN,
  tilt: TURN,
  roll: TURN,
  dolly: DISTANCE,
  truck: DISTANCE,
  pedestal: DISTANCE,
  crane: DISTANCE,
  orbit: TURN,
  zoom: FACTOR,
  'dolly-zoom': FACTOR,
  handheld: { minimum: 0, maximum: 1 },
}

/**
 * Reads `orbit:25`, `static`, `zoom-in` or several at once, `dolly:0.3+pan:-10`. Capitals, spaces and underscores in
 * names do not matter. Errors: `camera.move.unknown`, `camera.move.amount`.
 */
export function parseMove(text: string): Result<readonly Move[]> {
  const moves: Move[] = []
  // A plus sign before a digit belongs to an amount.
  for (const part of text.split(/\+(?![\d.])/)) {
    const move = parseOne(part.trim())
    if (!move.ok) return move
    moves.push(move.value)
  }
  return { ok: true, value: moves }
}

function parseOne(part: string): Result<Move> {
  const colon = part.indexOf(':')
  const word = (colon < 0 ? part : part.slice(0, colon)).trim()
  const alias = aliasOf(word.toLowerCase().replaceAll(/[\s_]+/g, '-'))
  if (!alias) {
    return { ok: false, error: new StudioError('camera.move.unknown', { move: word, known: MOVE_NAMES.join(', ') }) }
  }
  const amountText = colon < 0 ? String(DEFAULT_AMOUNTS[alias.name]) : part.slice(colon + 1).trim()
  const amount = alias.sign * (/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(amountText) ? Number(amountText) : Number.NaN)
  const range = RANGES[alias.name]
  if (!(amount >= range.minimum && amount <= range.maximum)) {
    return { ok: false, error: new StudioError('camera.move.amount', { move: word, amount: amountText, ...range }) }
  }
  return { ok: true, value: { name: alias.name, amount: amount === 0 ? 0 : amount } }
}

function aliasOf(word: string): Alias | undefined {
  const name = MOVE_NAMES.find((known) => known === word)
  if (name) return { name, sign: 1 }
  return Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined
}
