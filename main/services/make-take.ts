import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { writeNpyFloat32 } from '../../core/camera/formats/npy.ts'
import type { GenerateOutput } from '../../core/contract/inference.ts'
import { frameFileName, takeFileNames, type Take } from '../../core/contract/take.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { writeOtio } from '../../core/export/otio.ts'
import { sequenceFromTake } from '../../core/export/sequence-from-take.ts'
import type { ProcessClient } from '../jobs/process-client.ts'
import { partOf } from './progress-part.ts'
import type { InstalledPack } from './read-manifest.ts'
import {
  chooseRuntime,
  runGeneration,
  type Runtime,
  type RunWish,
  type TakeRecipe,
  type TakeTools,
} from './run-generation.ts'

export interface OutputWish {
  /** The take's folder, absolute. */
  readonly target: string
  /** Replace the take in the folder. */
  readonly overwrite: boolean
  readonly movie: 'mp4' | 'none'
}

export interface MadeTake {
  readonly take: Take
  readonly pack: InstalledPack
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

/** Generates the frames of a recipe and writes everything of a take, `take.json` last. */
export async function makeTake(input: MakeTakeInput, tools: TakeTools, context: TaskContext): Promise<MadeTake> {
  const { recipe, folder, workFolder, output } = input
  const framesFolder = path.join(workFolder, 'frames')
  await mkdir(framesFolder)
  const runtime = await chooseRuntime(input.run, tools.startProbe, context)
  const generation = await runGeneration(recipe, { framesFolder, ...runtime }, tools, partOf(context, 0, generated))
  const rawFiles = generation.frames.map((name) => path.join(framesFolder, name))
  const names = rawFiles.map((_, index) => frameFileName(index))
  await writePictures(recipe, { folder, rawFiles, names }, tools.media, partOf(context, generated, pictured))
  if (output.movie === 'mp4') {
    const outFile = path.join(folder, takeFileNames.movie)
    const { size, rate } = recipe.spec
    const movie = { rawFiles, ...size, rate, format: 'mp4-h264', outFile }
    await tools.media.run('encode-movie', movie, partOf(context, pictured, 1))
  }
  const pixels = await Promise.all(rawFiles.map(sha256OfFile))
  const frames = names.map((name, index) => ({ name, pixelsSha256: pixels[index] as string }))
  const take = takeOf(recipe, frames, output, { ...generation, ...runtime, craneshot: tools.installation.craneshot })
  await writeTimeline(take, output, folder)
  await writeFile(path.join(folder, takeFileNames.recipe), takeText(take), { flush: true })
  return { take, pack: recipe.pack }
}

function takeOf(
  { spec, source }: TakeRecipe,
  frames: Take['files']['frames'],
  output: OutputWish,
  run: GenerateOutput & Runtime & { readonly craneshot: string },
): Take {
  return {
    format: 'craneshot-take',
    version: 1,
    spec,
    source,
    files: {
      picture: takeFileNames.picture,
      depth: takeFileNames.depth,
      frames,
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

interface PictureFiles {
  readonly folder: string
  readonly rawFiles: readonly string[]
  readonly names: readonly string[]
}

/** Frames and the picture as PNG, and the depth as .npy: lossless, so that the take can be made again from them. */
async function writePictures(
  { spec, pictureFile, depthFile }: TakeRecipe,
  { folder, rawFiles, names }: PictureFiles,
  media: ProcessClient,
  context: TaskContext,
): Promise<void> {
  const { width, height } = spec.size
  const frames = rawFiles.map((rawFile, index) => ({ rawFile, pngFile: path.join(folder, names[index] as string) }))
  const pairs = [...frames, { rawFile: pictureFile, pngFile: path.join(folder, takeFileNames.picture) }]
  await media.run('encode-pictures', { pairs, width, height }, context)
  const depth = new Float32Array((await readFile(depthFile)).slice().buffer)
  const npy = writeNpyFloat32([spec.depth.height, spec.depth.width], depth)
  await writeFile(path.join(folder, takeFileNames.depth), npy)
}

/** JSON for people: indented, but a list of numbers or words on one line. */
function takeText(take: Take): string {
  const flat = (list: string): string =>
    list
      .replaceAll(/\s*\n\s*/g, ' ')
      .replace('[ ', '[')
      .replace(' ]', ']')
  return `${JSON.stringify(take, null, 2).replaceAll(/\[\n[^[\]{}]*\n\s*\]/g, flat)}\n`
}

async function writeTimeline({ spec, files }: Take, output: OutputWish, folder: string): Promise<void> {
  const name = path.basename(output.target)
  const sequence = sequenceFromTake({
    name,
    shotId: name,
    takeId: spec.pluckerSha256.slice(0, 12),
    rate: spec.rate,
    ...spec.size,
    durationFrames: files.frames.length,
    moviePath: files.movie,
  })
  await writeFile(path.join(folder, takeFileNames.timeline), writeOtio(sequence, { premiere: true }))
}

async function sha256OfFile(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
}
