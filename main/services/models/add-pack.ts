import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { TriedComponent } from '../../../core/contract/inference.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { fitFrames, FRAMES_WORD } from '../../../core/weights/fit-frames.ts'
import { describeProblems, matchWeights, type WeightMatch } from '../../../core/weights/match-weights.ts'
import { neededFiles } from '../../../core/weights/rewrite-plan.ts'
import { isUnusedWeight, weightFamilies, type WeightFamily } from '../../../core/weights/weight-sources.ts'
import type { StartWorker } from '../../jobs/worker-process.ts'
import { renameHeld } from '../files/rename-file.ts'
import { syncFolder } from '../projects/project-write.ts'
import { flushTree } from '../files/flush-tree.ts'
import { partOf } from '../progress-part.ts'
import { findWeights, type FoundWeights } from './find-weights.ts'
import { readTemplate, type InstalledTemplate, type Precision } from './graph-templates.ts'
import { listPacks, nameInList, type PackPlaces } from './models.ts'
import { checkUnused, type PackUse } from './pack-use.ts'
import { placeWeights, type PlacedFile } from './place-weights.ts'
import { tryPack } from './try-pack.ts'
import { unfinishedPack, unwritablePacks } from './unfinished-packs.ts'
import { writePack } from './write-pack.ts'

export interface AddPackInput {
  readonly family: string
  /** The folder or file of each of the family's options, absolute. */
  readonly chosen: Readonly<Record<string, string>>
  readonly precision: Precision
  readonly copy: boolean
  /** Replace a pack of the same id. */
  readonly overwrite: boolean
}

export interface AddPackTools {
  readonly packs: PackPlaces
  /** Holds a folder of templates for each family. */
  readonly templatesFolder: string
  /** Starts an inference process for the self-test alone. */
  readonly startProbe: StartWorker
  /** Of a pack that would be replaced. */
  readonly use: PackUse
}

export interface AddedPack {
  readonly folder: string
  readonly manifest: PackManifest
  readonly files: readonly PlacedFile[]
  readonly tried: readonly TriedComponent[]
}

/** Parts of the time: placing the numbers, and the self-test. */
const placed = 0.85

/**
 * Makes a pack of weights that the user has downloaded: reads what the files hold, compares it with the family's
 * template, puts the numbers into a new folder, runs every part once. Until all of that is done there is no pack.
 * @throws StudioError `weights.*`; AbortError. Nothing stays then.
 */
export async function addPack(input: AddPackInput, tools: AddPackTools, context: TaskContext): Promise<AddedPack> {
  const family = familyOf(input.family)
  const installed = await readTemplate(tools.templatesFolder, family.family, input.precision)
  context.report({ stage: 'models.read', fraction: 0 })
  const weights = await findWeights(family, input.chosen)
  try {
    const { from, match } = fitting(installed, weights, family)
    await checkClipLength(family, input.chosen, match)
    await checkFree(from.template.pack.id, input, tools)
    return await makePack({ input, family, from, match, weights }, tools, context)
  } finally {
    await weights.close()
  }
}

/** @throws StudioError `weights.no-template` */
function familyOf(name: string): WeightFamily {
  const known = Object.keys(weightFamilies)
  if (!Object.hasOwn(weightFamilies, name))
    throw new StudioError('weights.no-template', { family: name, known: known.join(', ') })
  return weightFamilies[name]!
}

interface Fitting {
  readonly from: InstalledTemplate
  readonly match: WeightMatch
}

/** The template as the weights fit it. @throws StudioError `weights.differ` */
function fitting({ folder, template }: InstalledTemplate, { sources }: FoundWeights, family: WeightFamily): Fitting {
  const match = matchWeights(template, sources, (source, key) => isUnusedWeight(family, source, key))
  const { problems, extents } = match
  if (problems.length > 0)
    throw new StudioError('weights.differ', { model: template.pack.name, ...describeProblems(problems) })
  const pack = fitFrames(template.pack, extents.get(FRAMES_WORD))
  return { from: { folder, template: { ...template, pack } }, match }
}

