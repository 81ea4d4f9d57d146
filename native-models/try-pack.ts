import { StudioError } from '../core/contract/errors.ts'
import type { TriedComponent, TryPackInput, TryPackOutput } from '../core/contract/inference.ts'
import type { PackManifest, PackTensor } from '../core/contract/pack.ts'
import type { LongTask } from '../core/contract/tasks.ts'
import { tryDepthNetwork } from './depth/try-depth.ts'
import { familyComponents } from './kept-networks.ts'
import { componentOf, isDepthNetwork, readAnyPack, type Pack } from './packs/loader.ts'
import { openNetwork } from './packs/open-network.ts'
import { floatTensor, valueCount, type FloatTensor } from './runtime/tensor.ts'

/**
 * Runs each part of a pack once, in the order of its family, on small made-up inputs; what one part gives is what the
 * next one of that name takes. Damaged or mixed-up weights show as numbers that are none, or that are all the same.
 * @throws StudioError `weights.self-test` and those of the pack's files; AbortError
 */
export const tryPack: LongTask<TryPackInput, TryPackOutput> = async ({ packFolder, threads }, { signal, report }) => {
  const pack = await readAnyPack(packFolder, familyComponents)
  if (isDepthNetwork(pack)) {
    report({ stage: 'models.try', fraction: 0 })
    return { components: [await tryDepthNetwork(pack, threads)] }
  }
  const names = familyComponents[pack.manifest.family] ?? []
  const made = new Map<string, FloatTensor>()
  const components: TriedComponent[] = []
  for (const [index, component] of names.entries()) {
    signal.throwIfAborted()
    report({ stage: 'models.try', fraction: index / names.length, step: { done: index, total: names.length } })
    components.push(await tryComponent(pack, component, threads, made))
    // Lets a cancel come in.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { components }
}

/** @param made what earlier parts gave; gets what this one gives */
async function tryComponent(
  pack: Pack,
  component: string,
  threads: number,
  made: Map<string, FloatTensor>,
): Promise<TriedComponent> {
  const { inputs, outputs } = componentOf(pack, component)
  const network = await openNetwork(pack, component, { provider: 'cpu', threads, lean: true })
  try {
    const feeds = feedsOf(inputs, smallExtents(pack.manifest), made)
    if (feeds === null) return { component, milliseconds: null }
    const start = performance.now()
    const results = await network.run(feeds, Object.fromEntries(outputs.map(({ name, shape }) => [name, shape])))
    const milliseconds = performance.now() - start
    for (const [name, result] of Object.entries(results)) {
      const reason = problemOf(result)
      if (reason !== null) throw new StudioError('weights.self-test', { component, reason: `${name}: ${reason}` })
      made.set(name, result)
    }
    return { component, milliseconds }
  } finally {
    await network.release()
  }
}

/** Small inputs, or null where an extent of one is not known. */
function feedsOf(
  inputs: readonly PackTensor[],
  extents: ReadonlyMap<string, number>,
  made: ReadonlyMap<string, FloatTensor>,
): Record<string, FloatTensor> | null {
  const feeds: Record<string, FloatTensor> = {}
  for (const { name, shape } of inputs) {
    const dims = shape.map((extent) => (typeof extent === 'number' ? extent : (extents.get(extent) ?? 0)))
    const count = valueCount(dims)
    const earlier = made.get(name)
    if (earlier) feeds[name] = earlier.data.length === count ? { dims, data: earlier.data } : earlier
    else if (count > 0) feeds[name] = madeUp(dims)
    else return null
  }
  return feeds
}

/** The words that graphs use for extents, at the smallest size that a pack can make. */
function smallExtents({ frames, sizeMultiple, latent }: PackManifest): ReadonlyMap<string, number> {
  const small = Math.ceil(sizeMultiple / latent.downscale)
  return new Map([
    ['frames', frames.min],
    ['height', small * latent.downscale],
    ['width', small * latent.downscale],
    ['h', small],
    ['w', small],
  ])
}

/** Numbers of both signs in −1..1 without a pattern. */
function madeUp(dims: readonly number[]): FloatTensor {
  const values = Float32Array.from({ length: valueCount(dims) }, (_, i) => ((i * 37) % 101) / 50.5 - 1)
  return floatTensor(dims, values)
}

/** Why numbers are of no use, or null. */
function problemOf({ data }: FloatTensor): string | null {
  const [first = Number.NaN] = data
  let differ = data.length === 1
  for (const value of data) {
    if (!Number.isFinite(value)) return `${value}`
    differ ||= value !== first
  }
  return differ ? null : `only ${first}`
}
