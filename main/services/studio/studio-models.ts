import path from 'node:path'
import type { CallHandlers, CallInput } from '../../../core/contract/calls.ts'
import { abortError, StudioError } from '../../../core/contract/errors.ts'
import type { InstalledModel, modelCalls } from '../../../core/contract/model-calls.ts'
import type { Progress, TaskContext } from '../../../core/contract/tasks.ts'
import { weightFamilies } from '../../../core/weights/weight-sources.ts'
import { addDepthPack, type AddedDepth } from '../models/add-depth-pack.ts'
import { addPack, type AddedPack } from '../models/add-pack.ts'
import type { Precision } from '../models/graph-templates.ts'
import { listPacks, nameInList, packSummaries } from '../models/models.ts'
import { machinePackUse } from '../models/pack-use.ts'
import { planRemoval, removePack, type Removal, type RemovalTools } from '../models/remove-pack.ts'
import type { StudioServices } from './studio-parts.ts'

/** Adds models in the window, one at a time, and removes them. What the user chose in dialogs stays here: the window knows names only. */
export class StudioModels {
  readonly #services: StudioServices
  /** What this machine computes fastest in. */
  readonly #precision: () => Precision
  /** By family and option, absolute. */
  readonly #chosen = new Map<string, string>()
  /** Of a depth network, absolute. */
  #network: string | null = null
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
    const { packs, places, templatesFolder, startProbe, emit } = this.#services
    const chosen = Object.fromEntries(
      downloadsOf(family).map(({ option }) => [option, this.#chosen.get(`${family} ${option}`) ?? '']),
    )
    const input = { family, chosen, precision: precision ?? this.#precision(), copy, overwrite }
    const tools = { packs, templatesFolder, startProbe, use: machinePackUse(places) }
    const added = await this.#run((context) => addPack(input, tools, context))
    emit({ type: 'packs', packs: await packSummaries(packs) })
    return added
  }

  async chooseNetwork(): Promise<string | null> {
    const { desktop, settings } = this.#services
    const [file] = await desktop.chooseFiles('onnx', settings().language ?? desktop.systemLanguage)
    if (file === undefined) return null
    this.#network = file
    return path.basename(file)
  }

  /** @throws StudioError `weights.*`, `inference.*`; AbortError */
  async addNetwork({ preset, overwrite }: CallInput<'model.addNetwork'>): Promise<AddedDepth> {
    const { packs, startProbe, emit } = this.#services
    const file = this.#network
    if (file === null) throw new Error('a depth network was to be added before one was chosen')
    const source = { kind: 'onnx', file, preset, name: null, licence: null } as const
    const added = await this.#run((context) => addDepthPack({ source, overwrite }, { packs, startProbe }, context))
    emit({ type: 'packs', packs: await packSummaries(packs) })
    return added
  }

  async list(): Promise<InstalledModel[]> {
    const listed = await listPacks(this.#services.packs)
    return listed.map((each) => {
      const { origin, problem } = each
      const id = nameInList(each)
      const servesBoards = each.depth !== null
      const manifest = (each.pack ?? each.depth ?? each.damaged)?.manifest
      if (manifest === undefined) return { id, name: id, version: null, licence: null, origin, servesBoards, problem }
      const { name, version, licence } = manifest
      return { id, name, version, licence, origin, servesBoards, problem }
    })
  }

  /** @throws StudioError `weights.not-users`, `weights.in-use`, `weights.in-use-depth`, `jobs.queue-*` */
  async removal(id: string): Promise<Removal> {
    const removal = await planRemoval(id, this.#removalTools)
    if (this.#estimatesDepth && (await this.#hasDepth(id))) throw new StudioError('weights.in-use-depth', { model: id })
    return removal
  }

  /** @throws as {@link removal}, `weights.unwritable` */
  async remove(id: string): Promise<Removal> {
    await this.removal(id)
    await this.#letGo()
    const removed = await removePack(id, this.#removalTools)
    const { packs, emit } = this.#services
    emit({ type: 'packs', packs: await packSummaries(packs) })
    return removed
  }

  get #removalTools(): RemovalTools {
    const { packs, places } = this.#services
    return { packs, use: machinePackUse(places) }
  }

  get #estimatesDepth(): boolean {
    return this.#services.queue.snapshots.some(
      ({ state, subject }) => subject.kind === 'depth' && (state === 'queued' || state === 'running'),
    )
  }

  async #hasDepth(id: string): Promise<boolean> {
    const found = (await listPacks(this.#services.packs)).find((each) => nameInList(each) === id)
    return found !== undefined && (found.depth !== null || found.pack?.manifest.components['depth'] !== undefined)
  }

  /** Idle processes keep networks of the last take open: their place on the disk would come back minutes later. */
  async #letGo(): Promise<void> {
    const { inference, depthInference } = this.#services
    if (!this.#estimatesDepth) depthInference.close()
    const jobs = await this.#removalTools.use.jobs()
    if (!jobs.some(({ state }) => state === 'running')) inference.close()
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
    'model.chooseNetwork': () => models.chooseNetwork(),
    'model.addNetwork': async (input) => {
      const { id, name } = (await models.addNetwork(input)).manifest
      return { id, name }
    },
    'model.cancel': async () => {
      models.cancel()
      return {}
    },
    'model.list': () => models.list(),
    'model.removal': async ({ id }) => bytesOf(await models.removal(id)),
    'model.remove': async ({ id }) => bytesOf(await models.remove(id)),
  }
}

/** What the window may know of it. */
function bytesOf({ freedBytes, keptBytes }: Removal): Pick<Removal, 'freedBytes' | 'keptBytes'> {
  return { freedBytes, keptBytes }
}
