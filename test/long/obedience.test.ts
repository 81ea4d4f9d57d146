import { expect, it } from 'vitest'
import { DEFAULT_AMOUNTS, MOVE_NAMES } from '../../core/camera/move-names.ts'
import type { Obedience } from '../../core/contract/obedience.ts'
import { turnDegrees } from '../../core/obedience/path-errors.ts'
import { ask } from '../integration/media/media-worker.ts'
import { bundledBoard, camerasOf, drawn, writeFrames } from '../support/rendered-take.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const frames = 13
const moves = MOVE_NAMES.map((name) => (name === 'static' ? name : `${name}:${DEFAULT_AMOUNTS[name]}`))

it.each((['harbour', 'alley'] as const).flatMap((board) => moves.map((move) => [board, move] as const)))(
  'exact drawings of %s by %s obey it to 0.2° in every frame and a tenth',
  async (name, move) => {
    const board = await bundledBoard(name)
    const cameras = camerasOf(move, frames)
    const input = await writeFrames(temporaryFolder(), board, drawn(board, cameras), cameras)
    const { summary, frames: found } = await ask<Obedience>('measure-obedience', input)
    if (summary.state !== 'measured') throw new Error(summary.reason)
    // A frame that shows too little of the board to tell its camera is left out, and said to be.
    const degrees = found.flatMap((frame, index) =>
      frame === null ? [] : [turnDegrees(frame.worldFromCamera, cameras[index]!.worldFromCamera)],
    )
    console.log(name, move, JSON.stringify({ ...summary, worstDegrees: Math.max(...degrees) }))
    expect(summary.measuredFrames).toBeGreaterThanOrEqual(frames - 3)
    expect(Math.max(...degrees)).toBeLessThan(0.2)
    // Relative to the way, or in subject distances where there is none.
    expect(summary.travel).toBeLessThan(0.1)
  },
)
