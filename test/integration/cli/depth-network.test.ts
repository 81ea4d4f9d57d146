import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { depthFromInverse, gateAnswer } from '../../../core/cache/answered-depth.ts'
import { readNpy } from '../../../core/camera/formats/npy.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { takeSchema } from '../../../core/contract/take.ts'
import { writeBoard } from '../../support/board.ts'
import { runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { brightnessGraph } from '../../support/weights/depth-graph.ts'

const tinyDepth = fileURLToPath(new URL('../../fixtures/tiny-depth', import.meta.url))
const tinyFlow = fileURLToPath(new URL('../../fixtures/tiny-flow', import.meta.url))

/** A user with a home of their own and a board of 300×200. */
class User {
  readonly folder = temporaryFolder()

  constructor() {
    writeBoard(join(this.folder, 'board.png'), 300, 200)
  }

  async run(...words: string[]): Promise<{ exitCode: number | null; json: Record<string, unknown> }> {
    const environment = { CRANESHOT_HOME: join(this.folder, 'home') }
    const result = await runCommandLine([...words, '--json'], { folder: this.folder, environment })
    return { exitCode: result.exitCode, json: JSON.parse(result.standardOutput) as Record<string, unknown> }
  }

  async succeed(...words: string[]): Promise<Record<string, unknown>> {
    const { exitCode, json } = await this.run(...words)
    if (exitCode !== 0) throw new Error(JSON.stringify(json))
    return json
  }

  depth(name: string): { readonly shape: readonly number[]; readonly values: Float32Array } {
    const { shape, data } = valueOf(readNpy(Uint8Array.from(readFileSync(join(this.folder, name))), name))
    return { shape, values: Float32Array.from(data) }
  }

  /** Names of the estimates that are kept. */
  kept(): string[] {
    return readdirSync(join(this.folder, 'home/cache/rasters')).toSorted()
  }

  generate(out: string, ...more: string[]): Promise<Record<string, unknown>> {
    const shot = ['--image', 'board.png', '--move', 'truck:0.2', '--frames', '2', '--size', '64x64', '--steps', '1']
    return this.succeed('generate', ...shot, '--model', tinyPack, '--movie', 'none', '--out', out, ...more)
  }
}

test('a network that was added estimates the depth of takes by itself, near is near, and the recipe names it', async () => {
  const user = new User()
  writeFileSync(join(user.folder, 'mine.onnx'), brightnessGraph())
  const added = await user.succeed('models', 'add', 'depth', '--onnx', 'mine.onnx', '--name', 'Brightness')
  expect(added).toMatchObject({ id: 'depth-anything', depth: { answer: 'inverse-depth' } })
  const { models } = (await user.succeed('models')) as { models: Record<string, unknown>[] }
  expect(models).toMatchObject([{ origin: 'embedded' }, { family: 'depth', name: 'Brightness', usable: true }])

  const made = await user.generate('take', '--provider', 'cpu')
  const { id, version } = added as { id: string; version: string }
  const { manifestSha256 } = models[1] as { manifestSha256: string }
  const { source } = takeSchema.parse(JSON.parse(readFileSync(join(user.folder, 'take/take.json'), 'utf8')))
  expect(source.depth).toMatchObject({ kind: 'estimated', pack: { id, version, manifestSha256 } })
  expect(made['depth']).toEqual(source.depth)
  const estimated = user.depth('take/depth.npy').values
  await user.generate('flat', '--depth', 'flat', '--provider', 'cpu')
  expect(new Set(user.depth('flat/depth.npy').values)).toEqual(new Set([1]))
  expect(new Set(estimated).size).toBeGreaterThan(10)

  const again = await user.succeed('generate', '--recipe', 'take', '--model', tinyPack, '--out', 'again')
  expect(again).toMatchObject({ identical: true, depth: source.depth })
}, 120_000)

test('near is near: the board’s own brightness is what the network tells, and what is kept is asked for once', async () => {
  const user = new User()
  writeFileSync(join(user.folder, 'mine.onnx'), brightnessGraph())
  await user.succeed('models', 'add', 'depth', '--onnx', 'mine.onnx')
  const words = ['depth', 'board.png', '--operation', 'none', '--provider', 'cpu', '--threads', '1']
  await user.succeed(...words, '--out', 'depth.npy')
  const { shape, values } = user.depth('depth.npy')
  expect(shape).toEqual([523, 784])
  const size = { width: 784, height: 523 }
  const expected = gateAnswer(depthFromInverse(brightness(size)), size).depth.values
  const worst = values.reduce((most, value, i) => Math.max(most, Math.abs(value / expected[i]! - 1)), 0)
  expect(worst).toBeLessThan(0.05)
  const kept = user.kept()
  await user.succeed(...words, '--out', 'again.npy')
  expect(user.depth('again.npy').values).toEqual(values)
  expect(user.kept()).toEqual(kept)

  // A model that is named has its own network asked.
  await user.succeed('depth', 'board.png', '--out', 'own.npy', '--model', tinyPack, '--operation', 'none')
  expect(user.depth('own.npy').shape).toEqual([192, 288])
}, 120_000)

test('it serves every family of models, and goes again as it came', async () => {
  const user = new User()
  const took = await user.succeed('models', 'add', 'depth', '--pack', tinyDepth)
  expect(took).toMatchObject({ id: 'tiny-depth', version: '1.0.0' })
  const shot = ['--image', 'board.png', '--move', 'truck:0.1', '--frames', '5', '--size', '96x64', '--steps', '1']
  const words = ['generate', ...shot, '--model', tinyFlow, '--movie', 'none', '--provider', 'cpu']
  const made = await user.succeed(...words, '--out', 'take')
  expect(made).toMatchObject({ depth: { kind: 'estimated', pack: { id: 'tiny-depth' } } })
  expect((await user.run('generate', ...shot, '--model', 'tiny-depth', '--out', 'no')).json).toMatchObject({
    error: { code: 'inference.depth-pack' },
  })
  expect(await user.succeed('models', 'check', 'tiny-depth')).toMatchObject({ files: 1 })
  await user.succeed('models', 'remove', 'tiny-depth')
  expect(await user.succeed(...words, '--out', 'flat')).toMatchObject({ depth: { kind: 'flat' } })
}, 120_000)

test.each([
  [[], 'command.usage.needed'],
  [['--onnx', 'x', '--pack', 'y'], 'command.usage.exclusive'],
  [['--pack', 'y', '--preset', 'moge'], 'command.usage.exclusive'],
  [['--onnx', 'x', '--preset', 'constructor'], 'command.usage.choice'],
])('takes no depth network with %j', async (words, code) => {
  const { exitCode, json } = await new User().run('models', 'add', 'depth', ...words)
  expect([exitCode, json]).toMatchObject([2, { error: { code } }])
})

/** What the network says of the board, which red, green and blue fill as `writeBoard` tells. */
function brightness({ width, height }: { readonly width: number; readonly height: number }): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [across, down] = [((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height]
    const swell = 16 * across * (1 - across) * down * (1 - down)
    return across / 0.229 + down / 0.224 + swell / 0.225
  })
}
