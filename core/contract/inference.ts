import { z } from 'zod'
import { generationSpecSchema, rasterSchema } from './generation.ts'
import type { Failure } from './errors.ts'
import type { Progress } from './tasks.ts'

/** More threads than this gain nothing. */
export const mostThreads = 256

/** Threads that the processor computes with. */
export const threadsSchema = z.number().int().min(1).max(mostThreads)

/** Execution providers of ONNX Runtime that the product knows. */
export const providerSchema = z.enum(['cpu', 'webgpu', 'cuda', 'dml', 'coreml'])
export type Provider = z.infer<typeof providerSchema>

/** What memory is worked out from: see core/diffusion/measured-memory. */
export const memoryCostSchema = z.strictObject({
  baseBytes: z.number().min(0),
  perPixelFrameBytes: z.number().min(0),
  perPixelChunkBytes: z.number().min(0),
  source: z.enum(['estimate', 'measured']),
})

/** The same model in half precision, where a model in full precision runs and half of it would be less. */
export const halfPrecisionSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** False where the user would have to add it. */
  installed: z.boolean(),
  cost: memoryCostSchema,
})
export type HalfPrecision = z.infer<typeof halfPrecisionSchema>

/**
 * One generation for the inference process. Paths are absolute and chosen by main, never by a project or a pack.
 * `pictureFile` and `depthFile` hold the raw rasters of the spec; the process writes each film frame as raw 8-bit RGB
 * to `framesFolder/frame_0000.rgb` (zero-padded to four digits or more).
 */
export const generateInputSchema = z.strictObject({
  spec: generationSpecSchema,
  packFolder: z.string(),
  pictureFile: z.string(),
  depthFile: z.string(),
  framesFolder: z.string(),
  /**
   * Where each frame's z-depth goes, in subject distances, invented surface included: raw float32 `depth_0000.f32`.
   * Left out when nobody asks, or with the cache off.
   */
  depthFolder: z.string().optional(),
  provider: providerSchema,
  threads: threadsSchema,
  /** Refuse to start when fewer bytes than the pack needs are free; null measures the machine. */
  memoryLimitBytes: z.number().int().positive().nullable(),
  /** Free on the card that the provider uses; left out where nobody knows. */
  deviceMemoryBytes: z.number().min(0).optional(),
  /** What the pack costs on this machine; the pack's own estimate where it is left out. */
  memoryCost: memoryCostSchema.optional(),
  /** What may be proposed where memory is short; left out where there is no such model. */
  halfPrecision: halfPrecisionSchema.optional(),
})
export type GenerateInput = z.infer<typeof generateInputSchema>

export interface GenerateOutput {
  /** File names in `framesFolder`, film order. */
  readonly frames: readonly string[]
  /** Part of each film frame that the cache covers, 0..1; empty when the cache is off. */
  readonly coverage: readonly number[]
  readonly runtimeVersion: string
  /** Wall time of each stage in milliseconds, for the take's record and the benchmark. */
  readonly stageMilliseconds: Readonly<Record<string, number>>
  readonly peakMemoryBytes: number
  /** Networks of the pack that had to be loaded; 0 when all were still there from the take before. */
  readonly networksLoaded: number
}

/**
 * The depth of a whole picture for the inference process. `pictureFile` holds the raw 8-bit RGB of `picture`, of a size
 * that the pack's network takes: multiples of 32 for a model's own, as its manifest says for a user's. The process
 * writes the depth at `outSize` to `outFile`, raw float32 `[height, width]`, median 1. Where the network is unsure the
 * raster is a plane. Answers {@link EstimateDepthOutput}.
 */
export const estimateDepthInputSchema = z.strictObject({
  packFolder: z.string(),
  pictureFile: z.string(),
  picture: rasterSchema,
  /** Natural logarithm of the picture's focal length in widths of it. */
  logFocal: z.number().min(-5).max(7),
  outFile: z.string(),
  /** Of the picture's own shape, from which `picture` differs as far as its sides need. */
  outSize: z.strictObject({ width: z.number().int().min(1).max(4096), height: z.number().int().min(1).max(4096) }),
  provider: providerSchema,
  threads: threadsSchema,
  /** Refuse to start when fewer bytes than the network needs are free; null measures the machine. */
  memoryLimitBytes: z.number().int().positive().nullable(),
})
export type EstimateDepthInput = z.infer<typeof estimateDepthInputSchema>

export interface EstimateDepthOutput {
  /** Mean part of a sample that the plane decides, 0 (sure everywhere) to 1 (sure nowhere). */
  readonly planeShare: number
  readonly runtimeVersion: string
  /** Networks of the pack that had to be loaded; 0 when it was still there. */
  readonly networksLoaded: number
}

/**
 * Every part of a pack run once on small inputs, on the CPU, with as little memory as it takes. Answers
 * {@link TryPackOutput}.
 */
export const tryPackInputSchema = z.strictObject({
  packFolder: z.string(),
  threads: threadsSchema,
})
export type TryPackInput = z.infer<typeof tryPackInputSchema>

/** A part of a pack that was tried; null where nobody knows small inputs for it, so that it was only loaded. */
export interface TriedComponent {
  readonly component: string
  readonly milliseconds: number | null
}
export interface TryPackOutput {
  readonly components: readonly TriedComponent[]
}

/** A tiny graph run on one provider in a process of its own, its numbers compared with known ones. */
export const probeInputSchema = z.strictObject({ provider: providerSchema, threads: threadsSchema })
export interface ProbeOutput {
  readonly works: boolean
  /** Why it does not, in ONNX Runtime's words; empty when it works. */
  readonly reason: string
  /** Wall time of a known convolution, to compare providers; null when it does not work. */
  readonly milliseconds: number | null
}

export const inferenceRequestSchema = z.discriminatedUnion('task', [
  z.strictObject({ id: z.number().int(), task: z.literal('generate'), input: generateInputSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('estimate-depth'), input: estimateDepthInputSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('try-pack'), input: tryPackInputSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('probe'), input: probeInputSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('cancel') }),
])

/** What any worker process (inference, media) answers; `id` is that of the request. */
export type WorkerReply =
  | { readonly id: number; readonly type: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly type: 'done'; readonly output: unknown }
  | { readonly id: number; readonly type: 'failed'; readonly failure: Failure }
