import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeBoard } from './board.ts'
import { expectSuccess } from './command-line.ts'

/** A pack with random weights that runs in moments; what a take is made of does not depend on its quality. */
export const tinyPack = fileURLToPath(new URL('../fixtures/tiny-pack', import.meta.url))

/** The words of the smallest generation that has everything: half a second of a pan over a soft board. */
export function smallGeneration(folder: string): string[] {
  const board = join(folder, 'board.png')
  writeBoard(board)
  const timing = ['--seconds', '0.5', '--fps', '24', '--frames', '4', '--steps', '2']
  return ['generate', '--model', tinyPack, '--image', board, '--move', 'pan:10', ...timing]
}

/** Makes that take in `folder` and returns its folder. */
export async function makeSmallTake(folder: string): Promise<string> {
  const take = join(folder, 'take')
  await expectSuccess([...smallGeneration(folder), '--out', take])
  return take
}
