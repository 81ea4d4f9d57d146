import { StudioError } from '../../core/contract/errors.ts'
import type { PackTensor } from '../../core/contract/pack.ts'
import { Network, type GraphValue, type RuntimeOptions } from '../runtime/network.ts'
import { checkedData } from './checked-data.ts'
import { checkedBytes, componentOf, type PackFiles } from './loader.ts'

/**
 * Loads one component of a pack: file checked, graph loaded from the checked bytes, its inputs and outputs compared with the manifest.
 *
 * @throws StudioError of {@link checkedBytes}, {@link checkedData} and {@link Network.load}, and `inference.pack-interface`
 */
export async function openNetwork(pack: PackFiles, component: string, options: RuntimeOptions): Promise<Network> {
  const described = componentOf(pack, component)
  const bytes = await checkedBytes(pack, component)
  const dataFolder = await checkedData(pack, component, bytes)
  const graph = { file: described.file, bytes, ...(dataFolder === null ? {} : { dataFolder }) }
  const network = await Network.load(graph, options)
  const reason =
    difference('input', described.inputs, network.inputs) ?? difference('output', described.outputs, network.outputs)
  if (reason === null) return network
  await network.release()
  throw new StudioError('inference.pack-interface', { file: described.file, reason })
}

/** What differs between the manifest and the graph, in words, or null. Names of dynamic extents are free. */
export function difference(
  side: 'input' | 'output',
  described: readonly PackTensor[],
  actual: readonly GraphValue[],
): string | null {
  for (const { name } of actual) {
    if (!described.some((one) => one.name === name)) return `the graph has an ${side} ${name} that pack.json lacks`
  }
  for (const { name, dtype, shape } of described) {
    const found = actual.find((one) => one.name === name)
    if (!found) return `the graph has no ${side} ${name}`
    const told = `${dtype} [${shape.join(', ')}]`
    const real = `${found.dtype} [${found.shape.join(', ')}]`
    const sameExtents =
      shape.length === found.shape.length && shape.every((extent, i) => sameExtent(extent, found.shape[i]!))
    if (dtype !== found.dtype || !sameExtents) return `${side} ${name} is ${real}, pack.json says ${told}`
  }
  return null
}

function sameExtent(described: number | string, actual: number | string): boolean {
  return typeof described === 'number' && typeof actual === 'number' ? described === actual : true
}
