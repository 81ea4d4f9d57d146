import path from 'node:path'
import { expect, test } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { generate, newTake, remake, readGenerateOptions } from '../../../main/cli/generate.ts'

const basics = ['--image', 'board.png', '--out', 'take']

function wish(...words: string[]): ReturnType<typeof newTake> {
  return newTake(readGenerateOptions([...basics, ...words]))
}

function codeOf(...words: string[]): string {
  try {
    generate.prepare(words)
  } catch (thrown) {
    if (thrown instanceof StudioError) return thrown.code
    throw thrown
  }
  return 'understood'
}

test('what is not said is left to the model, or has its documented default', () => {
  expect(wish('--move', 'orbit:20')).toEqual({
    picture: path.resolve('board.png'),
    camera: {
      kind: 'move',
      text: 'orbit:20',
      moves: [{ name: 'orbit', amount: 20 }],
      focalLengthMm: expect.closeTo(24.89 / 2 / Math.tan((55 * Math.PI) / 360), 9),
      loops: false,
    },
    length: { sampleFrames: null, seconds: null, rate: null },
    size: null,
    delivery: null,
    depth: { kind: 'auto', asked: false },
    quality: null,
    steps: null,
    seed: 0,
    cache: 'on',
    controls: {},
    model: 'embedded',
    output: { target: path.resolve('take'), overwrite: false, movie: 'mp4' },
    run: { provider: null, threads: null },
  })
})

test('everything that can be said', () => {
  const words = '--path p.txt --pose-size 1280x720 --subject-distance 2.5 --frames 14 --seconds 2 --fps 23.976'
  const more = '--size 576x320 --steps 4 --seed 4294967295 --no-cache --model ./packs/mine --movie none'
  const last = '--provider webgpu --threads 2 --overwrite --json --depth ground:0.4'
  expect(wish(...`${words} ${more} ${last}`.split(' '))).toMatchObject({
    camera: {
      kind: 'path',
      file: path.resolve('p.txt'),
      poseSize: { width: 1280, height: 720 },
      unitsPerSubjectDistance: 2.5,
    },
    length: { sampleFrames: 14, seconds: 2, rate: { numerator: 24000, denominator: 1001 } },
    size: { width: 576, height: 320 },
    depth: { kind: 'ground', horizon: 0.4 },
    steps: 4,
    seed: 0xffffffff,
    cache: 'off',
    model: path.resolve('packs/mine'),
    output: { overwrite: true, movie: 'none' },
    run: { provider: 'webgpu', threads: 2 },
  })
})

test('the quality is a word for steps, and frames have a size of their own', () => {
  const words = ['--move', 'static']
  expect(wish(...words, '--quality', 'fine', '--delivery', '1280x720')).toMatchObject({
    quality: 'fine',
    steps: null,
    delivery: { width: 1280, height: 720 },
  })
  expect(wish(...words, '--delivery', 'model').delivery).toBe('model')
  const all = [...basics, ...words]
  expect(codeOf(...all, '--quality', 'best')).toBe('command.usage.choice')
  expect(codeOf(...all, '--quality', 'fine', '--steps', '4')).toBe('command.usage.exclusive')
  expect(codeOf(...all, '--delivery', '5000x100')).toBe('command.usage.size')
  expect(codeOf('--recipe', 'take.json', '--out', 'again', '--quality', 'fine')).toBe('command.usage.exclusive')
})

test('what may be set of some models is said by numbers that they check themselves', () => {
  const words = ['--move', 'static']
  const guidance = ['--guidance-first', '1', '--guidance-last=2.5', '--motion-bucket', '90', '--model-fps', '12']
  const more = ['--noise-augmentation', '.05', '--camera-strength', '0', '--decode-chunk', '4']
  expect(wish(...words, ...guidance, ...more, '--between-frames', 'nearest', '--fps', '24')).toMatchObject({
    length: { rate: { numerator: 24, denominator: 1 } },
    controls: {
      guidanceFirst: 1,
      guidanceLast: 2.5,
      motionBucket: 90,
      fps: 12,
      noiseAugmentation: 0.05,
      cameraStrength: 0,
      decodeChunk: 4,
      betweenFrames: 'nearest',
    },
  })
  const all = [...basics, ...words]
  expect(codeOf(...all, '--guidance-last', 'much')).toBe('command.usage.decimal')
  expect(codeOf(...all, '--camera-strength', '1e9')).toBe('command.usage.decimal')
  expect(codeOf(...all, '--motion-bucket', '1.5')).toBe('command.usage.whole-number')
  expect(codeOf(...all, '--between-frames', 'blur')).toBe('command.usage.choice')
  expect(codeOf('--recipe', 'take.json', '--out', 'new', '--motion-bucket', '9')).toBe('command.usage.exclusive')
})

