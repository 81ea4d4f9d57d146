import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readNpy } from '../../../core/camera/formats/npy.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { takeSchema, type Take } from '../../../core/contract/take.ts'
import { writeBoard } from '../../support/board.ts'
import { runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ask, decode, whole } from '../media/media-worker.ts'

const [width, height] = [128, 64]
const frameCount = 24
const folder = mkdtempSync(join(tmpdir(), 'craneshot-loop-'))
const take = join(folder, 'loop')
const board = join(folder, 'board.png')

async function succeed(words: readonly string[]): Promise<Record<string, unknown>> {
  const result = await runCommandLine([...words, '--json'], { folder })
  expect(result.exitCode, result.standardError).toBe(0)
  return JSON.parse(result.standardOutput)
}

function readTake(name: string): Take {
  return takeSchema.parse(JSON.parse(readFileSync(join(folder, name, 'take.json'), 'utf8')))
}

function readDepth(name: string): Float32Array {
  return Float32Array.from(valueOf(readNpy(Uint8Array.from(readFileSync(join(folder, name, 'depth.npy'))), name)).data)
}

/** Root mean square of the differences. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return Math.sqrt(sum / a.length)
}

/** How much each frame differs from the next one, the last one from the first. */
function stepsOf(frames: readonly ArrayLike<number>[]): number[] {
  return frames.map((frame, index) => difference(frame, frames[(index + 1) % frames.length]!))
}

/** An EXR's depth as FFmpeg decodes it. */
async function depthOf(file: string): Promise<Float32Array> {
  const outFile = join(temporaryFolder(), 'depth.f32')
  await ask('decode-depth', { file, crop: whole, width, height, outFile })
  return new Float32Array(Uint8Array.from(readFileSync(outFile)).buffer)
}

const words = ['generate', '--model', tinyPack, '--image', 'board.png', '--size', `${width}x${height}`, '--frames', '6']
const length = ['--seconds', '1', '--fps', String(frameCount), '--steps', '2', '--movie', 'none']

beforeAll(async () => {
  writeBoard(board, width, height)
  await succeed([
    ...words,
    ...length,
    '--depth',
    'ground:0.4',
    '--move',
    'truck:0.2',
    '--loop',
    '--depth-exr',
    '--out',
    take,
  ])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a loop’s last frame is one step before its first: no larger a step than elsewhere, and home as it went out', async () => {
  const names = readTake('loop').files.frames.map(({ name }) => name)
  const frames = await Promise.all(names.map((name) => decode(join(take, name), width, height)))
  const steps = stepsOf(frames)
  expect(steps.at(-1)!).toBeLessThanOrEqual(Math.max(...steps.slice(0, -1)))
  // Not because nothing moves: halfway the picture is another one.
  expect(difference(frames[0]!, frames[frameCount / 2]!)).toBeGreaterThan(3 * steps.at(-1)!)
  // Where the camera stands in one place twice, it sees the same twice, what was invented included.
  for (let index = 1; index < frameCount / 2; index++)
    expect(difference(frames[index]!, frames[frameCount - index]!), `frame ${index}`).toBe(0)
})

test('without the option the same move jumps back', async () => {
  await succeed([...words, ...length, '--depth', 'ground:0.4', '--move', 'truck:0.2', '--out', 'once'])
  const names = readTake('once').files.frames.map(({ name }) => name)
  const steps = stepsOf(await Promise.all(names.map((name) => decode(join(folder, 'once', name), width, height))))
  expect(steps.at(-1)!).toBeGreaterThan(2 * Math.max(...steps.slice(0, -1)))
  expect(readTake('once').source.camera).not.toHaveProperty('loops')
  expect(readTake('loop').source.camera).toMatchObject({ kind: 'move', text: 'truck:0.2', loops: true })
})

test('each frame has its depth, finite everywhere, and the recipe names the files', async () => {
  const names = Array.from({ length: frameCount }, (_, index) => `depth_${String(index).padStart(4, '0')}.exr`)
  expect(readTake('loop').files.depthFrames).toEqual(names)
  expect(
    readdirSync(take)
      .filter((name) => name.endsWith('.exr'))
      .toSorted(),
  ).toEqual(names)
  const depths = await Promise.all(names.map((name) => depthOf(join(take, name))))
  for (const depth of depths) expect(depth.every((value) => value > 0 && Number.isFinite(value))).toBe(true)
  const steps = stepsOf(depths)
  expect(steps.at(-1)!).toBeLessThanOrEqual(Math.max(...steps.slice(0, -1)) + 1e-6)
})

test('the first frame’s depth is the board’s, and the board’s again when it is read as one', async () => {
  const own = readDepth('loop')
  const first = await depthOf(join(take, 'depth_0000.exr'))
  first.forEach((value, i) => expect(Math.abs(value / own[i]! - 1)).toBeLessThan(1e-4))
  const again = ['--depth', join(take, 'depth_0000.exr'), '--move', 'static', '--out', 'again']
  await succeed([...words, ...length, ...again])
  readDepth('again').forEach((value, i) => expect(Math.abs(value / own[i]! - 1)).toBeLessThan(1e-4))
})

test('a recipe gives the same frames and depth again', async () => {
  const made = await succeed(['generate', '--recipe', take, '--model', tinyPack, '--depth-exr', '--out', 'recipe'])
  expect(made).toMatchObject({ identical: true, depthFrames: readTake('loop').files.depthFrames })
  for (const name of ['depth_0000.exr', 'depth_0007.exr'])
    expect(readFileSync(join(folder, 'recipe', name)).equals(readFileSync(join(take, name))), name).toBe(true)
})

test('depth is refused where there is none, before anything is made', async () => {
  const still = [...words, '--steps', '1', '--movie', 'none', '--move', 'static', '--no-cache']
  const refusal = async (asked: readonly string[]): Promise<unknown> => {
    const result = await runCommandLine([...asked, '--json'], { folder })
    return JSON.parse(result.standardOutput).error.code
  }
  expect(await refusal([...still, '--depth-exr', '--out', 'never'])).toBe('command.usage.exclusive')
  await succeed([...still, '--out', 'flat'])
  const recipe = ['generate', '--recipe', 'flat', '--model', tinyPack, '--depth-exr', '--out', 'never']
  expect(await refusal(recipe)).toBe('command.depth-exr.no-cache')
  expect(readdirSync(folder)).not.toContain('never')
})
