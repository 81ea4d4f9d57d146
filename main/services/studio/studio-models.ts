import path from 'node:path'
import type { CallHandlers, CallInput } from '../../../core/contract/calls.ts'
import { abortError, StudioError } from '../../../core/contract/errors.ts'
import type { modelCalls } from '../../../core/contract/model-calls.ts'
import type { Progress, TaskContext } from '../../../core/contract/tasks.ts'
import { weightFamilies } from '../../../core/weights/weight-sources.ts'
import { addPack, type AddedPack } from '../models/add-pack.ts'
import type { Precision } from '../models/graph-templates.ts'
import { packSummaries } from '../models/models.ts'
import type { StudioServices } from './studio-parts.ts'

/** Adds models in the window, one at a time. What the user chose in dialogs stays here: the window knows names only. */
export class StudioModels {
  readonly #services: StudioServices
  /** What this machine computes fastest in. */
  readonly #precision: () => Precision
  /** By family and option, absolute. */
  readonly #chosen = new Map<string, string>()
  #running: AbortController | null = null

  constructor(services: StudioServices, precision: () => Precision) {
    this.#services = services
    this.#precision = precision
  }

  cancel(): void {
    this.#running?.abort(abortError())
  }

  async choose({ family, option }: CallInput<'model.choose'>): Promise<string | null> {
    const { desktop, settings, places } = this.#services
    const download = downloadsOf(family).find((each) => each.option === option)
    if (!download) throw new Error(`${family} has no download ${option}`)
    const language = settings().language ?? desktop.systemLanguage
    const place = download.isFolder
      ? await desktop.chooseFolder('weights', language, path.dirname(places.projects))
      : ((await desktop.chooseFiles('checkpoint', language))[0] ?? null)
    if (place === null) return null
    this.#chosen.set(`${family} ${option}`, place)
    return path.basename(place)
  }

  /** @throws StudioError `weights.*`, `inference.*`; AbortError */
  async add({ family, precision, copy, overwrite }: CallInput<'model.add'>): Promise<AddedPack> {
    const { packs, templatesFolder, startProbe, emit } = this.#services
    const chosen = Object.fromEntries(
      downloadsOf(family).map(({ option }) => [option, this.#chosen.get(`${family} ${option}`) ?? '']),
    )
    const input = { family, chosen, precision: precision ?? this.#precision(), copy, overwrite }
    const added = await this.#run((context) => addPack(input, { packs, templatesFolder, startProbe }, context))
    emit({ type: 'packs', packs: await packSummaries(packs) })
    return added
  }

  async #run<Output>(work: (context: TaskContext) => Promise<Output>): Promise<Output> {
    if (this.#running !== null) throw new Error('a model was to be added while another one is')
    const running = (this.#running = new AbortController())
    const tell = (progress: Pick<Progress, 'stage' | 'fraction'> | null): void =>
      this.#services.emit({ type: 'model-task', progress })
    try {
      const report = ({ stage, fraction }: Progress): void => tell({ stage, fraction })
      return await work({ signal: running.signal, report })
    } finally {
      this.#running = null
      tell(null)
    }
  }
}

/** @throws StudioError `weights.no-template` */
function downloadsOf(family: string): (typeof weightFamilies)[string]['downloads'] {
  if (Object.hasOwn(weightFamilies, family)) return weightFamilies[family]!.downloads
  throw new StudioError('weights.no-template', { family, known: Object.keys(weightFamilies).join(', ') })
}

/** A function for each call about models. */
export function modelHandlers(models: StudioModels): Pick<CallHandlers<undefined>, keyof typeof modelCalls> {
  return {
    'model.choose': (input) => models.choose(input),
    'model.add': async (input) => {
      const { id, name } = (await models.add(input)).manifest
      return { id, name }
    },
    'model.cancel': async () => {
      models.cancel()
      return {}
    },
  }
}
