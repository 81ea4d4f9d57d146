import type { CompletedCache } from '../../core/cache/completed-cache.ts'
import type { Camera } from '../../core/contract/generation.ts'
import { rowOf, type FloatTensor } from '../runtime/tensor.ts'
import type { ViewCompleter } from './view-completer.ts'

/** What is left of a view's holes below this part of it are cracks, which every frame fills by itself. */
const CRACKS_PART = 1 / 1000

/**
 * Puts what the model drew where the board shows nothing into the world, one sample's view after another: the one with
 * the most left to invent first, so that few views tell most of it and agree with themselves.
 *
 * @param cameras of the samples
 * @param latents of the samples `[samples, 8, h, w]`
 * @param step told after each view how many of the samples need no more
 */
export async function completeWorld(
  world: CompletedCache,
  completer: ViewCompleter,
  cameras: readonly Camera[],
  latents: FloatTensor,
  step: (done: number) => Promise<void>,
): Promise<void> {
  const open = cameras.map((camera, sample) => ({ camera, sample, missing: world.missingPixels(camera) }))
  const cracks = world.viewPixels * CRACKS_PART
  for (let next = takeLargest(world, open, cracks); next; next = takeLargest(world, open, cracks)) {
    const view = world.view(next.camera)
    world.invent(view, await completer.complete(view, rowOf(latents, next.sample)))
    await step(cameras.length - open.length)
  }
}

interface OpenView {
  readonly camera: Camera
  readonly sample: number
  /** Pixels without anything known when last counted; later there may be fewer, hardly more. */
  missing: number
}

/** Takes the view with the largest hole out of the list; only views that may be it are counted again. */
function takeLargest(world: CompletedCache, open: OpenView[], cracks: number): OpenView | undefined {
  for (;;) {
    open.sort((a, b) => b.missing - a.missing || a.sample - b.sample)
    const [first, second] = open
    if (!first || first.missing <= cracks) return undefined
    first.missing = world.missingPixels(first.camera)
    if (first.missing > cracks && first.missing >= (second?.missing ?? 0)) return open.shift()
  }
}
