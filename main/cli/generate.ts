import path from 'node:path'
import { DEFAULT_FOV_X_DEGREES, focalLengthFromFovXDegrees } from '../../core/camera/intrinsics.ts'
import { parseMove } from '../../core/camera/move-names.ts'
import { StudioError } from '../../core/contract/errors.ts'
import { providerSchema } from '../../core/contract/inference.ts'
import { valueOf } from '../../core/contract/result.ts'
import { maximumMoveLetters } from '../../core/contract/take.ts'
import { generateTake, type GenerateTakeInput } from '../services/takes/generate-take.ts'
import type { OutputWish } from '../services/takes/make-take.ts'
import { embeddedModel } from '../services/models/models.ts'
import { remakeTake, type RemakeTakeInput } from '../services/takes/remake-take.ts'
import type { RunWish } from '../services/takes/run-generation.ts'
import type { CameraWish } from '../services/takes/shot-camera.ts'
import type { Command, PreparedCommand } from './command.ts'
import { withObedience } from './measure-made.ts'
import { controlTable, controlWishes } from './control-words.ts'
import { depthWish } from './depth-word.ts'
import { modelWord } from './model-word.ts'
import { qualities } from './quality-word.ts'
import { exclusive, needed, readOptions, type OptionTable, type OptionValues } from './options.ts'
import { atMost, choice, frameRate, numberBetween, size, wholeNumber } from './option-values.ts'
import { describeTake } from './take-report.ts'

const name = 'generate'
const largestSide = 16384
const largestDelivery = 4096

/** What describes the shot; a recipe brings all of it. */
const shotOptions = {
  image: 'value',
  path: 'value',
  'pose-size': 'value',
  move: 'value',
  loop: 'flag',
  frames: 'value',
  seconds: 'value',
  fps: 'value',
  size: 'value',
  delivery: 'value',
  fov: 'value',
  'focal-mm': 'value',
  depth: 'value',
  quality: 'value',
  steps: 'value',
  seed: 'value',
  'subject-distance': 'value',
  'no-cache': 'flag',
  ...controlTable,
} as const satisfies OptionTable

const options = {
  ...shotOptions,
  recipe: 'value',
  out: 'value',
  model: 'value',
  movie: 'value',
  'depth-exr': 'flag',
  provider: 'value',
  threads: 'value',
  overwrite: 'flag',
  'no-measure': 'flag',
  json: 'flag',
} as const satisfies OptionTable

type Values = OptionValues<typeof options>

/** `craneshot generate`: a take from a picture and a camera, or again from a recipe. */
export const generate: Command = {
  name,
  isAllOrNothing: true,
  prepare: (words) => {
    const values = readGenerateOptions(words)
    const make = values.recipe === undefined ? prepareNew(newTake(values)) : prepareAgain(remake(values, values.recipe))
    const folder = outputWish(values).target
    return async (context) => {
      const made = await make(context)
      return values['no-measure'] === true ? made : withObedience(made, [folder], context)
    }
  },
}

/** @throws StudioError of wrong usage */
export function readGenerateOptions(words: readonly string[]): Values {
  return readOptions(words, options, name)
}

function prepareNew(input: GenerateTakeInput): PreparedCommand {
  return async (context) => {
    const made = await generateTake(context.composition)(input, context)
    return describeTake(made, null, input.output.target, context.language)
  }
}

function prepareAgain(input: RemakeTakeInput): PreparedCommand {
  return async (context) => {
    const made = await remakeTake(context.composition)(input, context)
    return describeTake(made, made.differentFrames, input.output.target, context.language)
  }
}

/** Everything that can be said of the options without touching a file. @throws StudioError of wrong usage */
export function newTake(values: Values): GenerateTakeInput {
  exclusive(values, ['quality', 'steps'])
  return {
    picture: path.resolve(needed(values.image, '--image', name)),
    camera: cameraWish(values),
    length: {
      sampleFrames: values.frames === undefined ? null : wholeNumber(values.frames, '--frames', 1, 100_000),
      seconds: values.seconds === undefined ? null : numberBetween(values.seconds, '--seconds', 0, 36_000),
      rate: values.fps === undefined ? null : frameRate(values.fps, '--fps'),
    },
    size: values.size === undefined ? null : size(values.size, '--size', largestSide),
    delivery: deliveryWish(values.delivery),
    depth: values.depth === undefined ? { kind: 'auto', asked: false } : depthWish(values.depth),
    steps: values.steps === undefined ? null : wholeNumber(values.steps, '--steps', 1, 200),
    quality: values.quality === undefined ? null : choice(values.quality, '--quality', qualities),
    seed: wholeNumber(values.seed ?? '0', '--seed', 0, 0xffffffff),
    cache: values['no-cache'] ? 'off' : 'on',
    controls: controlWishes(values),
    model: modelWord(values.model ?? embeddedModel),
    output: outputWish(values),
    run: runWish(values),
  }
}

/** @throws StudioError when an option stands beside --recipe that the recipe already answers. */
export function remake(values: Values, recipe: string): RemakeTakeInput {
  for (const option of Object.keys(shotOptions)) exclusive(values, ['recipe', option])
  return {
    recipe: path.resolve(recipe),
    model: values.model === undefined ? null : modelWord(values.model),
    output: outputWish(values),
    run: runWish(values),
  }
}

function cameraWish(values: Values): CameraWish {
  exclusive(values, ['path', 'move'])
  exclusive(values, ['fov', 'focal-mm'])
  const focalLengthMm = focalLength(values)
  if (values.path !== undefined) {
    exclusive(values, ['path', 'loop'])
    return {
      kind: 'path',
      file: path.resolve(values.path),
      poseSize: values['pose-size'] === undefined ? null : size(values['pose-size'], '--pose-size', 100_000),
      unitsPerSubjectDistance: numberBetween(values['subject-distance'] ?? '1', '--subject-distance', 0, 1e6),
    }
  }
  for (const option of ['pose-size', 'subject-distance'] as const) {
    if (values[option] === undefined) continue
    throw new StudioError('command.usage.only-with', { option: `--${option}`, other: '--path' })
  }
  if (values.move === undefined) throw new StudioError('command.usage.camera-needed')
  const text = atMost(values.move, '--move', maximumMoveLetters)
  return { kind: 'move', text, moves: valueOf(parseMove(text)), focalLengthMm, loops: values.loop === true }
}

/** `model`, or the pixels of the written frames. */
function deliveryWish(text: string | undefined): GenerateTakeInput['delivery'] {
  if (text === undefined || text === 'model') return text ?? null
  return size(text, '--delivery', largestDelivery)
}

function focalLength(values: Values): number {
  if (values['focal-mm'] !== undefined) return numberBetween(values['focal-mm'], '--focal-mm', 0.1, 2000)
  if (values.fov === undefined) return focalLengthFromFovXDegrees(DEFAULT_FOV_X_DEGREES)
  return focalLengthFromFovXDegrees(numberBetween(values.fov, '--fov', 1, 170))
}

function outputWish(values: Values): OutputWish {
  exclusive(values, ['depth-exr', 'no-cache'])
  return {
    target: path.resolve(needed(values.out, '--out', name)),
    overwrite: values.overwrite === true,
    movie: choice(values.movie ?? 'mp4', '--movie', ['mp4', 'none'] as const),
    ...(values['depth-exr'] ? { depthExr: true } : {}),
  }
}

function runWish(values: Values): RunWish {
  return {
    provider: values.provider === undefined ? null : choice(values.provider, '--provider', providerSchema.options),
    threads: values.threads === undefined ? null : wholeNumber(values.threads, '--threads', 1, 256),
  }
}
