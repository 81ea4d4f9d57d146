import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { writeNpyFloat32 } from '../../core/camera/formats/npy.ts'
import type { GenerationSpec } from '../../core/contract/generation.ts'
import type { GenerateInput, GenerateOutput, Provider } from '../../core/contract/inference.ts'
import { frameFileName, takeFileNames, type Take } from '../../core/contract/take.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { writeOtio } from '../../core/export/otio.ts'
import { sequenceFromTake } from '../../core/export/sequence-from-take.ts'
import type { ProcessClient } from '../jobs/process-client.ts'
import { chooseProvider, probeInProcess } from '../jobs/provider-choice.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { StartWorker } from '../jobs/worker-process.ts'
import type { Installation } from './installation.ts'
import type { PackPlaces } from './models.ts'
import { partOf } from './progress-part.ts'
import { candidateProviders } from './providers.ts'
import type { InstalledPack } from './read-manifest.ts'

/** The parts of the app that a take needs. */
export interface TakeTools {
  readonly installation: Installation
  readonly packs: PackPlaces
  readonly media: ProcessClient
  readonly inference: ProcessClient
  readonly startProbe: StartWorker
  readonly queue: JobQueue
}

export interface OutputWish {
  /** The take's folder, absolute. */
  readonly target: string
  /** Replace the take in the folder. */
  readonly overwrite: boolean
  readonly movie: 'mp4' | 'none'
}

/** Null leaves the choice to the machine, or to the recipe that is made again. */
export interface RunWish {
  readonly provider: Provider | null
  readonly threads: number | null
}

/** All that decides the bits of a take, with its rasters as raw files. */
export interface TakeRecipe {
  readonly spec: GenerationSpec
  readonly source: Take['source']
  readonly pack: InstalledPack
  readonly pictureFile: string
  readonly depthFile: string
}

export interface MadeTake {
  readonly take: Take
  readonly pack: InstalledPack
}

interface MakeTakeInput {
  readonly recipe: TakeRecipe
  /** Gets the take's files; raw frames lie in it for a while. */
  readonly folder: string
  readonly output: OutputWish
  readonly run: RunWish
}

/** Parts of this task's progress. */
const generated = 0.9
const pictured = 0.95

/** Generates the frames of a recipe and writes everything of a take, `take.json` last. */
export async function makeTake(input: MakeTakeInput, tools: TakeTools, context: TaskContext): Promise<MadeTake> {
  const { recipe, folder, output } = input
  const framesFolder = path.join(folder, 'frames')
  await mkdir(framesFolder)
  const runtime = await chooseRuntime(input.run, tools.startProbe, context)
  const generation = await generate(recipe, { framesFolder, ...runtime }, tools, partOf(context, 0, generated))
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
  await rm(framesFolder, { recursive: true })
  await rm(recipe.pictureFile)
  await rm(recipe.depthFile)
  const take: Take = {
    format: 'craneshot-take',
    version: 1,
    spec: recipe.spec,
    source: recipe.source,
    files: {
      picture: takeFileNames.picture,
      depth: takeFileNames.depth,
      frames: names.map((name, index) => ({ name, pixelsSha256: pixels[index] as string })),
      movie: output.movie === 'mp4' ? takeFileNames.movie : null,
      timeline: takeFileNames.timeline,
    },
    coverage: [...generation.coverage],
    run: {
      craneshot: tools.installation.craneshot,
      onnxruntime: generation.runtimeVersion,
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      provider: runtime.provider,
      providerReason: runtime.reason,
      threads: runtime.threads,
      stageMilliseconds: generation.stageMilliseconds,
      peakMemoryBytes: generation.peakMemoryBytes,
    },
    promise: { sameRun: 'identical', elsewhereDecibels: 45 },
  }
  await writeTimeline(take, output, folder)
  await writeFile(path.join(folder, takeFileNames.recipe), takeText(take), { flush: true })
  return { take, pack: recipe.pack }
}

interface Runtime {
  readonly provider: Provider
  readonly reason: string
  readonly threads: number
}

async function chooseRuntime(wish: RunWish, start: StartWorker, context: TaskContext): Promise<Runtime> {
  const threads = wish.threads ?? os.availableParallelism()
  context.report({ stage: 'take.provider', fraction: 0 })
  const probe = (provider: Provider): ReturnType<typeof probeInProcess> => {
    context.signal.throwIfAborted()
    return probeInProcess(start, provider, threads)
  }
  const { provider, reason } = await chooseProvider(wish.provider, candidateProviders(process.platform), probe)
  return { provider, reason, threads }
}

/** Waits for its turn on the machine, then runs the inference process. */
async function generate(
  { spec, pack, pictureFile, depthFile }: TakeRecipe,
  run: { readonly framesFolder: string; readonly provider: Provider; readonly threads: number },
  { queue, inference }: TakeTools,
  context: TaskContext,
): Promise<GenerateOutput> {
  const { framesFolder, provider, threads } = run
  const packFolder = pack.folder
  const input: GenerateInput = {
    spec,
    packFolder,
    pictureFile,
    depthFile,
    framesFolder,
    provider,
    threads,
    memoryLimitBytes: null,
  }
  const job = queue.submit('generate', ({ signal, report }) =>
    inference.run<GenerateOutput>('generate', input, {
      signal,
      report: (progress) => {
        report(progress)
        context.report(progress)
      },
    }),
  )
  context.signal.addEventListener('abort', job.cancel, { once: true })
  try {
    if (context.signal.aborted) job.cancel()
    return await job.result
  } finally {
    context.signal.removeEventListener('abort', job.cancel)
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
  const file = path.join(folder, takeFileNames.timeline)
  await writeFile(`${file}.unfinished`, writeOtio(sequence, { premiere: true }))
  await rename(`${file}.unfinished`, file)
}

async function sha256OfFile(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
}
