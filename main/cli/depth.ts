import path from 'node:path'
import { parseDepthOperations } from '../../core/cache/depth-operation-words.ts'
import { DEFAULT_FOV_X_DEGREES } from '../../core/camera/intrinsics.ts'
import { StudioError } from '../../core/contract/errors.ts'
import { providerSchema, type Provider } from '../../core/contract/inference.ts'
import { valueOf } from '../../core/contract/result.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { tan } from '../../core/math/trigonometry.ts'
import { writeDepthFile, type DepthFileInput } from '../services/boards/depth-file.ts'
import { chooseRuntime } from '../services/takes/run-generation.ts'
import type { Command } from './command.ts'
import { depthWish } from './depth-word.ts'
import { firstWord } from './first-word.ts'
import { modelWord } from './model-word.ts'
import { needed, readOptions, type OptionTable, type OptionValues } from './options.ts'
import { atMost, choice, numberBetween, size, wholeNumber } from './option-values.ts'
import { describeDepthSource } from './take-report.ts'

const name = 'depth'
const largestSide = 4096
const longestOperations = 1000
const formats = ['npy', 'png', 'exr'] as const

const options = {
  out: 'value',
  depth: 'value',
  operation: 'value',
  fov: 'value',
  size: 'value',
  model: 'value',
  provider: 'value',
  threads: 'value',
  overwrite: 'flag',
  json: 'flag',
} as const satisfies OptionTable

/** `craneshot depth`: the depth of a picture as a file, estimated or changed. */
export const depth: Command = {
  name,
  isAllOrNothing: true,
  prepare: (words) => {
    const input = depthFileInput(words)
    return async ({ composition, language, ...context }) => {
      const wish = { provider: null, threads: null }
      const fastest = async (part: TaskContext): Promise<Provider> =>
        (await chooseRuntime(wish, composition.startProbe, part)).provider
      const { width, height, source } = await writeDepthFile({ ...composition, fastest })(input, context)
      const json = { file: input.outFile, width, height, depth: source }
      return { json, text: `${input.outFile}  ${width}×${height}  ${describeDepthSource(source, language)}` }
    }
  },
}

/** @throws StudioError of wrong usage */
export function depthFileInput(words: readonly string[]): DepthFileInput {
  const { first, rest } = firstWord(words)
  const values = readOptions(rest, options, name)
  const outFile = path.resolve(needed(values.out, '--out', name))
  const operations = values.operation === undefined ? null : atMost(values.operation, '--operation', longestOperations)
  return {
    picture: path.resolve(needed(first, 'PICTURE', name)),
    depth: depthWish(values.depth ?? 'auto'),
    operations: operations === null ? null : valueOf(parseDepthOperations(operations)),
    focalWidths: focalWidths(values),
    size: values.size === undefined ? null : size(values.size, '--size', largestSide),
    model: values.model === undefined ? null : modelWord(values.model),
    outFile,
    format: formatOf(outFile),
    overwrite: values.overwrite === true,
    provider: values.provider === undefined ? null : choice(values.provider, '--provider', providerSchema.options),
    threads: values.threads === undefined ? null : wholeNumber(values.threads, '--threads', 1, 256),
  }
}

function focalWidths({ fov }: OptionValues<typeof options>): number {
  const degrees = fov === undefined ? DEFAULT_FOV_X_DEGREES : numberBetween(fov, '--fov', 1, 170)
  return 0.5 / tan((degrees * Math.PI) / 360)
}

function formatOf(file: string): (typeof formats)[number] {
  const found = formats.find((format) => file.toLowerCase().endsWith(`.${format}`))
  if (found === undefined) throw new StudioError('command.usage.depth-file', { file: path.basename(file) })
  return found
}
