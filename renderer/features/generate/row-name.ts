import type { MoveName } from '../../../core/camera/move-names.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { StudioTextKey } from '../../../core/texts/studio/texts.ts'
import { moveName } from '../../state/move-name.ts'
import type { useText } from '../../ui/use-text.ts'

type Text = ReturnType<typeof useText>
type NamedMove = NonNullable<TakeSummary['moves']>[number]

/** What a move is called each way. */
const directions: Partial<Readonly<Record<MoveName, readonly [StudioTextKey, StudioTextKey]>>> = {
  pan: ['batch.move.pan-right', 'batch.move.pan-left'],
  tilt: ['batch.move.tilt-up', 'batch.move.tilt-down'],
  roll: ['matrix.move.roll-right', 'matrix.move.roll-left'],
  dolly: ['batch.move.push-in', 'batch.move.pull-out'],
  truck: ['batch.move.truck-right', 'batch.move.truck-left'],
  pedestal: ['batch.move.pedestal-up', 'batch.move.pedestal-down'],
  crane: ['batch.move.crane-up', 'matrix.move.crane-down'],
  orbit: ['batch.move.orbit-right', 'batch.move.orbit-left'],
  zoom: ['batch.move.zoom-in', 'matrix.move.zoom-out'],
}
const turns: ReadonlySet<MoveName> = new Set(['pan', 'tilt', 'roll', 'orbit'])

/** What the camera of a take does, in film terms: the move that it was queued with, else what its poses show. */
export function cameraName({ shotMove, moves }: Pick<TakeSummary, 'shotMove' | 'moves'>, text: Text): string {
  if (shotMove !== undefined) return moveName(shotMove, text)
  if (moves === undefined) return text('matrix.camera')
  if (moves.length === 0) return text('batch.move.static')
  return moves.map((move) => named(move, text)).join(' · ')
}

function named({ name, amount }: NamedMove, text: Text): string {
  const ways = directions[name]
  if (ways === undefined) return name
  const [forth, back] = ways
  if (name === 'zoom') return `${text(amount >= 1 ? forth : back)} ×${amount.toFixed(2)}`
  const size = Math.abs(amount)
  return `${text(amount >= 0 ? forth : back)} ${turns.has(name) ? `${size.toFixed(0)}°` : size.toFixed(2)}`
}
