import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readNpy, writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { takeSchema, type Take } from '../../../core/contract/take.ts'
import { writeBoard } from '../../support/board.ts'
import { runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { decode } from '../media/media-worker.ts'

const poses = new URL('../../fixtures/poses/0c9b371cc6225682_svd.txt', import.meta.url)
// A name that breaks what is quoted or encoded carelessly.
const folder = join(mkdtempSync(join(tmpdir(), 'craneshot-take-')), '콘티 #1 (100%)')
const first = join(folder, '첫 테이크')
let made: Record<string, unknown> = {}

async function succeed(words: readonly string[]): Promise<Record<string, unknown>> {
  const result = await runCommandLine([...words, '--json'], { folder })
  expect(result.exitCode, result.standardError).toBe(0)
  return JSON.parse(result.standardOutput)
}

function readTake(take: string): Take {
  return takeSchema.parse(JSON.parse(readFileSync(join(take, 'take.json'), 'utf8')))
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const words = ['generate', '--image', '그림 1.png', '--path', 'poses.txt', '--pose-size', '1280x720', '--frames', '5']
const settings = ['--model', tinyPack, '--size', '128x64', '--depth', 'depth.npy', '--seed', '7', '--steps', '2']

beforeAll(async () => {
  mkdirSync(folder)
  writeBoard(join(folder, '그림 1.png'), 300, 200)
  cpSync(poses, join(folder, 'poses.txt'))
  const depth = Float32Array.from({ length: 30 * 20 }, (_, i) => 2 + (i % 30) / 10)
  writeFileSync(join(folder, 'depth.npy'), writeNpyFloat32([20, 30], depth))
  made = await succeed([...words, ...settings, '--out', '첫 테이크'])
})
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

test('the folder holds exactly the take, and says so', () => {
  const frames = [0, 1, 2, 3, 4].map((index) => `frame_000${index}.png`)
  expect(readdirSync(first).toSorted()).toEqual(
    ['clip.mp4', 'cut.otio', 'depth.npy', ...frames, 'picture.png', 'take.json'].toSorted(),
  )
  expect(readdirSync(folder).toSorted()).toEqual(['depth.npy', 'poses.txt', '그림 1.png', '첫 테이크'].toSorted())
  expect(made).toMatchObject({
    ok: true,
    folder: first,
    frames,
    movie: 'clip.mp4',
    beyondTrainedRange: expect.any(Array),
  })
})

test('picture, depth and frames on disk are the ones the recipe names', async () => {
  const { spec, files } = readTake(first)
  expect(sha256(await decode(join(first, files.picture), 128, 64))).toBe(spec.picture.sha256)
  const depth = valueOf(readNpy(Uint8Array.from(readFileSync(join(first, files.depth))), 'depth'))
  expect(depth.shape).toEqual([64, 128])
  expect(sha256(new Uint8Array(depth.data.buffer))).toBe(spec.depth.sha256)
  expect([...depth.data].toSorted((a, b) => a - b)[32 * 128]).toBeCloseTo(1, 1)
  for (const { name, pixelsSha256 } of files.frames) {
    expect(sha256(await decode(join(first, name), 128, 64)), name).toBe(pixelsSha256)
  }
})

test('the recipe names its sources by name and content, and nothing of this machine', () => {
  const text = readFileSync(join(first, 'take.json'), 'utf8') + readFileSync(join(first, 'cut.otio'), 'utf8')
  for (const part of [tmpdir(), process.cwd(), tinyPack, process.env['HOME'] ?? '', 'file:']) {
    if (part.length > 1) expect(text.includes(part), part).toBe(false)
  }
  expect(readTake(first)).toMatchObject({
    spec: { seed: 7, steps: 2, rate: { numerator: 8, denominator: 1 } },
    source: {
      picture: { file: { name: '그림 1.png', sha256: sha256(readFileSync(join(folder, '그림 1.png'))) } },
      camera: { kind: 'path', file: { name: 'poses.txt', sha256: sha256(readFileSync(poses)) } },
      depth: { kind: 'file', file: { name: 'depth.npy' } },
    },
  })
})

test('the timeline shows the whole movie, named without a folder', () => {
  const timeline = JSON.parse(readFileSync(join(first, 'cut.otio'), 'utf8'))
  const [clip] = timeline.tracks.children[0].children
  expect(clip.source_range.duration).toMatchObject({ rate: 8, value: 5 })
  expect(clip.media_references.DEFAULT_MEDIA.target_url).toBe('clip.mp4')
})

test('the recipe makes the same bits again from the take folder and the pack alone', async () => {
  const moved = join(folder, 'moved')
  mkdirSync(moved)
  for (const name of ['take.json', 'picture.png', 'depth.npy']) cpSync(join(first, name), join(moved, name))
  const again = await succeed(['generate', '--recipe', 'moved/take.json', '--model', tinyPack, '--out', 'again'])
  expect(again).toMatchObject({ identical: true, differentFrames: [] })
  expect(readTake(join(folder, 'again')).files).toEqual(readTake(first).files)
  expect(readTake(join(folder, 'again')).spec).toEqual(readTake(first).spec)
})

test('the same words give the same bits, another seed others', async () => {
  await succeed([...words, ...settings, '--out', 'same'])
  await succeed([...words, ...settings.with(settings.indexOf('7'), '8'), '--out', 'other', '--movie', 'none'])
  const pixels = (take: string): string[] =>
    readTake(join(folder, take)).files.frames.map((frame) => frame.pixelsSha256)
  expect(pixels('same')).toEqual(pixels('첫 테이크'))
  expect(pixels('other')).not.toEqual(pixels('첫 테이크'))
  expect(readTake(join(folder, 'other')).files.movie).toBe(null)
  expect(readdirSync(join(folder, 'other'))).not.toContain('clip.mp4')
})

test('a recipe whose picture was changed is refused, and nothing is written', async () => {
  const changed = join(folder, 'changed')
  cpSync(first, changed, { recursive: true })
  writeBoard(join(changed, 'picture.png'), 128, 64)
  const words = ['generate', '--recipe', 'changed', '--model', tinyPack, '--out', 'never', '--json']
  const result = await runCommandLine(words, { folder })
  expect(result.exitCode).toBe(1)
  expect(JSON.parse(result.standardOutput).error).toMatchObject({
    code: 'command.recipe.file',
    details: { file: join(changed, 'picture.png') },
  })
  expect(readdirSync(folder)).not.toContain('never')
})

test('a picture or a depth of another size than the recipe tells is refused', async () => {
  const refuse = async (take: string, file: string): Promise<void> => {
    const words = ['generate', '--recipe', take, '--model', tinyPack, '--out', 'never', '--json']
    const { standardOutput } = await runCommandLine(words, { folder })
    expect(JSON.parse(standardOutput).error).toMatchObject({
      code: 'command.recipe.file',
      details: { file: join(folder, take, file) },
    })
  }
  cpSync(first, join(folder, 'wide'), { recursive: true })
  writeBoard(join(folder, 'wide', 'picture.png'), 256, 128)
  await refuse('wide', 'picture.png')
  cpSync(first, join(folder, 'deep'), { recursive: true })
  writeFileSync(join(folder, 'deep', 'depth.npy'), Buffer.alloc(128 * 64 * 4 + 66_000))
  await refuse('deep', 'depth.npy')
})

test('a recipe with a picture larger than the frames keeps it at its size', async () => {
  const large = join(folder, 'large')
  cpSync(first, large, { recursive: true })
  writeBoard(join(large, 'picture.png'), 256, 128)
  const pixels = sha256(await decode(join(large, 'picture.png'), 256, 128))
  const take = readTake(large)
  const spec = { ...take.spec, picture: { width: 256, height: 128, sha256: pixels } }
  writeFileSync(join(large, 'take.json'), JSON.stringify({ ...take, spec }))
  await succeed(['generate', '--recipe', 'large', '--model', tinyPack, '--out', 'large again', '--movie', 'none'])
  const again = join(folder, 'large again')
  expect(sha256(await decode(join(again, 'picture.png'), 256, 128))).toBe(pixels)
  expect(readTake(again).run.providerReason).toBe('recipe')
})

test('a move with seconds and rate delivers every film frame from fewer samples', async () => {
  const timing = ['--seconds', '0.5', '--fps', '23.976', '--frames', '4', '--steps', '1']
  const shot = ['generate', '--image', '그림 1.png', '--move', 'dolly:0.2+pan:-5', '--depth', 'ground:0.4']
  await succeed([...shot, ...timing, '--model', tinyPack, '--size', '128x64', '--out', 'timed'])
  const { spec, files, source } = readTake(join(folder, 'timed'))
  expect(files.frames).toHaveLength(12)
  expect(spec.rate).toEqual({ numerator: 24000, denominator: 1001 })
  expect(spec.sampleTimes).toEqual([0, 11 / 3, 22 / 3, 11])
  expect(source.camera).toMatchObject({ kind: 'move', text: 'dolly:0.2+pan:-5' })
  expect(source.depth).toEqual({ kind: 'ground', horizon: 0.4 })
})
