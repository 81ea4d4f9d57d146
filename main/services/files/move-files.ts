import { renameHeldSync } from './rename-file.ts'

export interface FileMove {
  readonly from: string
  readonly to: string
}

/**
 * Moves files on one disk, all of them or, when one cannot be moved, none. Synchronous, so that no interrupt of this
 * process falls in between.
 * @throws the system's error of the move that failed, after the ones before were taken back
 */
export function moveAll(moves: readonly FileMove[]): void {
  const done: FileMove[] = []
  try {
    for (const move of moves) {
      renameHeldSync(move.from, move.to)
      done.push(move)
    }
  } catch (thrown) {
    for (const { from, to } of done.toReversed()) takeBack(from, to)
    throw thrown
  }
}

function takeBack(from: string, to: string): void {
  try {
    renameHeldSync(to, from)
  } catch {
    // What cannot go back stays where it is; the first error tells why.
  }
}
