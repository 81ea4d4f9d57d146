import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { frameSizeOf } from '../../../core/contract/generation.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { PixelBox } from '../../../core/framing/framing.ts'
import type { ChosenTake } from './export-take.ts'
import { findPackOfTake } from '../models/models.ts'
import { partOf } from '../progress-part.ts'
import { restoreRasters } from '../takes/remake-take.ts'
import { chooseRuntime, runGeneration, sameRun, type RunWish, type TakeTools } from '../takes/run-generation.ts'
import { writeDepthFrames } from '../takes/take-depth.ts'

/** What making a take again needs. */
export interface DepthTools extends Pick<TakeTools, 'packs' | 'media' | 'inference' | 'startProbe' | 'queue'> {
  /** What takes run on here. */
  readonly chooseRun: (context: TaskContext) => Promise<RunWish>
}

interface TakeDepth {
  readonly chosen: ChosenTake
  /** The part of each frame that the shot's movie shows. */
  readonly box: PixelBox
  /** Absolute; new, and gone in the end. */
  readonly workFolder: string
  /** Absolute file of each frame. */
  outFile(index: number): string
}

/** Part of the progress that making the take again takes. */
const generated = 0.9

/**
 * Writes the depth of a take's frames. A take keeps none, so it is made again from its recipe, what the model invents
 * included.
 * @throws StudioError `command.recipe.*`, `inference.*`, `media.*`; AbortError
 */
export async function writeTakeDepth(
  { chosen, box, workFolder, outFile }: TakeDepth,
  tools: DepthTools,
  context: TaskContext,
): Promise<void> {
  const { take, folder } = chosen
  const pack = await findPackOfTake(take.spec.pack, tools.packs)
  const [framesFolder, depthFolder] = [path.join(workFolder, 'frames'), path.join(workFolder, 'depth')]
  await mkdir(framesFolder, { recursive: true })
  await mkdir(depthFolder)
  const rasters = await restoreRasters(take, folder, workFolder, tools.media, context)
  // Nothing needs to be tried for the processor.
  const here = take.run.provider === 'cpu' ? take.run : await tools.chooseRun(context)
  const runtime = await chooseRuntime(sameRun(here, take.run), tools.startProbe, context)
  const { spec, source } = take
  const run = { framesFolder, depthFolder, ...runtime }
  await runGeneration({ spec, source, pack, ...rasters }, run, tools, partOf(context, 0, generated))
  const frames = { rawFolder: depthFolder, count: take.files.frames.length, size: frameSizeOf(spec), box, outFile }
  await writeDepthFrames(frames, tools.media, partOf(context, generated, 1))
  await rm(workFolder, { recursive: true })
}
