import { RasterCache } from '../services/media/raster-cache.ts'
import { findPack, findPackById } from '../services/models/models.ts'
import { partOf } from '../services/progress-part.ts'
import { readFolder } from '../services/projects/project-read.ts'
import { compileTake } from '../services/takes/render-shot.ts'
import type { TakeRequest } from '../services/takes/take-queue.ts'
import { parseMove } from '../../core/camera/move-names.ts'
import { valueOf } from '../../core/contract/result.ts'
import { maximumMoveLetters } from '../../core/contract/take.ts'
import { queueText } from '../../core/texts/queue-command.ts'
import type { PreparedCommand } from './command.ts'
import { firstWord } from './first-word.ts'
import { modelWord } from './model-word.ts'
import { atMost, choice, wholeNumber } from './option-values.ts'
import { exclusive, needed, readOptions, type OptionTable } from './options.ts'
import { projectFolderOf } from './project-word.ts'
import { qualities } from './quality-word.ts'
import { takeQueueOf } from './queue-of-command.ts'
import { withProblem } from './queue-problem.ts'
import { chosenShots } from './render.ts'

const name = 'queue'

const options = {
  shot: 'value',
  seeds: 'value',
  moves: 'value',
  quality: 'value',
  steps: 'value',
  model: 'value',
  json: 'flag',
} as const satisfies OptionTable

const mostSeeds = 1000
const largestSeed = 0xffffffff

/** `craneshot queue add`: takes of shots × cameras × seeds, compiled as the film is now. */
export function prepareQueueAdd(words: readonly string[]): PreparedCommand {
  const { first: project, rest } = firstWord(words)
  const values = readOptions(rest, options, name)
  exclusive(values, ['quality', 'steps'])
  const projectFolder = projectFolderOf(needed(project, 'PROJECT', name))
  const seedsOf = seedsWish(values.seeds ?? '1')
  const cameras = values.moves === undefined ? [null] : camerasWish(values.moves)
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
      for (const move of cameras) {
        const request = await compileTake(tools)({ projectFolder, film, shotId, pack, seed: null, steps, move }, part)
        const { spec } = request
        requests.push(...seedsOf(spec.seed).map((seed) => ({ ...request, spec: { ...spec, seed } })))
      }
    }
    // Adding opens no queue: nothing is held, and nothing runs here.
    const takes = takeQueueOf(composition, () => undefined)
    const ids = await takes.add(projectFolder, film, requests)
    const added = { json: { jobs: ids }, text: queueText('added', language, { count: ids.length }) }
    return withProblem(added, takes.jobs.state.problem, language)
  }
}

/** A number counts takes from the shot's own seed on; several, with commas between, are the seeds themselves. */
function seedsWish(text: string): (own: number) => number[] {
  if (text.includes(',')) {
    const seeds = text.split(',').map((word) => wholeNumber(word.trim(), '--seeds', 0, largestSeed))
    return () => [...new Set(seeds)]
  }
  const count = wholeNumber(text, '--seeds', 1, mostSeeds)
  return (own) => Array.from({ length: count }, (_, next) => (own + next) % (largestSeed + 1))
}

/** The shot's own camera, or moves in its place. */
const ownCamera = 'own'

/** @returns the words of each move; null for the shot's own camera @throws StudioError `camera.move.*` */
function camerasWish(text: string): (string | null)[] {
  const words = atMost(text, '--moves', maximumMoveLetters)
    .split(',')
    .map((word) => word.trim())
  for (const word of words) if (word !== ownCamera) valueOf(parseMove(word))
  return [...new Set(words)].map((word) => (word === ownCamera ? null : word))
}
