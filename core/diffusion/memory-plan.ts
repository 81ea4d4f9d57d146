import { StudioError } from '../contract/errors.ts'
import { frameSizeOf, type GenerationSpec } from '../contract/generation.ts'
import type { PackManifest } from '../contract/pack.ts'

/** Size of a clip as memory counts it. */
export interface ClipExtent {
  readonly width: number
  readonly height: number
  /** The model's own samples, not film frames: those are decoded one by one. */
  readonly frames: number
}

type MemoryFacts = Pick<PackManifest, 'memory' | 'sizes' | 'frames'>

/** Memory that generating a clip takes at its peak, by the pack's own measurements. */
export function estimateMemoryBytes({ memory }: Pick<PackManifest, 'memory'>, clip: ClipExtent): number {
  return memory.baseBytes + memory.perPixelFrameBytes * clip.width * clip.height * clip.frames
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
 * Refuses a clip that would not fit into memory, and says what would.
 * @throws StudioError `inference.memory`, `inference.memory-none`
 */
export function checkClipMemory(manifest: MemoryFacts, clip: ClipExtent, availableBytes: number): void {
  const needed = estimateMemoryBytes(manifest, clip)
  if (needed <= availableBytes) return
  const neededMegabytes = Math.ceil(needed / MEGABYTE)
  const freeMegabytes = Math.floor(availableBytes / MEGABYTE)
  const proposal = fittingClip(manifest, clip, availableBytes)
  if (!proposal) throw new StudioError('inference.memory-none', { neededMegabytes, freeMegabytes })
  throw new StudioError('inference.memory', { neededMegabytes, freeMegabytes, ...proposal })
}

/**
 * The largest clip that fits into `availableBytes`: first fewer frames at the wanted size, down to half of them; then
 * the pack's sizes of nearly the same shape, the largest first, with as many frames as fit. Where
 * less than half of the frames fit at any size, the size with the most frames, of equal ones the most alike in shape.
 *
 * @returns null when nothing fits
 */
export function fittingClip(manifest: MemoryFacts, wanted: ClipExtent, availableBytes: number): ClipExtent | null {
  const room = availableBytes - manifest.memory.baseBytes
  if (room < 0) return null
  const framesAt = (width: number, height: number): number => {
    const bytesPerFrame = manifest.memory.perPixelFrameBytes * width * height
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
function smallerSizes(manifest: MemoryFacts, wanted: ClipExtent): { width: number; height: number }[] {
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