test('a move can come back to its first frame, a path cannot', () => {
  expect(wish('--move', 'orbit:360', '--loop').camera).toMatchObject({ kind: 'move', loops: true })
  expect(codeOf(...basics, '--path', 'p.txt', '--loop')).toBe('command.usage.exclusive')
  expect(codeOf('--recipe', 'take.json', '--out', 'new', '--loop')).toBe('command.usage.exclusive')
})

test('depth of each frame is written where it is asked for, also of a take made again', () => {
  expect(wish('--move', 'static', '--depth-exr').output).toMatchObject({ depthExr: true })
  expect(codeOf('--recipe', 'take.json', '--out', 'new', '--depth-exr')).toBe('understood')
  expect(codeOf(...basics, '--move', 'static', '--depth-exr', '--no-cache')).toBe('command.usage.exclusive')
})

test('both ways to tell the lens mean the same', () => {
  const byAngle = wish('--move', 'static', '--fov', '90').camera
  const byLength = wish('--move', 'static', '--focal-mm', '12.445').camera
  expect(byAngle).toMatchObject({ focalLengthMm: expect.closeTo(12.445, 9) })
  expect(byLength).toMatchObject({ focalLengthMm: 12.445 })
})

test('a depth that is no keyword is a file, even one called like a keyword with its folder', () => {
  expect(wish('--move', 'static', '--depth', 'ground').depth).toEqual({ kind: 'ground', horizon: 0.5 })
  expect(wish('--move', 'static', '--depth', 'auto').depth).toEqual({ kind: 'auto', asked: true })
  expect(wish('--move', 'static', '--depth', './flat').depth).toEqual({ kind: 'file', file: path.resolve('flat') })
  expect(wish('--move', 'static', '--depth', '깊이 1.npy').depth).toMatchObject({ file: path.resolve('깊이 1.npy') })
})

test.each([
  [['--out', 'o', '--move', 'pan'], 'command.usage.needed'],
  [['--image', 'i', '--move', 'pan'], 'command.usage.needed'],
  [[...basics], 'command.usage.camera-needed'],
  [[...basics, '--move', 'pan', '--path', 'p'], 'command.usage.exclusive'],
  [[...basics, '--move', 'pan', '--fov', '50', '--focal-mm', '24'], 'command.usage.exclusive'],
  [[...basics, '--move', 'pan', '--pose-size', '1x1'], 'command.usage.only-with'],
  [[...basics, '--move', 'pan', '--subject-distance', '2'], 'command.usage.only-with'],
  [[...basics, '--move', 'swoop'], 'camera.move.unknown'],
  [[...basics, '--move', 'pan:fast'], 'camera.move.amount'],
  [[...basics, '--move', `${'pan+'.repeat(250)}pan`], 'command.usage.too-long'],
  [[...basics, '--move', 'pan', '--depth', 'ground:2'], 'command.usage.horizon'],
  [[...basics, '--move', 'pan', '--depth', 'ground:'], 'command.usage.horizon'],
  [[...basics, '--path', 'p', '--subject-distance', '0'], 'command.usage.range'],
  [[...basics, '--move', 'pan', '--fov', '180'], 'command.usage.range'],
  [[...basics, '--move', 'pan', '--frames', '0'], 'command.usage.whole-number'],
  [[...basics, '--move', 'pan', '--provider', 'gpu'], 'command.usage.choice'],
  [[...basics, '--move', 'pan', '--movie', 'mov'], 'command.usage.choice'],
  [['--recipe', 't', '--out', 'o', '--seed', '1'], 'command.usage.exclusive'],
  [['--recipe', 't', '--out', 'o', '--no-cache'], 'command.usage.exclusive'],
  [['--recipe', 't'], 'command.usage.needed'],
])('%j is wrong usage: %s', (words, code) => {
  expect(codeOf(...words)).toBe(code)
})

test('a recipe brings the shot; model, output and run may still be chosen', () => {
  const words = ['--recipe', 'take', '--out', 'again', '--model', 'mine', '--threads', '1', '--movie', 'none']
  const values = readGenerateOptions(words)
  expect(remake(values, 'take')).toEqual({
    recipe: path.resolve('take'),
    model: 'mine',
    output: { target: path.resolve('again'), overwrite: false, movie: 'none' },
    run: { provider: null, threads: 1 },
  })
})
