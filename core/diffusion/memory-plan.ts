import { StudioError, type StudioErrorData } from '../contract/errors.ts'
import { frameSizeOf, type GenerationSpec } from '../contract/generation.ts'
import type { HalfPrecision } from '../contract/inference.ts'
import type { PackManifest } from '../contract/pack.ts'
import { memoryCost, type MemoryCost } from './measured-memory.ts'

/** Size of a clip as memory counts it. */
export interface ClipExtent {
  readonly width: number
  readonly height: number
  /** The model's own samples, not film frames: those are decoded one by one. */
  readonly frames: number
  /** Samples decoded at a time, for packs that let the user choose. */
  readonly decodeChunk?: number | undefined
}

export type MemoryFacts = Pick<PackManifest, 'family' | 'memory' | 'sizes' | 'frames' | 'components' | 'controls'>

/** Families whose pipelines need one network at a time, and say when they have done with it. */
const sequentialFamilies: readonly string[] = ['svd-cameractrl', 'flow-camera']

/** The networks of a larger pack are not kept side by side unless all of them fit: they would push out the rest. */
const KEPT_PACK_BYTES = 2 * 1024 ** 3

/** Whether the networks of a pack lie in memory side by side, or one is freed before the next is loaded. */
export type Arrangement = 'together' | 'one-by-one'

/** How a take fits into memory. */
export interface MemoryPlan {
  readonly neededBytes: number
  readonly components: Arrangement
  readonly source: MemoryCost['source']
}

/** Memory that generating a clip takes at its peak, as a pack's networks are usually arranged. */
export function estimateMemoryBytes(cost: Omit<MemoryCost, 'source'>, clip: ClipExtent): number {
  const { width, height, frames } = clip
  return cost.baseBytes + cost.perPixelFrameBytes * frames * width * height + chunkBytes(cost, clip)
}

function chunkBytes({ perPixelChunkBytes }: Pick<MemoryCost, 'perPixelChunkBytes'>, clip: ClipExtent): number {
  const { width, height, frames, decodeChunk = 0 } = clip
  return perPixelChunkBytes * Math.min(decodeChunk, frames) * width * height
}

/** How a pack's networks are usually arranged: what its stated or measured base memory stands for. */
export function usualArrangement({ family, components }: Pick<PackManifest, 'family' | 'components'>): Arrangement {
  if (!sequentialFamilies.includes(family)) return 'together'
  return sum(weights(components)) <= KEPT_PACK_BYTES ? 'together' : 'one-by-one'
}

/** Bytes that loading one network after another saves, against all of them side by side. */
function savedOneByOne({ family, components }: Pick<PackManifest, 'family' | 'components'>): number {
  if (!sequentialFamilies.includes(family)) return 0
  const all = weights(components)
  return sum(all) - Math.max(0, ...all)
}

