import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readNpy } from '../../../core/camera/formats/npy.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { Raster } from '../../../core/contract/generation.ts'
import type { PictureInfo } from '../../../core/contract/media.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { takeFileNames, type Take } from '../../../core/contract/take.ts'
import type { LongTask, TaskContext } from '../../../core/contract/tasks.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { makeTake, type MadeTake, type OutputWish } from './make-take.ts'
import { findPack, findPackOfTake } from '../models/models.ts'
import { partOf } from '../progress-part.ts'
import { readWithin } from '../files/read-within.ts'
import type { RunWish, TakeRecipe, TakeTools } from './run-generation.ts'
import { sha256Of } from '../files/sha256.ts'
import { buildTake } from './take-folder.ts'
import { readRecipe } from './take-recipe.ts'

export interface RemakeTakeInput {
  /** take.json or its folder, absolute. */
  readonly recipe: string
  /** A pack's id or folder to look in; null searches the installed packs for the recipe's. */
  readonly model: string | null
  readonly output: OutputWish
  readonly run: RunWish
}

export interface RemadeTake extends MadeTake {
  /** Frames whose pixels differ from the first take's; empty when all are the same bits. */
  readonly differentFrames: readonly string[]
}

/** Makes a take again from its folder and the pack alone. */
export function remakeTake(tools: TakeTools): LongTask<RemakeTakeInput, RemadeTake> {
  return async (input, context) => {
    const recipeFile = await recipeFileOf(input.recipe)
    const first = await readRecipe(recipeFile)
    const pack =
      input.model === null
        ? await findPackOfTake(first.spec.pack, tools.packs)
        : await findPack(input.model, tools.packs)
    const run = runAgain(input.run, first.run)
    return buildTake(input.output, async (folder, workFolder) => {
      const rasters = await restoreRasters(first, path.dirname(recipeFile), workFolder, tools.media, context)
      const { spec, source, shot, deliveryBox } = first
      const recipe = { spec, source, shot, deliveryBox, pack, ...rasters }
      const made = await makeTake(
        { recipe, folder, workFolder, output: input.output, run },
        tools,
        partOf(context, 0.02, 1),
      )
      return { ...made, differentFrames: differences(first, made.take) }
    })
  }
}

/**
 * Writes the rasters that a take was made from as raw files.
 * @throws StudioError `command.recipe.file` unless they are exactly those, `media.*`
 */
export async function restoreRasters(
  { files, spec }: Take,
  takeFolder: string,
  workFolder: string,
  media: ProcessClient,
  context: TaskContext,
): Promise<Pick<TakeRecipe, 'pictureFile' | 'depthFile'>> {
  const pictureFile = path.join(workFolder, 'picture.rgb')
  const depthFile = path.join(workFolder, 'depth.f32')
  await restorePicture(path.join(takeFolder, files.picture), spec.picture, pictureFile, media, context)
  await restoreDepth(path.join(takeFolder, files.depth), spec.depth, depthFile)
  return { pictureFile, depthFile }
}

/** What the user asks for, otherwise what the first take ran on. */
function runAgain(wish: RunWish, first: Take['run']): RunWish {
  const threads = wish.threads ?? first.threads
  return wish.provider === null ? { provider: first.provider, threads, reason: 'recipe' } : { ...wish, threads }
}

async function recipeFileOf(named: string): Promise<string> {
  const facts = await stat(named).catch(() => null)
  const file = facts?.isDirectory() ? path.join(named, takeFileNames.recipe) : named
  if (facts?.isFile() || (await stat(file).catch(() => null))?.isFile()) return file
  throw new StudioError('command.recipe.missing', { file })
}

async function restorePicture(
  file: string,
  { width, height, sha256 }: Raster,
  outFile: string,
  media: ProcessClient,
  context: TaskContext,
): Promise<void> {
  context.report({ stage: 'board.picture', fraction: 0 })
  // Before anything of the recipe's size is made.
  const found = await media.run<PictureInfo>('inspect-picture', { file }, context)
  if (found.width !== width || found.height !== height) throw new StudioError('command.recipe.file', { file })
  const crop = { x: 0, y: 0, width: 1, height: 1 }
  await media.run('decode-picture', { file, crop, width, height, outFile }, context)
  checkHash(await readFile(outFile), sha256, file)
}

/** A .npy header of version 1 is never longer. */
const maximumNpyHeaderBytes = 10 + 65_535

async function restoreDepth(file: string, { width, height, sha256 }: Raster, outFile: string): Promise<void> {
  const bytes = await readWithin(file, width * height * 4 + maximumNpyHeaderBytes).catch((thrown: unknown) => {
    const larger = thrown instanceof StudioError && thrown.code === 'media.too-large-file'
    throw larger ? new StudioError('command.recipe.file', { file }, { cause: thrown }) : thrown
  })
  const { data } = valueOf(readNpy(Uint8Array.from(bytes), file))
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  checkHash(raw, sha256, file)
  await writeFile(outFile, raw)
}

function checkHash(bytes: Uint8Array, sha256: string, file: string): void {
  if (sha256Of(bytes) !== sha256) throw new StudioError('command.recipe.file', { file })
}

function differences(first: Take, again: Take): string[] {
  return again.files.frames.flatMap(({ name, pixelsSha256 }, index) =>
    first.files.frames[index]?.pixelsSha256 === pixelsSha256 ? [] : [name],
  )
}
