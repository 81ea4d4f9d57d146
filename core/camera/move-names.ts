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

/** A move in one direction; backwards are a negative amount and a factor's inverse. */
interface Directed {
  readonly name: MoveName
  readonly backwards: boolean
}

const forwards = (name: MoveName): Directed => ({ name, backwards: false })
const backwards = (name: MoveName): Directed => ({ name, backwards: true })

/**
 * Directions in words, as film crews and the window use them. Presets of CameraCtrl's nodes for ComfyUI bear some of
 * these names and do something else: their pan is a truck or pedestal, their zoom a dolly, their sideways tilt a pan.
 */
const DIRECTIONS: Readonly<Record<string, Directed>> = {
  'pan-left': backwards('pan'),
  'pan-right': forwards('pan'),
  'tilt-up': forwards('tilt'),
  'tilt-down': backwards('tilt'),
  'roll-left': backwards('roll'),
  'roll-right': forwards('roll'),
  'push-in': forwards('dolly'),
  'pull-out': backwards('dolly'),
  'dolly-in': forwards('dolly'),
  'dolly-out': backwards('dolly'),
  'truck-left': backwards('truck'),
  'truck-right': forwards('truck'),
  'pedestal-up': forwards('pedestal'),
  'pedestal-down': backwards('pedestal'),
  'crane-up': forwards('crane'),
  'crane-down': backwards('crane'),
  'orbit-left': backwards('orbit'),
  'orbit-right': forwards('orbit'),
  'zoom-in': forwards('zoom'),
  'zoom-out': backwards('zoom'),
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
  const directed = directedOf(word.toLowerCase().replaceAll(/[\s_]+/g, '-'))
  if (!directed) {
    return { ok: false, error: new StudioError('camera.move.unknown', { move: word, known: MOVE_NAMES.join(', ') }) }
  }
  const { name } = directed
  const amountText = colon < 0 ? String(DEFAULT_AMOUNTS[name]) : part.slice(colon + 1).trim()
  const amount = /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(amountText) ? Number(amountText) : Number.NaN
  const range = RANGES[name]
  if (!(amount >= range.minimum && amount <= range.maximum)) {
    return { ok: false, error: new StudioError('camera.move.amount', { move: word, amount: amountText, ...range }) }
  }
  return { ok: true, value: { name, amount: directed.backwards ? reversed(range, amount) : amount } }
}

function reversed(range: Range, amount: number): number {
  if (range === FACTOR) return 1 / amount
  return amount === 0 ? 0 : -amount
}

function directedOf(word: string): Directed | undefined {
  const name = MOVE_NAMES.find((known) => known === word)
  if (name) return forwards(name)
  return Object.hasOwn(DIRECTIONS, word) ? DIRECTIONS[word] : undefined
}
