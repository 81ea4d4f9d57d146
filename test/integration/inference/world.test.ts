import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { BoardCache } from '../../../core/cache/board-cache.ts'
import { frameTo8Bit } from '../../../core/cache/condition.ts'
import { FRINGE } from '../../../core/cache/triangle.ts'
import type { GenerateInput } from '../../../core/contract/inference.ts'
import { deliveryCamera } from '../../../core/framing/delivery.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { framesOf, generateShot, newClient, newContext, writeShot } from './shot.ts'

function floatsOf(file: string): Float32Array {
  return new Float32Array(Uint8Array.from(readFileSync(file)).buffer)
}

/** The shot delivered at three times the size, the model's upper and lower eighth left out. */
function delivered(input: GenerateInput): GenerateInput {
  const { width, height } = input.spec.size
  const box = { x: 0, y: height / 8, width, height: (height * 3) / 4 }
  const size = { width: width * 3, height: box.height * 3 }
  return { ...input, spec: { ...input.spec, delivery: { size, box } } }
}

describe('the world that film frames are drawn from', () => {
  const client = newClient()
  afterAll(() => client.close())

  it('is drawn at the delivered size, the board’s part of it as the cache draws it there', async () => {
    const input = delivered(await writeShot(temporaryFolder(), { samples: 3, frames: 5 }))
    const { spec } = input
    const { size, delivery } = spec
    const frames = framesOf(input, await generateShot(client, input))
    const picture = { ...size, rgb: new Uint8Array(readFileSync(input.pictureFile)) }
    const depth = { ...size, values: floatsOf(input.depthFile) }
    const cache = new BoardCache(picture, depth, spec.boardIntrinsics, size, delivery!.size)
    for (const [index, frame] of frames.entries()) {
      const drawn = cache.render(deliveryCamera(spec.filmCameras[index]!, delivery!))
      const { coverage, layers } = drawn
      const expected = frameTo8Bit(drawn)
      // What lies right behind a depth jump may be left out beside a hole.
      expect(frame.length).toBe(expected.length)
      let compared = 0
      let different = 0
      for (let i = 0; i < coverage.length; i++) {
        if (coverage[i] === 0 || layers[i] === FRINGE) continue
        compared++
        if ([0, 1, 2].some((k) => frame[i * 3 + k] !== expected[i * 3 + k])) different++
      }
      expect(compared).toBeGreaterThan(coverage.length / 3)
      expect(different).toBe(0)
    }
  })

  it('tells the depth of every frame where that is asked for, and only there', async () => {
    const folder = temporaryFolder()
    const depthFolder = join(folder, 'z')
    mkdirSync(depthFolder)
    const shot = await writeShot(folder, { samples: 3, frames: 4 })
    await generateShot(client, { ...shot, depthFolder })
    const names = [0, 1, 2, 3].map((index) => `depth_000${index}.f32`)
    expect(readdirSync(depthFolder).sort()).toEqual(names)
    const board = floatsOf(shot.depthFile)
    const first = floatsOf(join(depthFolder, names[0]!))
    expect(first.length).toBe(board.length)
    first.forEach((value, i) => expect(Math.abs(value - board[i]!)).toBeLessThan(1e-4))
    const last = floatsOf(join(depthFolder, names[3]!))
    expect(last.every((value) => value > 0.5 && value < 3)).toBe(true)
    expect(readdirSync(shot.framesFolder).every((name) => name.endsWith('.rgb'))).toBe(true)
  })

  it('without the cache the delivered part of each sample is drawn at its size', async () => {
    const input = delivered(await writeShot(temporaryFolder(), { samples: 2, cache: 'off' }))
    const frames = framesOf(input, await generateShot(client, input))
    expect(frames.map((frame) => frame.length)).toEqual([2, 2].map(() => 192 * 144 * 3))
  })

  it('a clip longer than the pack’s usual one is denoised in windows', async () => {
    const input = await writeShot(temporaryFolder(), { samples: 20, steps: 1 })
    const context = newContext()
    const output = await generateShot(client, input, context)
    expect(output.frames).toHaveLength(20)
    const poses = context.progress.filter((one) => one.stage === 'inference.pose')
    // The board and two windows.
    expect(poses.at(-1)!.step!.total).toBe(3)
    const again = { ...input, framesFolder: temporaryFolder() }
    expect(framesOf(again, await generateShot(client, again))).toEqual(framesOf(input, output))
  })
})
