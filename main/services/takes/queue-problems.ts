import { access } from 'node:fs/promises'
import path from 'node:path'
import { StudioError, type StudioErrorData } from '../../../core/contract/errors.ts'
import { takeFileNames } from '../../../core/contract/take.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { QueuedJob } from '../../../core/queue/job-list.ts'
import type { JobRecipes } from '../../jobs/job-recipes.ts'
import { findPackOfTake, type PackPlaces } from '../models/models.ts'
import { readFolder } from '../projects/project-read.ts'
import { parseQueuedRecipe } from './queued-recipe.ts'
import { takesFolder } from './take-index.ts'

interface ProblemTools {
  readonly packs: PackPlaces
  readonly recipes: JobRecipes
}

/**
 * What is not any more as it was when jobs were queued: their project is gone, the film has no such shot any more, the
 * shot has changed since, their model pack is not installed. Only the last keeps a take from being made as it was
 * queued, and the first, of course.
 * @returns by the jobs' ids; jobs that all is well with are left out
 */
export async function queueProblems(
  jobs: readonly QueuedJob[],
  { packs, recipes }: ProblemTools,
): Promise<ReadonlyMap<string, StudioErrorData>> {
  const films = new Map<string, Promise<Film | StudioErrorData>>()
  const found = new Map<string, StudioErrorData>()
  // Takes of one batch have the same answer.
  const answers = new Map<string, Promise<StudioErrorData | null>>()
  for (const job of jobs) {
    const { projectFolder, recipe, shotId, move, pack } = job
    const film = films.get(projectFolder) ?? filmIn(projectFolder)
    films.set(projectFolder, film)
    const key = [projectFolder, shotId, recipe, move, pack.manifestSha256].join('\n')
    const answer = answers.get(key) ?? problemOf(job, film, { packs, recipes })
    answers.set(key, answer)
    const problem = await answer
    if (problem !== null) found.set(job.id, problem)
  }
  return found
}

async function problemOf(
  { projectFolder, shotId, shotName, filmName, recipe, pack, move }: QueuedJob,
  project: Promise<Film | StudioErrorData>,
  { packs, recipes }: ProblemTools,
): Promise<StudioErrorData | null> {
  const now = await project
  if ('code' in now) return now
  const shot = now.shots.find(({ id }) => id === shotId)
  const details = { shot: shotName || shotId, film: filmName }
  if (shot === undefined) return { code: 'jobs.shot-gone', details }
  try {
    await findPackOfTake(pack, packs)
    const { film, repeats } = parseQueuedRecipe(await recipes.get(recipe))
    if (repeats !== undefined) return await problemOfRepeat(projectFolder, repeats)
    const then = film.shots.find(({ id }) => id === shotId)
    if (then !== undefined && sameToModel(film, then, move) === sameToModel(now, shot, move)) return null
    return { code: 'jobs.shot-changed', details }
  } catch (thrown) {
    if (thrown instanceof StudioError) return { code: thrown.code, details: thrown.details }
    throw thrown
  }
}

/** A take that is made from another one's recipe needs that one's folder, and nothing of the film. */
async function problemOfRepeat(projectFolder: string, repeats: string): Promise<StudioErrorData | null> {
  const recipe = path.join(takesFolder(projectFolder), repeats, takeFileNames.recipe)
  return access(recipe).then(
    () => null,
    () => ({ code: 'jobs.take-gone', details: { take: repeats } }),
  )
}

/** Everything of a shot that decides its pictures, but for what a batch varies: the seed, and the camera for a move. */
function sameToModel(
  { format, rate, boards }: Film,
  { boards: uses, ...shot }: Film['shots'][number],
  move: string,
): string {
  const { durationFrames, handles, generation } = shot
  const camera = move === '' ? [shot.anchorFrame, shot.camera] : move
  const own = uses.map(({ boardId, frame, role }) => ({ frame, role, board: boards.find(({ id }) => id === boardId) }))
  const { seed: _, ...settings } = generation
  return JSON.stringify({ format, rate, own, durationFrames, handles, camera, settings })
}

async function filmIn(folder: string): Promise<Film | StudioErrorData> {
  try {
    return (await readFolder(folder)).history.present
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown
    return { code: thrown.code, details: thrown.details }
  }
}
