import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readNpy, writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { takeSchema } from '../../../core/contract/take.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import { writeBoard } from '../../support/board.ts'
import { expectSuccess, runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A folder with the picture `board.png`, 300×200. */
function folderWithBoard(): string {
  const folder = temporaryFolder()
  writeBoard(join(folder, 'board.png'), 300, 200)
  return folder
}

async function succeed(folder: string, words: readonly string[]): Promise<Record<string, unknown>> {
  const result = await runCommandLine([...words, '--json'], { folder })
  expect(result.exitCode, result.standardError).toBe(0)
  return JSON.parse(result.standardOutput) as Record<string, unknown>
}

function depthIn(folder: string, name: string): { shape: readonly number[]; values: Float32Array } {
  const { shape, data } = valueOf(readNpy(Uint8Array.from(readFileSync(join(folder, name))), name))
  return { shape, values: Float32Array.from(data) }
}

function median(values: Float32Array): number {
  const sorted = values.toSorted()
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}

/** A copy of the tiny pack that has no depth network. */
function packWithoutDepth(): string {
  const pack = join(temporaryFolder(), 'pack')
  cpSync(tinyPack, pack, { recursive: true, filter: (source) => !source.includes('golden') })
  const manifest = JSON.parse(readFileSync(join(pack, 'pack.json'), 'utf8')) as PackManifest
  const { depth: _, ...components } = manifest.components
  writeFileSync(join(pack, 'pack.json'), JSON.stringify({ ...manifest, components }))
  rmSync(join(pack, 'depth.onnx'))
  return pack
}

test('a picture becomes a raster of its shape, median 1; the lens and the operations matter', async () => {
  const folder = folderWithBoard()
  const words = ['depth', 'board.png', '--model', tinyPack]
  const told = await succeed(folder, [...words, '--out', 'depth.npy', '--operation', 'none'])
  expect(told).toMatchObject({ ok: true, width: 288, height: 192, depth: { kind: 'estimated', operations: [] } })
  const plain = depthIn(folder, 'depth.npy')
  expect(plain.shape).toEqual([192, 288])
  expect(median(plain.values)).toBeCloseTo(1, 5)
  await succeed(folder, [...words, '--out', 'tele.npy', '--operation', 'none', '--fov', '20'])
  expect(depthIn(folder, 'tele.npy').values).not.toEqual(plain.values)
  await succeed(folder, [...words, '--out', 'flat.npy', '--operation', 'sharpen:2+relief:0'])
  expect(new Set(depthIn(folder, 'flat.npy').values)).toEqual(new Set([1]))
  expect(readdirSync(folder).toSorted()).toEqual(['board.png', 'depth.npy', 'flat.npy', 'tele.npy'])
})

test('a depth file is changed and written in every format, and is taken by generate again', async () => {
  const folder = folderWithBoard()
  const nearness = Float32Array.from({ length: 30 * 20 }, (_, i) => 1 / (2 + (i % 30) / 10))
  writeFileSync(join(folder, 'near.npy'), writeNpyFloat32([20, 30], nearness))
  const words = ['depth', 'board.png', '--model', tinyPack, '--depth', 'near.npy', '--operation', 'invert']
  const told = await succeed(folder, [...words, '--size', '30x20', '--out', 'far.npy'])
  expect(told).toMatchObject({ depth: { kind: 'file', file: { name: 'near.npy' }, operations: [{ kind: 'invert' }] } })
  const { values } = depthIn(folder, 'far.npy')
  const unit = median(nearness.map((value) => 1 / value))
  for (const [i, value] of values.entries()) expect(value * unit * nearness[i]!).toBeCloseTo(1, 4)
  for (const name of ['far.png', 'far.exr']) {
    await succeed(folder, [...words, '--out', name])
    const again = [
      'depth',
      'board.png',
      '--model',
      tinyPack,
      '--depth',
      name,
      '--size',
      '30x20',
      '--out',
      `${name}.npy`,
    ]
    await succeed(folder, again)
    for (const [i, value] of depthIn(folder, `${name}.npy`).values.entries()) expect(value).toBeCloseTo(values[i]!, 2)
  }
})

test('generate estimates where the model can, says so, and its recipe repeats exactly', async () => {
  const folder = folderWithBoard()
  const shot = ['generate', '--image', 'board.png', '--move', 'truck:0.2', '--frames', '2', '--size', '64x64']
  const words = [...shot, '--model', tinyPack, '--steps', '1', '--movie', 'none']
  const made = await succeed(folder, [...words, '--out', 'take'])
  const take = takeSchema.parse(JSON.parse(readFileSync(join(folder, 'take', 'take.json'), 'utf8')))
  const { id, version, manifestSha256 } = take.spec.pack
  const pack = { id, version, manifestSha256 }
  const estimated = { kind: 'estimated', pack, operations: [{ kind: 'sharpen', passes: 2 }] }
  expect(take.source.depth).toEqual(estimated)
  expect(made['depth']).toEqual(estimated)
  expect(new Set(depthIn(join(folder, 'take'), 'depth.npy').values).size).toBeGreaterThan(10)
  const again = await succeed(folder, ['generate', '--recipe', 'take', '--model', tinyPack, '--out', 'again'])
  expect(again).toMatchObject({ identical: true, depth: estimated })
  const flat = await succeed(folder, [...words, '--depth', 'flat', '--out', 'flat'])
  expect(flat).toMatchObject({ depth: { kind: 'flat' } })
})

test('a model without a depth network gives flat depth by itself, and a named error when asked', async () => {
  const folder = folderWithBoard()
  const shot = [
    'generate',
    '--image',
    'board.png',
    '--move',
    'pan',
    '--frames',
    '2',
    '--size',
    '64x64',
    '--movie',
    'none',
  ]
  const words = [...shot, '--model', packWithoutDepth(), '--steps', '1']
  expect(await succeed(folder, [...words, '--out', 'flat'])).toMatchObject({ depth: { kind: 'flat' } })
  const refused = await runCommandLine([...words, '--depth', 'auto', '--out', 'asked', '--json'], { folder })
  expect(refused.exitCode).toBe(1)
  expect(JSON.parse(refused.standardOutput)).toMatchObject({ error: { code: 'inference.no-depth' } })
  expect(existsSync(join(folder, 'asked'))).toBe(false)
})

test('a file that is there is kept, unless it may be replaced', async () => {
  const folder = folderWithBoard()
  writeFileSync(join(folder, 'depth.png'), 'mine')
  const words = ['depth', join(folder, 'board.png'), '--model', tinyPack, '--out', join(folder, 'depth.png')]
  const refused = await runCommandLine([...words, '--json'])
  expect(JSON.parse(refused.standardOutput)).toMatchObject({ error: { code: 'command.out.exists' } })
  expect(readFileSync(join(folder, 'depth.png'), 'utf8')).toBe('mine')
  const { standardOutput } = await expectSuccess([...words, '--overwrite'])
  expect(standardOutput).toContain('automatic (')
  expect(readFileSync(join(folder, 'depth.png')).subarray(1, 4).toString()).toBe('PNG')
})
