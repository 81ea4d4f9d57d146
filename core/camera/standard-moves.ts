/**
 * Moves that a batch of takes offers beside a shot's own camera, by the names that the window shows; each as a user writes
 * it, by the amounts that are safe for a board with depth from one view.
 */
export const STANDARD_MOVES = {
  'push-in': 'dolly:0.3',
  'pull-out': 'dolly:-0.3',
  'truck-left': 'truck:-0.25',
  'truck-right': 'truck:0.25',
  'pedestal-up': 'pedestal:0.2',
  'pedestal-down': 'pedestal:-0.2',
  'crane-up': 'crane:0.3',
  'orbit-left': 'orbit:-20',
  'orbit-right': 'orbit:20',
  'pan-left': 'pan:-12',
  'pan-right': 'pan:12',
  'tilt-up': 'tilt:8',
  'tilt-down': 'tilt:-8',
  'zoom-in': 'zoom:1.4',
  'dolly-zoom': 'dolly-zoom:1.4',
  handheld: 'handheld:0.5',
  static: 'static',
} as const satisfies Readonly<Record<string, string>>
export type StandardMoveName = keyof typeof STANDARD_MOVES

export const STANDARD_MOVE_NAMES = Object.keys(STANDARD_MOVES) as readonly StandardMoveName[]

/** What a standard move is called; null for any other. @param move as a user writes it */
export function standardMoveName(move: string): StandardMoveName | null {
  return STANDARD_MOVE_NAMES.find((name) => STANDARD_MOVES[name] === move) ?? null
}