function weights(components: PackManifest['components']): number[] {
  return Object.values(components).map(({ bytes, data = [] }) => bytes + sum(data.map((file) => file.bytes)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Buffers of a frame while it is drawn, and of the pyramid that fills its holes. */
const DRAWN_BYTES_PER_PIXEL = 64
/** A picture as bytes and as floats with its halvings. */
const PICTURE_BYTES_PER_TEXEL = 19

/**
 * Memory that drawing the film's frames takes beside what a pack says of itself, which is measured with frames and
 * picture at the model size.
 */
export function deliveryBytes(spec: Pick<GenerationSpec, 'size' | 'delivery' | 'picture'>): number {
  const pixels = ({ width, height }: { readonly width: number; readonly height: number }): number => width * height
  const more = (size: GenerationSpec['size']): number => Math.max(0, pixels(size) - pixels(spec.size))
  return DRAWN_BYTES_PER_PIXEL * more(frameSizeOf(spec)) + PICTURE_BYTES_PER_TEXEL * more(spec.picture)
}

const MEGABYTE = 1024 * 1024

/**
 * How a clip is made in the memory there is: as usual, or with one network after another, which costs time and changes
 * nothing else. Everything that changes the pictures is proposed and left to the user: what is decoded at a time, the
 * same model in half precision, then a smaller clip.
 *
 * @param cost the pack's own estimate unless this machine was measured
 * @param half the same model in half precision; null where there is none, or it would need as much
 * @throws StudioError `inference.memory-chunk`, `inference.memory-half`, `inference.memory-half-add`, `inference.memory`,
 *   `inference.memory-none`
 */
export function planClipMemory(
  manifest: MemoryFacts,
  clip: ClipExtent,
  availableBytes: number,
  cost: MemoryCost = memoryCost(manifest, null, null),
  half: HalfPrecision | null = null,
): MemoryPlan {
  const usual = usualArrangement(manifest)
  const neededBytes = estimateMemoryBytes(cost, clip)
  const { source } = cost
  if (neededBytes <= availableBytes) return { neededBytes, components: usual, source }
  const saved = usual === 'together' ? savedOneByOne(manifest) : 0
  const least = oneByOne(cost, saved)
  const leastBytes = estimateMemoryBytes(least, clip)
  if (saved > 0 && leastBytes <= availableBytes) return { neededBytes: leastBytes, components: 'one-by-one', source }
  const leastHalf = half === null ? null : { ...half, cost: oneByOne(half.cost, saved) }
  throw refusal(manifest, clip, availableBytes, least, leastHalf)
}

function oneByOne<Cost extends Pick<MemoryCost, 'baseBytes'>>(cost: Cost, saved: number): Cost {
  return { ...cost, baseBytes: Math.max(0, cost.baseBytes - saved) }
}

function refusal(
  manifest: MemoryFacts,
  clip: ClipExtent,
  availableBytes: number,
  cost: Omit<MemoryCost, 'source'>,
  half: HalfPrecision | null,
): StudioError {
  const neededMegabytes = Math.ceil(estimateMemoryBytes(cost, clip) / MEGABYTE)
  const freeMegabytes = Math.floor(Math.max(0, availableBytes) / MEGABYTE)
  const known = { neededMegabytes, freeMegabytes }
  const chunk = fittingChunk(manifest, clip, availableBytes, cost)
  if (chunk !== null) return new StudioError('inference.memory-chunk', { ...known, chunk })
  const inHalf = half && fittingHalf(half, clip, availableBytes)
  if (inHalf) return new StudioError(inHalf.code, { ...known, ...inHalf.details, family: manifest.family })
  // What is decoded at a time is made as small as can be before a frame is given up.
  const least = { ...clip, ...(clip.decodeChunk === undefined ? {} : { decodeChunk: leastChunk(manifest) }) }
  const proposal = fittingClip({ ...manifest, memory: cost }, least, availableBytes, cost)
  if (!proposal) return new StudioError('inference.memory-none', known)
  const { width, height, frames } = proposal
  return new StudioError('inference.memory', { ...known, width, height, frames })
}

/** As {@link planClipMemory}, for who only wants to know that it fits. @throws as it */
export function checkClipMemory(
  manifest: MemoryFacts,
  clip: ClipExtent,
  availableBytes: number,
  cost?: MemoryCost,
  half: HalfPrecision | null = null,
): void {
  planClipMemory(manifest, clip, availableBytes, cost, half)
}

/** The proposal of the whole clip in half precision; null where that does not fit either. */
function fittingHalf(
  { id, name, installed, cost }: HalfPrecision,
  clip: ClipExtent,
  availableBytes: number,
): StudioErrorData | null {
  const bytes = estimateMemoryBytes(cost, clip)
  if (bytes > availableBytes) return null
  const details = { id, name, halfMegabytes: Math.ceil(bytes / MEGABYTE) }
  return { code: installed ? 'inference.memory-half' : 'inference.memory-half-add', details }
}

function leastChunk({ controls }: Pick<PackManifest, 'controls'>): number {
  return controls?.decodeChunk?.min ?? 1
}

/** The most frames that can be decoded at a time; null where that alone does not make a clip fit. */
function fittingChunk(
  manifest: MemoryFacts,
  clip: ClipExtent,
  availableBytes: number,
  cost: Omit<MemoryCost, 'source'>,
): number | null {
  const { decodeChunk } = clip
  if (decodeChunk === undefined || !(cost.perPixelChunkBytes > 0)) return null
  const room = availableBytes - estimateMemoryBytes(cost, { ...clip, decodeChunk: 0 })
  const chunk = Math.floor(room / (cost.perPixelChunkBytes * clip.width * clip.height))
  return chunk >= leastChunk(manifest) && chunk < decodeChunk ? chunk : null
}

/**
 * The largest clip that fits into `availableBytes`: first fewer frames at the wanted size, down to half of them; then
 * the pack's sizes of nearly the same shape, the largest first, with as many frames as fit. Where
 * less than half of the frames fit at any size, the size with the most frames, of equal ones the most alike in shape.
 *
 * @returns null when nothing fits
 */
export function fittingClip(
  manifest: Pick<MemoryFacts, 'memory' | 'sizes' | 'frames'>,
  wanted: ClipExtent,
  availableBytes: number,
  cost: Omit<MemoryCost, 'source'> = { ...manifest.memory, perPixelChunkBytes: 0 },
): ClipExtent | null {
  const framesAt = (width: number, height: number): number => {
    // With fewer frames fewer may be decoded at a time; so many are safe.
    const room = availableBytes - cost.baseBytes - chunkBytes(cost, { ...wanted, width, height })
    const bytesPerFrame = cost.perPixelFrameBytes * width * height
    if (room < 0) return 0
    return Math.min(wanted.frames, bytesPerFrame > 0 ? Math.floor(room / bytesPerFrame) : wanted.frames)
  }
  const least = Math.max(manifest.frames.min, 1)
  const sizes = [wanted, ...smallerSizes(manifest, wanted)].map(({ width, height }) => ({
    width,
    height,
    frames: framesAt(width, height),
  }))
  const half = Math.max(least, Math.ceil(wanted.frames / 2))
  const enough = sizes.find(({ frames }) => frames >= half)
  if (enough) return enough
  const best = sizes.reduce((most, size) => (size.frames > most.frames ? size : most))
  return best.frames >= least ? best : null
}

/** The pack's sizes with fewer pixels, the most alike in shape first, then the largest. */
function smallerSizes(manifest: Pick<MemoryFacts, 'sizes'>, wanted: ClipExtent): { width: number; height: number }[] {
  const shape = wanted.width / wanted.height
  const unlikeness = ({ width, height }: { width: number; height: number }): number => {
    const ratio = width / height / shape
    return ratio > 1 ? ratio : 1 / ratio
  }
  const pixels = ({ width, height }: { width: number; height: number }): number => width * height
  return manifest.sizes
    .filter((size) => pixels(size) < pixels(wanted))
    .sort((a, b) => unlikeness(a) - unlikeness(b) || pixels(b) - pixels(a))
}
