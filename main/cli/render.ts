import path from 'node:path'
import { isAbort, StudioError } from '../../core/contract/errors.ts'
import { providerSchema } from '../../core/contract/inference.ts'
import type { Film } from '../../core/project/schema/film.ts'
import type { Shot } from '../../core/project/schema/shot.ts'
import { errorText, type Language } from '../../core/texts/language.ts'
import { findPack, findPackById } from '../services/models/models.ts'
import { partOf } from '../services/progress-part.ts'
import { readFolder } from '../services/projects/project-read.ts'
import { RasterCache } from '../services/media/raster-cache.ts'
import type { ProjectTake } from '../services/takes/project-take.ts'
import { renderShot, type RenderShotInput } from '../services/takes/render-shot.ts'
import { chooseRuntime } from '../services/takes/run-generation.ts'
import type { Command, CommandContext, CommandResult, PreparedCommand } from './command.ts'
import { withObedience } from './measure-made.ts'
import { modelWord } from './model-word.ts'
import { firstWord } from './first-word.ts'
import { qualities } from './quality-word.ts'
import { exclusive, needed, readOptions, type OptionTable } from './options.ts'
import { choice, wholeNumber } from './option-values.ts'
import { projectFolderOf } from './project-word.ts'
import { describeTake } from './take-report.ts'

const name = 'render'

const options = {
  shot: 'value',
  seed: 'value',
  quality: 'value',
  steps: 'value',
  model: 'value',
  out: 'value',
  provider: 'value',
  threads: 'value',
  'no-measure': 'flag',
  json: 'flag',
} as const satisfies OptionTable

interface RenderWish extends Pick<RenderShotInput, 'projectFolder' | 'seed' | 'steps' | 'run' | 'target'> {
  /** Id or name; null means all. */
  readonly shot: string | null
  /** Null takes what each shot says. */
  readonly quality: (typeof qualities)[number] | null
  /** Null takes what each shot says. */
  readonly model: string | null
  readonly measures: boolean
}

interface FailedShot {
  readonly shot: Shot
  readonly error: StudioError
}

/**
 * `craneshot render`: takes of a project's shots, as its window makes them. It reads the film with all edits so far and
 * adds folders to `takes/`, which is no change of the film, so that it may run while the window has the project open.
 */
export const render: Command = {
  name,
  prepare: (words) => {
    const wish = renderWish(words)
    return (context) => renderShots(wish, context)
  },
}

/** Everything that can be said of the words without touching a file. @throws StudioError of wrong usage */
export function renderWish(words: readonly string[]): RenderWish {
  const { first: project, rest } = firstWord(words)
  const values = readOptions(rest, options, name)
  exclusive(values, ['quality', 'steps'])
  const whole = (option: 'seed' | 'steps' | 'threads', min: number, max: number): number | null =>
    values[option] === undefined ? null : wholeNumber(values[option], `--${option}`, min, max)
  return {
    projectFolder: projectFolderOf(needed(project, 'PROJECT', name)),
    shot: values.shot ?? null,
    seed: whole('seed', 0, 0xffffffff),
    steps: whole('steps', 1, 200),
    quality: values.quality === undefined ? null : choice(values.quality, '--quality', qualities),
    model: values.model === undefined ? null : modelWord(values.model),
    target: values.out === undefined ? null : path.resolve(values.out),
    measures: values['no-measure'] !== true,
    run: {
      provider: values.provider === undefined ? null : choice(values.provider, '--provider', providerSchema.options),
      threads: whole('threads', 1, 256),
    },
  }
}

async function renderShots(wish: RenderWish, context: CommandContext): ReturnType<PreparedCommand> {
  const { composition, language } = context
  const film = (await readFolder(wish.projectFolder)).history.present
  const shots = chosenShots(film, wish.shot)
  if (wish.target !== null && shots.length > 1) throw new StudioError('command.render.out', { shots: shots.length })
  const { packs } = composition
  const chosen = wish.model === null ? null : await findPack(wish.model, packs)
  const run = await chooseRuntime(wish.run, composition.startProbe, context)
  const renderOne = renderShot({ ...composition, rasters: new RasterCache(composition.places.cache) })
  const made: ProjectTake[] = []
  const failed: FailedShot[] = []
  for (const [index, shot] of shots.entries()) {
    const part = partOf(context, index / shots.length, (index + 1) / shots.length)
    try {
      const pack = chosen ?? (await findPackById(shot.generation.packId, packs))
      const steps = wish.quality === null ? wish.steps : pack.manifest.steps[wish.quality]
      made.push(await renderOne({ ...wish, steps, run, film, shotId: shot.id, pack }, part))
    } catch (thrown) {
      const isFirst = made.length + failed.length === 0
      if (isAbort(thrown) && !isFirst) break
      // One of many keeps nobody from the others, unless it would fail them all.
      if (shots.length === 1 || !(thrown instanceof StudioError) || (isFirst && failsAll(thrown))) throw thrown
      failed.push({ shot, error: thrown })
      if (failsAll(thrown)) break
    }
  }
  const untried = shots.length - made.length - failed.length
  const result = resultOf({ made, failed, isCanceled: context.signal.aborted && untried > 0 }, language)
  const folders = made.map(({ folder }) => folder)
  return wish.measures ? withObedience(result, folders, context) : result
}

/** Where nothing can be written, or there is no project any more, no other shot ends better. */
function failsAll({ code }: StudioError): boolean {
  return code.startsWith('project.') || code.endsWith('.disk-full') || failingAll.has(code)
}

const failingAll: ReadonlySet<string> = new Set([
  'command.out.unwritable',
  'inference.frame-write',
  'media.cache-full',
  'media.write',
])

interface Rendered {
  readonly made: readonly ProjectTake[]
  readonly failed: readonly FailedShot[]
  readonly isCanceled: boolean
}

function resultOf({ made, failed, isCanceled }: Rendered, language: Language): CommandResult {
  const described = made.map((take) => describeTake(take, null, take.folder, language))
  const failures = failed.map(({ shot: { id, name: words }, error: { code, details } }) => {
    return { shot: { id, name: words }, error: { code, message: errorText(code, details, language), details } }
  })
  const lines = failures.map(({ shot, error }) => `${shot.name || shot.id}: ${error.message}`)
  return {
    json: { takes: described.map(({ json }) => json), failures },
    text: [...described.map(({ text }) => text), ...lines].join('\n'),
    isPartial: failed.length > 0,
    isCanceled,
  }
}

/** @throws StudioError `command.render.*` */
export function chosenShots(film: Film, wanted: string | null): readonly Shot[] {
  if (film.shots.length === 0) throw new StudioError('command.render.no-shots')
  if (wanted === null) return film.shots
  const byId = film.shots.filter(({ id }) => id === wanted)
  const found = byId.length > 0 ? byId : film.shots.filter((shot) => shot.name === wanted)
  if (found.length === 1) return found
  if (found.length > 1) {
    throw new StudioError('command.render.ambiguous', { shot: wanted, ids: found.map(({ id }) => id).join(', ') })
  }
  const known = film.shots.map(({ id, name: words }) => words || id).slice(0, 20)
  throw new StudioError('command.render.shot', { shot: wanted, known: known.join(', ') })
}
