import { z } from 'zod'
import { providerSchema } from '../contract/inference.ts'
import type { PackManifest } from '../contract/pack.ts'

const extent = z.number().int().min(1).max(100_000)
const bytes = z.number().gt(0).max(1e15)

/** One take that was made on this machine only to see what it costs. */
export const measuredRunSchema = z.strictObject({
  provider: providerSchema,
  width: extent,
  height: extent,
  /** The model's own samples. */
  frames: extent,
  /** Frames decoded at a time; null for a pack that does not let anybody choose. */
  decodeChunk: extent.nullable(),
  /** Largest resident memory of the inference process. */
  peakBytes: bytes,
  /** Most memory that was taken on the card; null for the CPU, and where no tool of the system tells. */
  deviceBytes: bytes.nullable(),
  /** Wall time of one denoising step, the first left out where there are more. */
  stepMilliseconds: z.number().min(0),
  /** Wall time of the whole take. */
  milliseconds: z.number().min(0),
})
export type MeasuredRun = z.infer<typeof measuredRunSchema>

/** What a pack costs on one machine. It belongs to the machine, so it is never part of the pack. */
export const measuredTableSchema = z.strictObject({
  format: z.literal('craneshot-measured'),
  version: z.literal(1),
  /** The pack's. */
  manifestSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Milliseconds since 1970. */
  at: z.number().min(0),
  runs: z.array(measuredRunSchema).max(1000),
})
export type MeasuredTable = z.infer<typeof measuredTableSchema>

/** What memory is worked out from, and whether anybody has measured it here. */
export interface MemoryCost {
  readonly baseBytes: number
  /** Of each pixel of each of the model's frames. */
  readonly perPixelFrameBytes: number
  /** Of each pixel of each frame that is decoded at the same time. */
  readonly perPixelChunkBytes: number
  readonly source: 'estimate' | 'measured'
}

/** Fewer runs say nothing about what a pixel costs. */
const LEAST_RUNS = 2

/**
 * What a pack costs on a provider of this machine: from its table where there is one for the provider, otherwise the
 * pack's own estimate. A measured cost is never less than any run that was measured.
 */
export function memoryCost(
  { memory }: Pick<PackManifest, 'memory'>,
  table: Pick<MeasuredTable, 'runs'> | null,
  provider: MeasuredRun['provider'] | null,
): MemoryCost {
  const runs = (table?.runs ?? []).filter((run) => provider === null || run.provider === provider)
  if (runs.length < LEAST_RUNS) return estimatedCost(memory, provider)
  return { ...coveringFit(runs, memory), source: 'measured' }
}

/** What the pack says of itself; where nobody knows what it will run on, the most of it. */
function estimatedCost(
  { baseBytes, cpuBaseBytes = baseBytes, perPixelFrameBytes }: PackManifest['memory'],
  provider: MeasuredRun['provider'] | null,
): MemoryCost {
  const usual = provider === null ? Math.max(baseBytes, cpuBaseBytes) : baseBytes
  const base = provider === 'cpu' ? cpuBaseBytes : usual
  return { baseBytes: base, perPixelFrameBytes, perPixelChunkBytes: 0, source: 'estimate' }
}

type Coefficients = Omit<MemoryCost, 'source'>

/** Of a card where that is known, else of the process. */
function largest({ peakBytes, deviceBytes }: MeasuredRun): number {
  return deviceBytes ?? peakBytes
}

function pixelFrames({ width, height, frames }: MeasuredRun): number {
  return width * height * frames
}

function pixelChunk({ width, height, decodeChunk }: MeasuredRun): number {
  return width * height * (decodeChunk ?? 0)
}

/**
 * Least squares through the runs, no coefficient below zero, raised as a whole until it covers each of them. Where all
 * runs are of one extent, the pack's own cost of a pixel is kept and only the base is learned.
 */
function coveringFit(runs: readonly MeasuredRun[], own: PackManifest['memory']): Coefficients {
  const perFrame = slope(runs, pixelFrames, largest) ?? own.perPixelFrameBytes
  const rest = (run: MeasuredRun): number => largest(run) - perFrame * pixelFrames(run)
  const perChunk = slope(runs, pixelChunk, rest) ?? 0
  const over = runs.map((run) => rest(run) - perChunk * pixelChunk(run))
  return {
    baseBytes: Math.max(1, ...over),
    perPixelFrameBytes: perFrame,
    perPixelChunkBytes: perChunk,
  }
}

/** Slope of the straight line through points, at least 0; null when all points have the same x. */
function slope<Point>(
  points: readonly Point[],
  x: (point: Point) => number,
  y: (point: Point) => number,
): number | null {
  const mean = (of: (point: Point) => number): number => points.reduce((sum, p) => sum + of(p), 0) / points.length
  const [meanX, meanY] = [mean(x), mean(y)]
  const spread = points.reduce((sum, point) => sum + (x(point) - meanX) * (x(point) - meanX), 0)
  if (spread === 0) return null
  const shared = points.reduce((sum, point) => sum + (x(point) - meanX) * (y(point) - meanY), 0)
  return Math.max(0, shared / spread)
}
