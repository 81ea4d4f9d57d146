import { standardMoveName } from '../../core/camera/standard-moves.ts'
import type { useText } from '../ui/use-text.ts'

/** What people call a move that stands in for a shot's own camera: its name, or the words that a user wrote. */
export function moveName(move: string, text: ReturnType<typeof useText>): string {
  const name = standardMoveName(move)
  return name === null ? move : text(`batch.move.${name}`)
}
