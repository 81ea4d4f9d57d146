import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { StudioErrorData } from '../../../core/contract/errors.ts'
import { checkSourceFile, unreadableFile } from '../../../core/contract/file-errors.ts'
import { cameraSchema, frameSizeOf, generationSpecSchema } from '../../../core/contract/generation.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { takeFileNames, takeSchema, type Take } from '../../../core/contract/take.ts'
import { madeFrom } from '../../../core/project/made-from.ts'
import { idSchema } from '../../../core/project/schema/values.ts'
import { cameraMove } from '../../../core/takes/camera-move.ts'
import { readObedienceSummary } from './obedience-file.ts'
import { maximumRecipeBytes, parseRecipe } from './take-recipe.ts'

/** A take in the list of a project; a damaged one is listed with what is wrong instead of being left out. */
export type ListedTake =
  | { readonly id: string; readonly take: TakeSummary; readonly problem: null }
  | { readonly id: string; readonly take: null; readonly problem: StudioErrorData }

const spec = generationSpecSchema.shape
const run = takeSchema.shape.run.shape
/** The fields of a take that a summary needs. Film cameras and hashes of frames are not read: they are nearly all of it. */
const summarisedSchema = z.object({
  version: takeSchema.shape.version,
  shot: takeSchema.shape.shot,
  madeAt: takeSchema.shape.madeAt,
  deliveryBox: takeSchema.shape.deliveryBox,
  spec: z.object({
    pack: spec.pack,
    size: spec.size,
    delivery: spec.delivery,
    rate: spec.rate,
    pluckerSha256: spec.pluckerSha256,
    picture: spec.picture,
    depth: spec.depth,
    boardIntrinsics: spec.boardIntrinsics,
    cache: spec.cache,
    steps: spec.steps,
    seed: spec.seed,
    controls: spec.controls,
    sampleCameras: z.array(z.unknown()),
  }),
  files: z.object({ frames: z.array(z.unknown()).min(1) }),
  coverage: takeSchema.shape.coverage,
  run: z.object({ provider: run.provider, stageMilliseconds: run.stageMilliseconds }),
})
type SummarisedTake = z.infer<typeof summarisedSchema>

/** As many files at a time as no system refuses to have open. */
const readAtOnce = 16

/** Where a project's takes lie. */
export function takesFolder(projectFolder: string): string {
  return path.join(projectFolder, 'takes')
}

/** The folder of a take; null for what is no take's id, so that no id leads out of the project. */
export function takeFolder(projectFolder: string, takeId: string): string | null {
  return idSchema.safeParse(takeId).success ? path.join(takesFolder(projectFolder), takeId) : null
}

/**
 * All takes of a project, the oldest first. A folder without take.json is no take: a run that ended too early, or a
 * folder of the user's own.
 * @throws StudioError `media.unreadable` when the folder of takes is there and cannot be read
 */
export async function listTakes(projectFolder: string): Promise<ListedTake[]> {
  return listEach(takesFolder(projectFolder), await readableTakeIds(projectFolder))
}

/** {@link takeIds}; none where there is no folder of takes. @throws StudioError `media.unreadable`, `media.missing` */
export async function readableTakeIds(projectFolder: string): Promise<string[]> {
  return takeIds(projectFolder).catch((thrown: unknown) => {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw unreadableFile(takesFolder(projectFolder), thrown)
  })
}

/** Names in the folder of takes that may be takes. @throws the system's error */
export async function takeIds(projectFolder: string): Promise<string[]> {
  const names = await readdir(takesFolder(projectFolder))
  return names.filter((name) => idSchema.safeParse(name).success)
}

/** Those of the ids that are whole takes, the oldest first; one that is damaged, or still being written, is left out. */
export async function listNewTakes(projectFolder: string, ids: readonly string[]): Promise<TakeSummary[]> {
  return (await listEach(takesFolder(projectFolder), ids)).flatMap(({ take }) => take ?? [])
}

async function listEach(folder: string, ids: readonly string[]): Promise<ListedTake[]> {
  const listed: ListedTake[] = []
  for (let at = 0; at < ids.length; at += readAtOnce) {
    const some = await Promise.all(ids.slice(at, at + readAtOnce).map((id) => listedTake(folder, id)))
    listed.push(...some.filter((one) => one !== null))
  }
  return listed.toSorted(byTime)
}

/** What lists and players need of a take. @param madeAt where the take does not say when it was made */
export function summariseTake(id: string, take: SummarisedTake | Take, madeAt: number): TakeSummary {
  const { shot, files, coverage } = take
  const { rate, seed, steps, pack, controls } = take.spec
  const size = frameSizeOf(take.spec)
  return {
    ...madeFrom(take.spec, files.frames.length, take.deliveryBox),
    id,
    shotId: shot?.id ?? null,
    ...(shot?.move === undefined ? {} : { shotMove: shot.move }),
    madeAt: take.madeAt ?? madeAt,
    headFrames: shot?.headFrames ?? 0,
    rate,
    size,
    deliveryBox: take.deliveryBox ?? { x: 0, y: 0, ...size },
    seed,
    steps,
    ...(controls === undefined ? {} : { controls }),
    pack: { id: pack.id, version: pack.version },
    provider: take.run.provider,
    milliseconds: sum(Object.values(take.run.stageMilliseconds)),
    coverage: coverage.length > 0 ? sum(coverage) / coverage.length : null,
    moves: cameraMove(z.array(cameraSchema).safeParse(take.spec.sampleCameras).data ?? []),
  }
}

async function listedTake(folder: string, id: string): Promise<ListedTake | null> {
  const file = path.join(folder, id, takeFileNames.recipe)
  try {
    const facts = await stat(file)
    checkSourceFile(file, facts, maximumRecipeBytes)
    const recipe = parseRecipe(await readFile(file, 'utf8'), file, summarisedSchema)
    const obedience = await readObedienceSummary(path.dirname(file))
    const take = summariseTake(id, recipe, facts.mtimeMs)
    return { id, take: obedience === null ? take : { ...take, obedience }, problem: null }
  } catch (thrown) {
    if (isAbsent(thrown)) return null
    const { code, details } = unreadableFile(file, thrown)
    return { id, take: null, problem: { code, details } }
  }
}

/** Neither a take.json nor, in its folder's place, a folder. */
function isAbsent(thrown: unknown): boolean {
  const code = (thrown as NodeJS.ErrnoException | null)?.code
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function byTime(a: ListedTake, b: ListedTake): number {
  return (a.take?.madeAt ?? 0) - (b.take?.madeAt ?? 0) || (a.id < b.id ? -1 : 1)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