/**
 * Weights of models for clips of different lengths have the same shapes but for one tensor; what else tells them apart is
 * the number beside the downloaded weights.
 * @throws StudioError `weights.clip-length`
 */
async function checkClipLength(
  { clipLength }: WeightFamily,
  chosen: AddPackInput['chosen'],
  { extents }: WeightMatch,
): Promise<void> {
  const place = clipLength && chosen[clipLength.option]
  if (place === undefined) return
  const file = path.join(place, clipLength!.file)
  const text = await readFile(file, 'utf8').catch(() => '{}')
  const told = numberIn(text, clipLength!.field)
  const frames = extents.get(FRAMES_WORD)
  if (told !== null && frames !== undefined && told !== frames)
    throw new StudioError('weights.clip-length', { file, told, frames })
}

function numberIn(text: string, field: string): number | null {
  try {
    const value = (JSON.parse(text) as Record<string, unknown>)[field]
    return typeof value === 'number' ? value : null
  } catch {
    return null
  }
}

/** A folder of that name counts too, whatever it holds: what cannot be read now may be whole for another version. */
async function checkFree(id: string, { overwrite }: AddPackInput, { packs, use }: AddPackTools): Promise<void> {
  const ownPlace = path.join(packs.userPacks, id)
  const there = (await listPacks(packs)).find((each) => nameInList(each) === id || each.folder === ownPlace)
  if (!there) return
  if (there.origin === 'embedded' || !overwrite)
    throw new StudioError('weights.installed', { id, folder: there.folder })
  await checkUnused(there, use)
}

interface Making extends Fitting {
  readonly input: AddPackInput
  readonly family: WeightFamily
  readonly weights: FoundWeights
}

async function makePack(making: Making, tools: AddPackTools, context: TaskContext): Promise<AddedPack> {
  const { packs } = tools
  let folder: string | null = null
  try {
    folder = await unfinishedPack(packs.userPacks)
    await mkdir(folder)
    const { files, manifest } = await fillFolder(folder, making, context)
    const tried = await tryPack({ folder, startProbe: tools.startProbe }, partOf(context, placed, 1))
    await flushTree(folder)
    context.signal.throwIfAborted()
    // Placing takes minutes, in which takes may have been queued.
    await checkFree(manifest.id, making.input, tools)
    const target = await putInPlace(folder, manifest.id, packs)
    return { folder: target, manifest, files, tried }
  } catch (thrown) {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    throw unwritablePacks(packs.userPacks, thrown)
  }
}

async function fillFolder(
  folder: string,
  { input, family, from, match, weights }: Making,
  context: TaskContext,
): Promise<{ readonly files: readonly PlacedFile[]; readonly manifest: PackManifest }> {
  const byPath = new Map(weights.files.map((file) => [file.path, file]))
  const needed = neededFiles(match.components).map((each) => ({ ...each, source: byPath.get(each.file)! }))
  const placedWeights = await placeWeights({ needed, folder, copy: input.copy }, partOf(context, 0, placed))
  const manifest = await writePack({ folder, from, family, components: match.components, placed: placedWeights })
  return { files: placedWeights.files, manifest }
}

/**
 * Gives a finished pack its place. What has the name already goes out of the way first, and comes back when the new one
 * cannot take it.
 * @returns its folder
 */
export async function putInPlace(folder: string, id: string, packs: PackPlaces): Promise<string> {
  const there = (await listPacks(packs)).find((each) => each.origin === 'user' && nameInList(each) === id)
  const target = there?.folder ?? path.join(packs.userPacks, id)
  const aside = await unfinishedPack(packs.userPacks)
  const hadOne = await renameHeld(target, aside).then(
    () => true,
    () => false,
  )
  try {
    await renameHeld(folder, target)
  } catch (thrown) {
    if (hadOne) await renameHeld(aside, target).catch(() => undefined)
    throw thrown
  }
  await syncFolder(packs.userPacks)
  await rm(aside, { recursive: true, force: true }).catch(() => undefined)
  return target
}
