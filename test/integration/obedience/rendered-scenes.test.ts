import { describe, expect, it } from 'vitest'
import { flatDepth } from '../../../core/cache/depth.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import type { MeasuredSummary, Obedience } from '../../../core/contract/obedience.ts'
import { seededRandom } from '../../../core/math/random.ts'
import { distanceBetween, meanOf, turnDegrees } from '../../../core/obedience/path-errors.ts'
import { boardLens, bundledBoard, camerasOf, drawn, frameSize, writeFrames } from '../../support/rendered-take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask } from '../media/media-worker.ts'

type Board = Awaited<ReturnType<typeof bundledBoard>>

async function measured(board: Board, frames: readonly Uint8Array[], asked: readonly Camera[]): Promise<Obedience> {
  return ask<Obedience>('measure-obedience', await writeFrames(temporaryFolder(), board, frames, asked))
}

function numbersOf({ summary }: Obedience): MeasuredSummary {
  if (summary.state !== 'measured') throw new Error(summary.reason)
  return summary
}

/** What the mean errors are, by the cameras that frames were drawn from. */
function truth(done: readonly Camera[], asked: readonly Camera[]): { degrees: number; distance: number } {
  const pairs = done.map((camera, index) => [camera.worldFromCamera, asked[index]!.worldFromCamera] as const)
  return {
    degrees: meanOf(pairs.map(([a, b]) => turnDegrees(a, b))),
    distance: meanOf(pairs.map(([a, b]) => distanceBetween(a, b))),
  }
}

describe('frames that are exact drawings of a board’s depth scene', () => {
  it.each([
    ['harbour', 'dolly:0.3+pan:-8'],
    ['alley', 'truck:0.15+tilt:3'],
    ['harbour', 'zoom:1.3'],
  ] as const)('of %s by %s obey it to 0.2° and a tenth', async (name, move) => {
    const board = await bundledBoard(name)
    const cameras = camerasOf(move, 6)
    const obedience = await measured(board, drawn(board, cameras), cameras)
    const { rotationDegrees, travel, measuredFrames, pictureShift } = numbersOf(obedience)
    expect(measuredFrames).toBe(6)
    expect(rotationDegrees).toBeLessThan(0.2)
    expect(travel).toBeLessThan(0.1)
    expect(pictureShift).toBeLessThan(0.005)
    obedience.frames.forEach((frame, index) => {
      expect(turnDegrees(frame!.worldFromCamera, cameras[index]!.worldFromCamera)).toBeLessThan(0.2)
    })
  })

  it('by another path than the authored one are as far from it as they are', async () => {
    const board = await bundledBoard('harbour')
    const asked = camerasOf('dolly:0.3', 7)
    const done = camerasOf('dolly:0.15+pan:6+truck:0.08', 7)
    const obedience = await measured(board, drawn(board, done), asked)
    const { rotationDegrees, travel, relativeTo } = numbersOf(obedience)
    const { degrees, distance } = truth(done, asked)
    const travelled = meanOf(
      asked.map(({ worldFromCamera }) => distanceBetween(worldFromCamera, asked[0]!.worldFromCamera)),
    )
    expect(Math.abs(rotationDegrees - degrees)).toBeLessThan(0.2)
    expect(relativeTo).toBe('travel')
    expect(Math.abs(travel - distance / travelled)).toBeLessThan((0.1 * distance) / travelled)
    expect(obedience.travelScale).toBeGreaterThan(0.45)
    expect(obedience.travelScale).toBeLessThan(0.55)
  })

  it('that stand still where the camera should move are off by all of its way', async () => {
    const board = await bundledBoard('harbour')
    const asked = camerasOf('dolly:0.3+pan:10', 6)
    const still = camerasOf('static', 6)
    const { rotationDegrees, travel } = numbersOf(await measured(board, drawn(board, still), asked))
    expect(travel).toBeGreaterThan(0.97)
    expect(travel).toBeLessThan(1.03)
    expect(Math.abs(rotationDegrees - truth(still, asked).degrees)).toBeLessThan(0.2)
  })

  it('whose first camera is not the board’s are measured all the same', async () => {
    const board = await bundledBoard('harbour')
    // The board's camera is at the end.
    const cameras = camerasOf('truck:0.12+pan:4', 5).toReversed()
    const { rotationDegrees, travel } = numbersOf(await measured(board, drawn(board, cameras), cameras))
    expect(rotationDegrees).toBeLessThan(0.2)
    expect(travel).toBeLessThan(0.1)
  })
})

describe('what cannot be measured says why', () => {
  it('frames of noise', async () => {
    const board = await bundledBoard('harbour')
    const random = seededRandom(5)
    const noise = Array.from({ length: 5 }, () => {
      return Uint8Array.from({ length: frameSize.width * frameSize.height * 3 }, () => random.nextUint32() & 255)
    })
    const obedience = await measured(board, noise, camerasOf('dolly:0.2', 5))
    expect(obedience.summary).toEqual({ state: 'unmeasurable', reason: 'lost' })
    expect(obedience.sums).toBeNull()
  })

  it('a board of one colour, and a board that is sky throughout', async () => {
    const { rgb, depth } = await bundledBoard('harbour')
    const cameras = camerasOf('dolly:0.2', 2)
    const grey = { rgb: new Uint8Array(rgb.length).fill(120), depth }
    const even = await measured(grey, [grey.rgb, grey.rgb], cameras)
    expect(even.summary).toEqual({ state: 'unmeasurable', reason: 'no-features' })
    const far = flatDepth(32, 18)
    const sky = { rgb, depth: { ...far, values: far.values.fill(100) } }
    const without = await measured(sky, [rgb, rgb], cameras)
    expect(without.summary).toEqual({ state: 'unmeasurable', reason: 'no-depth' })
  })

  it('refuses frames that are not the take’s', async () => {
    const board = await bundledBoard('harbour')
    const input = await writeFrames(temporaryFolder(), board, [board.rgb], camerasOf('static', 1))
    const other = { ...input, frameSize: { width: 640, height: 360 } }
    await expect(ask('measure-obedience', other)).rejects.toMatchObject({ code: 'command.recipe.file' })
    const gone = { ...input, depthFile: `${input.depthFile}.gone` }
    await expect(ask('measure-obedience', gone)).rejects.toMatchObject({ code: 'media.missing' })
  })
})

it('measures frames with pixels of their own, apart from the model’s', async () => {
  const board = await bundledBoard('harbour')
  const cameras = camerasOf('dolly:0.2+pan:5', 5)
  const input = await writeFrames(temporaryFolder(), board, drawn(board, cameras), cameras)
  // The model's frame is said to be a quarter as wide, and half as high.
  const modelSize = { width: frameSize.width / 4, height: frameSize.height / 2 }
  const small = ([fx = 1, fy = 1, cx = 0, cy = 0]: readonly number[]): number[] => [fx / 4, fy / 2, cx / 4, cy / 2]
  const obedience = await ask<Obedience>('measure-obedience', {
    ...input,
    modelSize,
    box: { x: 0, y: 0, ...modelSize },
    boardIntrinsics: small(boardLens),
    cameras: cameras.map((camera) => ({ ...camera, intrinsics: small(camera.intrinsics) })),
  })
  const { rotationDegrees, travel } = numbersOf(obedience)
  expect(rotationDegrees).toBeLessThan(0.2)
  expect(travel).toBeLessThan(0.1)
})
