import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { writeNpyFloat32 } from '../../../core/camera/formats/npy.ts'
import { frameSizeOf } from '../../../core/contract/generation.ts'
import type { GenerateOutput } from '../../../core/contract/inference.ts'
import { depthFrameFileName, frameFileName, takeFileNames, type Take } from '../../../core/contract/take.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { writeOtio } from '../../../core/export/otio.ts'
import { sequenceFromTake } from '../../../core/export/sequence-from-take.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { partOf } from '../progress-part.ts'
import type { InstalledPack } from '../models/read-manifest.ts'
import {
  chooseRuntime,
  runGeneration,
  type Runtime,
  type RunWish,
  type TakeRecipe,
  type TakeTools,
} from './run-generation.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { checkHasDepth, writeDepthFrames } from './take-depth.ts'

export interface OutputWish {
  /** The take's folder, absolute. */
  readonly target: string
  /** Replace the take in the folder. */
  readonly overwrite: boolean
  readonly movie: 'mp4' | 'none'
  /** Also write each frame's z-depth as OpenEXR. */
  readonly depthExr?: boolean
}

export interface MadeTake {
  readonly take: Take
  readonly pack: InstalledPack
  /** Why the take was made on its provider. */
  readonly providerReason: Runtime['reason']
}

interface MakeTakeInput {
  readonly recipe: TakeRecipe
  /** Gets the take's files. */
  readonly folder: string
  /** Inside of it, for raw rasters and frames that do not stay. */
  readonly workFolder: string
  readonly output: OutputWish
  readonly run: RunWish
}

/** Parts of this task's progress. */
const generated = 0.9
const pictured = 0.95
const encoded = 0.97

/** A player goes backwards and jumps to any frame by decoding from the key frame before it. */
const keyframeInterval = 6

/** Generates the frames of a recipe and writes everything of a take, `take.json` last. */
export async function makeTake(input: MakeTakeInput, tools: TakeTools, context: TaskContext): Promise<MadeTake> {
  const { recipe, folder, workFolder, output } = input
  const framesFolder = path.join(workFolder, 'frames')
  await mkdir(framesFolder)
  const depthFolder = output.depthExr ? path.join(workFolder, 'depth') : null
  if (depthFolder !== null) {
    checkHasDepth(recipe.spec)
    await mkdir(depthFolder)
  }
  const runtime = await chooseRuntime(input.run, tools.startProbe, context)
  const run = { framesFolder, ...(depthFolder === null ? {} : { depthFolder }), ...runtime }
  const generation = await runGeneration(recipe, run, tools, partOf(context, 0, generated))
  const rawFiles = generation.frames.map((name) => path.join(framesFolder, name))
  await writePictures(recipe, { folder, rawFiles }, tools.media, partOf(context, generated, pictured))
  if (output.movie === 'mp4') {
    const outFile = path.join(folder, takeFileNames.movie)
    const { spec } = recipe
    const movie = { rawFiles, ...frameSizeOf(spec), rate: spec.rate, format: 'mp4-h264', keyframeInterval, outFile }
    await tools.media.run('encode-movie', movie, partOf(context, pictured, encoded))
  }
  if (depthFolder !== null) {
    const outFile = (index: number): string => path.join(folder, depthFrameFileName(index))
    const depth = { rawFolder: depthFolder, count: rawFiles.length, size: frameSizeOf(recipe.spec), outFile }
    await writeDepthFrames(depth, tools.media, partOf(context, encoded, 1))
  }
  const frames: Take['files']['frames'] = []
  // One after the other: all frames at once may be more than memory holds.
  for (const [index, rawFile] of rawFiles.entries()) {
    frames.push({ name: frameFileName(index), pixelsSha256: await sha256OfFile(rawFile) })
  }
  context.signal.throwIfAborted()
  const take = takeOf(recipe, frames, output, { ...generation, ...runtime, craneshot: tools.installation.craneshot })
  await writeTimeline(take, output, folder)
  await writeFile(path.join(folder, takeFileNames.recipe), takeText(take), { flush: true })
  return { take, pack: recipe.pack, providerReason: runtime.reason }
}

function takeOf(
  { spec, source, shot, deliveryBox }: TakeRecipe,
  frames: Take['files']['frames'],
  output: OutputWish,
  run: GenerateOutput & Runtime & { readonly craneshot: string },
): Take {
  return {
    format: 'craneshot-take',
    version: 1,
    ...(shot ? { shot } : {}),
    madeAt: Date.now(),
    ...(deliveryBox ? { deliveryBox } : {}),
    spec,
    source,
    files: {
      picture: takeFileNames.picture,
      depth: takeFileNames.depth,
      frames,
      ...(output.depthExr ? { depthFrames: frames.map((_, index) => depthFrameFileName(index)) } : {}),
      movie: output.movie === 'mp4' ? takeFileNames.movie : null,
      timeline: takeFileNames.timeline,
    },
    coverage: [...run.coverage],
    run: {
      craneshot: run.craneshot,
      onnxruntime: run.runtimeVersion,
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      provider: run.provider,
      providerReason: run.reason,
      threads: run.threads,
      stageMilliseconds: run.stageMilliseconds,
      peakMemoryBytes: run.peakMemoryBytes,
    },
    promise: { sameRun: 'identical', elsewhereDecibels: 45 },
  }
}

/** Frames and the picture as PNG, and the depth as .npy: lossless, so that the take can be made again from them. */
async function writePictures(
  { spec, pictureFile, depthFile }: TakeRecipe,
  { folder, rawFiles }: { readonly folder: string; readonly rawFiles: readonly string[] },
  media: ProcessClient,
  context: TaskContext,
): Promise<void> {
  const frames = rawFiles.map((rawFile, index) => ({ rawFile, pngFile: path.join(folder, frameFileName(index)) }))
  const picture = { rawFile: pictureFile, pngFile: path.join(folder, takeFileNames.picture) }
  await media.run('encode-pictures', { pairs: frames, ...frameSizeOf(spec) }, context)
  const { width, height } = spec.picture
  await media.run('encode-pictures', { pairs: [picture], width, height }, partOf(context, 1, 1))
  const depth = new Float32Array((await readFile(depthFile)).slice().buffer)
  const npy = writeNpyFloat32([spec.depth.height, spec.depth.width], depth)
  await writeFile(path.join(folder, takeFileNames.depth), npy)
}

/** JSON for people: indented, but a list of numbers or words on one line. */
function takeText(take: Take): string {
  const flat = (list: string): string => list.replaceAll(/\n */g, ' ').replace('[ ', '[').replace(' ]', ']')
  return `${JSON.stringify(take, null, 2).replaceAll(/\[\n[^[\]{}]*\n *\]/g, flat)}\n`
}

async function writeTimeline({ spec, files, shot }: Take, output: OutputWish, folder: string): Promise<void> {
  const folderName = path.basename(output.target)
  const sequence = sequenceFromTake({
    name: shot?.name || folderName,
    shotId: shot?.id ?? folderName,
    takeId: shot ? folderName : spec.pluckerSha256.slice(0, 12),
    rate: spec.rate,
    ...frameSizeOf(spec),
    durationFrames: files.frames.length,
    moviePath: files.movie,
  })
  await writeFile(path.join(folder, takeFileNames.timeline), writeOtio(sequence, { premiere: true }))
}
