import { providerSchema } from '../../core/contract/inference.ts'
import type { MeasuredRun } from '../../core/diffusion/measured-memory.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import { modelText } from '../../core/texts/models.ts'
import { measurePack, type MeasuredPack } from '../services/models/measure-pack.ts'
import { readMeasured, writeMeasured } from '../services/models/measured-packs.ts'
import { findPack } from '../services/models/models.ts'
import { chooseRuntime } from '../services/takes/run-generation.ts'
import type { PreparedCommand } from './command.ts'
import { firstWord } from './first-word.ts'
import { modelWord } from './model-word.ts'
import { choice, wholeNumber } from './option-values.ts'
import { needed, readOptions, type OptionTable } from './options.ts'
import { tableText } from './table.ts'

const options = { provider: 'value', threads: 'value', json: 'flag' } as const satisfies OptionTable

/** `craneshot models measure`: what takes with a model cost here. */
export function prepareMeasure(words: readonly string[]): PreparedCommand {
  const { first, rest } = firstWord(words)
  const values = readOptions(rest, options, 'models')
  const model = modelWord(needed(first, 'MODEL', 'models'))
  const wish = {
    provider: values.provider === undefined ? null : choice(values.provider, '--provider', providerSchema.options),
    threads: values.threads === undefined ? null : wholeNumber(values.threads, '--threads', 1, 256),
  }
  return async ({ composition, language, ...context }) => {
    const { packs, places, startProbe, queue } = composition
    const pack = await findPack(model, packs)
    const { provider, threads } = await chooseRuntime(wish, startProbe, context)
    const earlier = await readMeasured(places.measured, pack.manifestSha256)
    const measure = measurePack({ startInference: startProbe, cacheFolder: places.cache, queue })
    const measured = await measure({ pack, provider, threads, earlier }, context)
    const file = await writeMeasured(places.measured, measured.table)
    const { id, name } = pack.manifest
    const runs = measured.table.runs.filter((run) => run.provider === provider)
    const failures = measured.failures.map(({ run, error }) => ({ ...run, code: error.code, details: error.details }))
    return {
      json: { id, provider, file, runs, failures },
      text: [modelText('measured', language, { name, provider, file }), table(runs, measured.failures, language)].join(
        '\n',
      ),
    }
  }
}

function table(runs: readonly MeasuredRun[], failures: MeasuredPack['failures'], language: Language): string {
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6)
  return tableText([
    ...runs.map(({ peakBytes, deviceBytes, stepMilliseconds, ...run }) => [
      `  ${extentText(run, language)}`,
      modelText('measured.memory', language, { megabytes: megabytes(peakBytes) }),
      ...(deviceBytes === null ? [] : [modelText('measured.card', language, { megabytes: megabytes(deviceBytes) })]),
      modelText('measured.step', language, { seconds: (stepMilliseconds / 1000).toFixed(2) }),
    ]),
    ...failures.map(({ run, error }) => [
      `  ${extentText(run, language)}`,
      modelText('measured.failed', language, { reason: errorText(error.code, error.details, language) }),
    ]),
  ])
}

function extentText(
  { width, height, frames, decodeChunk }: Pick<MeasuredRun, 'width' | 'height' | 'frames' | 'decodeChunk'>,
  language: Language,
): string {
  const extent = modelText('measured.run', language, { width, height, frames })
  return decodeChunk === null ? extent : extent + modelText('measured.chunk', language, { chunk: decodeChunk })
}
