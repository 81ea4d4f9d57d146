import { readFileSync } from 'node:fs'
import { freemem, platform, totalmem } from 'node:os'
import { StudioError } from '../core/contract/errors.ts'
import type { GenerationSpec } from '../core/contract/generation.ts'
import type { HalfPrecision } from '../core/contract/inference.ts'
import type { MemoryCost } from '../core/diffusion/measured-memory.ts'
import { deliveryBytes, planClipMemory, type MemoryPlan } from '../core/diffusion/memory-plan.ts'
import { resolvedControls } from '../core/diffusion/controls.ts'
import { cachedInControlGroup } from './control-group.ts'
import type { Pack } from './packs/loader.ts'

/**
 * Refuses a spec that this pack cannot or should not make.
 *
 * @throws StudioError `inference.pack-differs`, `inference.size`, `inference.frames`, `inference.ray-layout`,
 *   `inference.delivery`, `inference.sample-times`
 */
export function checkSpec(spec: GenerationSpec, pack: Pack): void {
  checkPackIdentity(spec, pack)
  checkExtent(spec, pack)
  checkDelivery(spec)
  const { rayLayout } = pack.manifest
  if (spec.rayLayout !== rayLayout)
    throw new StudioError('inference.ray-layout', { found: spec.rayLayout, needed: rayLayout })
  const { sampleTimes, sampleCameras } = spec
  const rising = sampleTimes.every((time, i) => i === 0 || time > sampleTimes[i - 1]!)
  if (!rising || sampleTimes.length !== sampleCameras.length)
    throw new StudioError('inference.sample-times', { cameras: sampleCameras.length, times: sampleTimes.length })
}

function checkPackIdentity({ pack: wanted }: GenerationSpec, pack: Pack): void {
  const { id, version } = pack.manifest
  if (wanted.id === id && wanted.version === version && wanted.manifestSha256 === pack.manifestSha256) return
  const named = (name: string, number: string, sha256: string): string => `${name} ${number} (${sha256.slice(0, 12)})`
  throw new StudioError('inference.pack-differs', {
    folder: pack.folder,
    wanted: named(wanted.id, wanted.version, wanted.manifestSha256),
    found: named(id, version, pack.manifestSha256),
  })
}

function checkExtent({ size: { width, height }, sampleCameras }: GenerationSpec, { manifest }: Pack): void {
  const multiple = manifest.sizeMultiple
  if (width % multiple !== 0 || height % multiple !== 0) {
    const best = manifest.sizes[0]!
    throw new StudioError('inference.size', { width, height, multiple, suggestion: `${best.width}×${best.height}` })
  }
  const { min, max } = manifest.frames
  const frames = sampleCameras.length
  if (frames < min || frames > max) throw new StudioError('inference.frames', { frames, min, max })
}

const LARGEST_DELIVERY = 4096
/** Sides are rounded to even pixels: more than this is another shape, and everything would be squashed. */
const SHAPE_TOLERANCE = 0.01
/** A box that was computed may end this much outside by rounding. */
const PIXEL_TOLERANCE = 1e-6

function checkDelivery({ size: model, delivery }: GenerationSpec): void {
  if (delivery === undefined) return
  const { size, box } = delivery
  const inside =
    box.x + box.width <= model.width + PIXEL_TOLERANCE && box.y + box.height <= model.height + PIXEL_TOLERANCE
  const ratio = size.width / size.height / (box.width / box.height)
  // A small frame's rounding is more than a hundredth of it.
  const tolerance = Math.max(SHAPE_TOLERANCE, 2 / Math.min(size.width, size.height))
  const fits = Math.max(size.width, size.height) <= LARGEST_DELIVERY
  if (inside && fits && Math.abs(ratio - 1) <= tolerance) return
  const rounded = (pixels: number): number => Number(pixels.toFixed(2))
  throw new StudioError('inference.delivery', {
    width: size.width,
    height: size.height,
    boxWidth: rounded(box.width),
    boxHeight: rounded(box.height),
    modelWidth: model.width,
    modelHeight: model.height,
    max: LARGEST_DELIVERY,
  })
}

const MEGABYTE = 1024 * 1024

/** Memory that a run may have, and what it is known to cost. */
export interface RunMemory {
  /** See {@link availableMemoryBytes}. */
  readonly machineBytes: number
  /** Free on the card that the run is on; null without one, and where nobody knows. */
  readonly deviceBytes: number | null
  /** Measured on this machine; left out where nobody has. */
  readonly cost: MemoryCost | undefined
  /** What may be proposed instead; null where there is none. */
  readonly half: HalfPrecision | null
}

/**
 * Plans a run into the memory that is free now, less what drawing its frames takes, or refuses it.
 *
 * @throws StudioError `inference.memory-*` that names what would fit
 */
export function planMemory(spec: GenerationSpec, { manifest }: Pack, memory: RunMemory): MemoryPlan {
  const { machineBytes, deviceBytes, cost, half } = memory
  const decodeChunk = resolvedControls(manifest.controls ?? {}, spec.controls).decodeChunk
  const clip = { ...spec.size, frames: spec.sampleCameras.length, decodeChunk }
  // A card holds networks and activations; what is drawn from them lies in the machine's own memory.
  const drawnBytes = deliveryBytes(spec)
  if (deviceBytes === null) return planClipMemory(manifest, clip, machineBytes - drawnBytes, cost, half)
  if (drawnBytes > machineBytes) {
    const neededMegabytes = Math.ceil(drawnBytes / MEGABYTE)
    const freeMegabytes = Math.floor(machineBytes / MEGABYTE)
    throw new StudioError('inference.memory-drawing', { neededMegabytes, freeMegabytes })
  }
  return planClipMemory(manifest, clip, deviceBytes, cost, half)
}

/**
 * Memory this process may take: what the machine has free, or less where a control group limits it.
 *
 * @param warm a take was made before: what this process holds of it is used again
 */
export function availableMemoryBytes({ warm }: { readonly warm: boolean }): number {
  // macOS counts its file cache as used; half of the machine is a fair guess of what it gives back.
  const machine = platform() === 'darwin' ? Math.max(freemem(), totalmem() / 2) : freemem()
  const held = warm ? process.memoryUsage.rss() : 0
  return held + Math.min(machine, availableToProcess())
}

/** Less than the machine has free only where a control group limits it. */
function availableToProcess(): number {
  const limit = process.constrainedMemory() || Infinity
  if (limit >= totalmem()) return process.availableMemory()
  return Math.min(limit, process.availableMemory() + cachedInControlGroup((file) => readFileSync(file, 'utf8')))
}
