import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { packReceiptFile, type CheckedFile, type PackReceipt } from '../../../core/contract/pack-receipt.ts'
import { parsePackManifest } from '../../../core/contract/pack-text.ts'
import type { PackComponent, PackManifest, PackTensor } from '../../../core/contract/pack.ts'
import { bindGraph, type BoundWeight } from '../../../core/weights/bind-graph.ts'
import { graphInterface, type GraphTensor } from '../../../core/weights/onnx-graph.ts'
import { WireProblem } from '../../../core/weights/onnx-wire.ts'
import type { TensorInFile } from '../../../core/weights/stored-tensor.ts'
import type { WeightFamily } from '../../../core/weights/weight-sources.ts'
import { sha256Of } from '../files/sha256.ts'
import type { InstalledTemplate } from './graph-templates.ts'
import type { PlacedWeights } from './place-weights.ts'

export interface WritePackInput {
  readonly folder: string
  readonly from: InstalledTemplate
  readonly family: WeightFamily
  /** The user's tensors by component, then by initializer. */
  readonly components: ReadonlyMap<string, ReadonlyMap<string, TensorInFile>>
  readonly placed: PlacedWeights
}

/**
 * Writes the graphs, the receipt of the files of numbers, and last the manifest.
 * @throws StudioError `weights.template`; the system's error
 */
export async function writePack(input: WritePackInput): Promise<PackManifest> {
  const { folder, from, family, placed } = input
  const { template } = from
  const components: Record<string, PackComponent> = {}
  for (const name of Object.keys(template.components)) components[name] = await writeComponent(name, input)
  await writeReceipt(folder, placed.files)
  const facts = { ...template.pack, format: 'craneshot-pack', formatVersion: 1, family: template.family }
  const text = JSON.stringify({ ...facts, components, credits: family.credits }, null, 2)
  const manifest = parsePackManifest(text, folder)
  await writeFile(path.join(folder, 'pack.json'), text)
  return manifest
}

async function writeComponent(
  name: string,
  { folder, from, components, placed }: WritePackInput,
): Promise<PackComponent> {
  const described = from.template.components[name]!
  const template = path.join(from.folder, described.file)
  const weights = new Map<string, BoundWeight>()
  for (const [initializer, { tensor }] of components.get(name) ?? []) {
    const bound = placed.bound.get(tensor)
    if (!bound) throw new Error(`${name} needs a tensor that was not placed`)
    weights.set(initializer, bound)
  }
  try {
    const model = await readFile(template)
    const graph = bindGraph(model, weights)
    await writeFile(path.join(folder, described.file), graph)
    const { inputs, outputs } = graphInterface(graph)
    const used = new Set([...weights.values()].map(({ location }) => location))
    const data = placed.files.filter(({ file }) => used.has(file))
    return {
      file: described.file,
      sha256: sha256Of(graph),
      bytes: graph.length,
      ...(data.length > 0 ? { data: data.map(({ file, sha256, bytes }) => ({ file, sha256, bytes })) } : {}),
      inputs: inputs.map(packTensor),
      outputs: outputs.map(packTensor),
    }
  } catch (thrown) {
    if (!(thrown instanceof WireProblem)) throw thrown
    throw new StudioError('weights.template', { file: template, reason: thrown.message }, { cause: thrown })
  }
}

const dtypes = {
  F32: 'float32',
  F16: 'float16',
  I64: 'int64',
  I32: 'int32',
  U8: 'uint8',
  BOOL: 'bool',
} as const satisfies Partial<Record<NonNullable<GraphTensor['dtype']>, PackTensor['dtype']>>

/** How manifests call a type of a graph; null for one that they have no word for. */
export function packDtype(dtype: GraphTensor['dtype']): PackTensor['dtype'] | null {
  return dtypes[dtype as keyof typeof dtypes] ?? null
}

function packTensor({ name, dtype, shape }: GraphTensor): PackTensor {
  const known = packDtype(dtype)
  if (known === null) throw new WireProblem(`${name} has the type ${dtype}`)
  return { name, dtype: known, shape: [...shape] }
}

async function writeReceipt(folder: string, files: PlacedWeights['files']): Promise<void> {
  const entries: [string, CheckedFile][] = []
  for (const { file, sha256 } of files) {
    const facts = await stat(path.join(folder, file), { bigint: true })
    entries.push([file, { bytes: Number(facts.size), sha256, changedAt: String(facts.mtimeNs) }])
  }
  const receipt: PackReceipt = { files: Object.fromEntries(entries) }
  await writeFile(path.join(folder, packReceiptFile), JSON.stringify(receipt, null, 2))
}
