import { randomUUID } from 'node:crypto'
import { access, realpath } from 'node:fs/promises'
import path from 'node:path'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import { takeFileNames } from '../../../core/contract/take.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { filmWithMove } from '../../../core/project/film-with-move.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { QueuedJob } from '../../../core/queue/job-list.ts'
import { addJobs, type NewJob } from '../../../core/queue/list-edits.ts'
import { JobRecipes } from '../../jobs/job-recipes.ts'
import type { MachineQueue, MachineQueueOptions } from '../../jobs/machine-queue.ts'
import { findPackOfTake } from '../models/models.ts'
import { folderIdOf } from '../projects/recent-projects.ts'
import { newTakeId, makeProjectTake, type ProjectTake, type ProjectTakeTools } from './project-take.ts'
import { parseQueuedRecipe, recipeText } from './queued-recipe.ts'
import { queueProblems } from './queue-problems.ts'
import { repeatTake } from './repeat-take.ts'
import type { RunWish } from './run-generation.ts'
import { takesFolder } from './take-index.ts'

/** One take of a shot of the film. */
export interface TakeRequest {
  readonly shotId: string
  readonly boardId: string
  /** Frames of the spec before the shot's frame 0. */
  readonly headFrames: number
  /** The move that stands in for the shot's own camera, which the spec is compiled with; none where it is left out. */
  readonly move?: string | undefined
  readonly spec: GenerationSpec
  /** The take whose recipe this is; the film's shot counts for nothing then. */
  readonly repeats?: string
}

type OwnOptions =
  'run' | 'isMade' | 'newTakeId' | 'folderIdOf' | 'problemsOf' | 'onChange' | 'onDismiss' | 'onState' | 'onBug'

export interface TakeQueueOptions extends Pick<MachineQueueOptions, 'onChange' | 'onDismiss' | 'onState' | 'onBug'> {
  readonly tools: ProjectTakeTools
  /** Of the queue: the list and the recipes lie in it. */
  readonly folder: string
  readonly createQueue: (options: Pick<MachineQueueOptions, OwnOptions>) => MachineQueue
  /** Where takes run now; what is waited for is told by `report`. */
  readonly chooseRun: (context: TaskContext) => Promise<RunWish>
  /** Told of each take, before its job is done. */
  readonly onTake: (projectFolder: string, take: ProjectTake) => void
}

/** The machine's queue, filled with takes of projects' shots. */
export class TakeQueue {
  readonly #options: TakeQueueOptions
  readonly #recipes: JobRecipes
  readonly jobs: MachineQueue

  constructor(options: TakeQueueOptions) {
    const { tools, folder, createQueue, onChange, onDismiss, onState, onBug } = options
    this.#options = options
    this.#recipes = new JobRecipes(path.join(folder, 'recipes'))
    this.jobs = createQueue({
      run: (job, takeId, context) => this.#make(job, takeId, context),
      isMade: ({ projectFolder }, takeId) =>
        isThere(path.join(takesFolder(projectFolder), takeId, takeFileNames.recipe)),
      newTakeId,
      folderIdOf,
      problemsOf: (jobs) => queueProblems(jobs, { packs: tools.packs, recipes: this.#recipes }),
      onChange,
      onDismiss,
      onState,
      onBug,
    })
  }

  /** Begins to work; see {@link MachineQueue.open}. */
  async open(): Promise<void> {
    await this.jobs.open()
    // A list that could not be read names recipes that must stay.
    if (this.jobs.state.problem === null) await this.#recipes.sweep(new Set(this.jobs.jobs.map(({ recipe }) => recipe)))
  }

  /**
   * Queues takes of the film as it is now: all of them, or none.
   * @returns ids of the jobs, in the requests' order
   * @throws StudioError `edit.unknown`; `camera.move.*`; `command.recipe.pack` when a pack is not there; `jobs.queue-*`
   */
  async add(projectFolder: string, film: Film, requests: readonly TakeRequest[]): Promise<string[]> {
    const packs = new Map(requests.map(({ spec }) => [spec.pack.manifestSha256, spec.pack]))
    for (const pack of packs.values()) await findPackOfTake(pack, this.#options.tools.packs)
    // A window knows a project by its real folder, by whatever links it was named.
    const folder = await realpath(projectFolder).catch(() => projectFolder)
    const jobs: NewJob[] = []
    for (const request of requests) jobs.push(await this.#newJob(folder, film, request))
    await this.jobs.change((list) => addJobs(list, jobs))
    return jobs.map(({ id }) => id)
  }

  async #newJob(projectFolder: string, film: Film, request: TakeRequest): Promise<NewJob> {
    const { shotId, spec, move = '' } = request
    const moved = move === '' ? film : filmWithMove(film, shotId, move)
    const recipe = await this.#recipes.put(recipeText({ ...request, film: moved }))
    const { size, sampleTimes, steps, filmCameras, seed, pack } = spec
    return {
      id: randomUUID(),
      projectFolder,
      shotId,
      filmName: film.name,
      shotName: film.shots.find(({ id }) => id === shotId)?.name ?? '',
      seed,
      move,
      recipe,
      pack,
      work: { ...size, sampleFrames: sampleTimes.length, steps, frames: filmCameras.length },
      addedAt: Date.now(),
    }
  }

  async #make(job: QueuedJob, takeId: string, context: TaskContext): Promise<void> {
    const { tools, chooseRun, onTake } = this.#options
    const { projectFolder, shotId, move } = job
    const { film, boardId, headFrames, spec, repeats } = parseQueuedRecipe(await this.#recipes.get(job.recipe))
    const pack = await findPackOfTake(job.pack, tools.packs)
    context.report({ stage: 'take.provider', fraction: 0 })
    const run = await chooseRun(context)
    if (repeats !== undefined) {
      const again = { projectFolder, repeats, seed: job.seed, pack, run, takeId }
      return onTake(projectFolder, await repeatTake(tools)(again, context))
    }
    const own = { film, shotId, boardId, headFrames, move, spec: { ...spec, seed: job.seed }, pack }
    onTake(projectFolder, await makeProjectTake(tools)({ projectFolder, ...own, run, takeId }, context))
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
