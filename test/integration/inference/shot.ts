import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expandPlucker, pluckerSha256 } from '../../../core/camera/plucker.ts'
import type { Camera, GenerationSpec } from '../../../core/contract/generation.ts'
import type { GenerateInput, GenerateOutput } from '../../../core/contract/inference.ts'
import type { Progress, TaskContext } from '../../../core/contract/tasks.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'

export const tinyPack = fileURLToPath(new URL('../../fixtures/tiny-pack', import.meta.url))
export const workerScript = fileURLToPath(new URL('../../../out/inference-worker.mjs', import.meta.url))

export interface ShotOptions {
  readonly width?: number
  readonly height?: number
  readonly samples?: number
  readonly frames?: number
  readonly steps?: number
  readonly seed?: number
  readonly cache?: 'on' | 'off'
  readonly packFolder?: string
}

/** A truck to the right with a slow turn: parallax, uncovered area and a moving lens. */
export function cameraAt(part: number, width: number, height: number): Camera {
  const yaw = 0.15 * part
  const row = [Math.cos(yaw), 0, Math.sin(yaw), 0.2 * part, 0, 1, 0, 0, -Math.sin(yaw), 0, Math.cos(yaw), 0.1 * part]
  const focal = width * (1 + 0.1 * part)
  return {
    worldFromCamera: row.map(Math.fround),
    intrinsics: [focal, focal, width / 2, height / 2].map(Math.fround),
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Writes a shot's rasters into `folder` and returns the request that makes it with the tiny pack on the CPU. */
export async function writeShot(folder: string, options: ShotOptions = {}): Promise<GenerateInput> {
  const { width = 64, height = 64, samples = 3, steps = 2, seed = 1, cache = 'on', packFolder = tinyPack } = options
  const frames = options.frames ?? samples
  const picture = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7 + ((i * i) >> 5)) % 256)
  const depth = Float32Array.from({ length: width * height }, (_, i) => (i % width < width / 2 ? 1 : 1.6))
  const files = { picture: join(folder, 'picture.rgb'), depth: join(folder, 'depth.f32') }
  const depthBytes = new Uint8Array(depth.buffer)
  const framesFolder = join(folder, 'frames')
  mkdirSync(framesFolder, { recursive: true })
  writeFileSync(files.picture, picture)
  writeFileSync(files.depth, depthBytes)
  const cameras = (count: number): Camera[] =>
    Array.from({ length: count }, (_, i) => cameraAt(count > 1 ? i / (count - 1) : 0, width, height))
  const sampleCameras = cameras(samples)
  const manifest = readFileSync(join(packFolder, 'pack.json'))
  const { id, version } = JSON.parse(manifest.toString()) as { id: string; version: string }
  const spec: GenerationSpec = {
    version: 1,
    pack: { id, version, manifestSha256: sha256(manifest) },
    size: { width, height },
    rate: { numerator: 24, denominator: 1 },
    filmCameras: cameras(frames),
    sampleTimes: Array.from({ length: samples }, (_, i) => (samples > 1 ? (i * (frames - 1)) / (samples - 1) : 0)),
    sampleCameras,
    rayLayout: 'moment-direction',
    pluckerSha256: await pluckerSha256(expandPlucker(sampleCameras, { width, height }, 'moment-direction')),
    boardIntrinsics: [width, width, width / 2, height / 2],
    picture: { width, height, sha256: sha256(picture) },
    depth: { width, height, sha256: sha256(depthBytes) },
    cache,
    steps,
    seed,
  }
  const paths = { packFolder, pictureFile: files.picture, depthFile: files.depth, framesFolder }
  return { spec, ...paths, provider: 'cpu', threads: 2, memoryLimitBytes: null }
}

export function newClient(environment: Readonly<Record<string, string>> = {}): ProcessClient {
  return new ProcessClient({
    start: () => forkWorker(workerScript, { environment }),
    diedCode: 'inference.process-died',
    graceMilliseconds: 60_000,
  })
}

/** A context that keeps what was reported and can be cancelled. */
export function newContext(): TaskContext & { readonly progress: Progress[]; readonly controller: AbortController } {
  const progress: Progress[] = []
  const controller = new AbortController()
  return { progress, controller, signal: controller.signal, report: (one) => void progress.push(one) }
}

export function generateShot(client: ProcessClient, input: GenerateInput, context: TaskContext = newContext()) {
  return client.run<GenerateOutput>('generate', input, context)
}

/** The raw frames of a finished shot, film order. */
export function framesOf(input: GenerateInput, output: GenerateOutput): Buffer[] {
  return output.frames.map((name) => readFileSync(join(input.framesFolder, name)))
}
