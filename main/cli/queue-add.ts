import { RasterCache } from '../services/media/raster-cache.ts'
import { findPack, findPackById } from '../services/models/models.ts'
import { partOf } from '../services/progress-part.ts'
import { readFolder } from '../services/projects/project-read.ts'
import { compileTake } from '../services/takes/render-shot.ts'
import type { TakeRequest } from '../services/takes/take-queue.ts'
import { queueText } from '../../core/texts/queue-command.ts'
import type { PreparedCommand } from './command.ts'
import { firstWord } from './first-word.ts'
import { modelWord } from './model-word.ts'
import { choice, wholeNumber } from './option-values.ts'
import { exclusive, needed, readOptions, type OptionTable } from './options.ts'
import { projectFolderOf } from './project-word.ts'
import { qualities } from './quality-word.ts'
import { takeQueueOf } from './queue-of-command.ts'
import { chosenShots } from './render.ts'

const name = 'queue'

const options = {
  shot: 'value',
  seeds: 'value',
  quality: 'value',
  steps: 'value',
  model: 'value',
  json: 'flag',
} as const satisfies OptionTable

const mostSeeds = 1000
const largestSeed = 0xffffffff

/** `craneshot queue add`: takes of shots × seeds, compiled as the film is now. */
export function prepareQueueAdd(words: readonly string[]): PreparedCommand {
  const { first: project, rest } = firstWord(words)
  const values = readOptions(rest, options, name)
  exclusive(values, ['quality', 'steps'])
  const projectFolder = projectFolderOf(needed(project, 'PROJECT', name))
  const seeds = values.seeds === undefined ? 1 : wholeNumber(values.seeds, '--seeds', 1, mostSeeds)
  const ownSteps = values.steps === undefined ? null : wholeNumber(values.steps, '--steps', 1, 200)
  const quality = values.quality === undefined ? null : choice(values.quality, '--quality', qualities)
  const model = values.model === undefined ? null : modelWord(values.model)
  return async ({ composition, language, ...context }) => {
    const { packs, places } = composition
    const film = (await readFolder(projectFolder)).history.present
    const shots = chosenShots(film, values.shot ?? null)
    const tools = { ...composition, rasters: new RasterCache(places.cache) }
    const requests: TakeRequest[] = []
    for (const [index, { id: shotId, generation }] of shots.entries()) {
      const pack = await (model === null ? findPackById(generation.packId, packs) : findPack(model, packs))
      const steps = quality === null ? ownSteps : pack.manifest.steps[quality]
      const part = partOf(context, index / shots.length, (index + 1) / shots.length)
      const request = await compileTake(tools)({ projectFolder, film, shotId, pack, seed: null, steps }, part)
      for (let next = 0; next < seeds; next++) {
        const seed = (request.spec.seed + next) % (largestSeed + 1)
        requests.push({ ...request, spec: { ...request.spec, seed } })
      }
    }
    // Adding opens no queue: nothing is held, and nothing runs here.
    const ids = await takeQueueOf(composition, () => undefined).add(projectFolder, film, requests)
    return { json: { jobs: ids }, text: queueText('added', language, { count: ids.length }) }
  }
}
