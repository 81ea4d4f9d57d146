import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { depthInterface } from '../../../core/contract/depth-interface.ts'
import type { DepthFacts } from '../../../core/contract/depth-pack.ts'
import { depthPresets } from '../../../core/contract/depth-presets.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { PackComponent, PackTensor } from '../../../core/contract/pack.ts'
import { packReceiptFile } from '../../../core/contract/pack-receipt.ts'
import { externalTensors, graphInterface } from '../../../core/weights/onnx-graph.ts'
import { WireProblem } from '../../../core/weights/onnx-wire.ts'
import { isDepthPack, readAnyManifest } from './read-manifest.ts'
import { packDtype } from './write-pack.ts'

/** A network as people have it: an exported graph of a class that is known, or a whole pack. */
export type DepthSource =
  | {
      readonly kind: 'onnx'
      /** Absolute. */
      readonly file: string
      /** Of {@link depthPresets}; null guesses from the graph. */
      readonly preset: string | null
      readonly name: string | null
      readonly licence: string | null
    }
  /** Absolute; holds pack.json. */
  | { readonly kind: 'pack'; readonly folder: string }

/** A file that goes into the pack. */
export interface SourceFile {
  /** Absolute. */
  readonly from: string
  /** In the pack. */
  readonly file: string
  readonly bytes: number
}

export interface CopiedFile extends SourceFile {
  readonly sha256: string
}

/** What a pack is made of. */
export interface DepthParts {
  readonly id: string
  readonly files: readonly SourceFile[]
  /** The text of pack.json. @throws StudioError `inference.pack-file-changed` for a file that is not the manifest's */
  manifestText(copied: readonly CopiedFile[]): string
}

/** Looks at what the user has, before anything is written. @throws StudioError `weights.*`, `inference.pack-*` */
export function readDepthSource(source: DepthSource, userPacks: string): Promise<DepthParts> {
  return source.kind === 'onnx' ? fromGraph(source) : fromPack(source.folder, userPacks)
}

const graphFile = 'depth.onnx'
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
const takenNames: ReadonlySet<string> = new Set([graphFile, 'pack.json', packReceiptFile])
/** Pages differ, and a file does not say which it is from. */
const licenceElsewhere = 'licence as on its own page'

async function fromGraph({ file, preset, name, licence }: DepthSource & { kind: 'onnx' }): Promise<DepthParts> {
  const { inputs, outputs, locations } = await readGraph(file)
  const id = preset ?? (outputs.some((output) => output.name === 'points') ? 'moge' : 'depth-anything')
  const { name: presetName, facts: known } = depthPresets[id]!
  const facts = factsFor(known, inputs)
  const found = depthInterface({ inputs, outputs }, facts)
  if ('misfit' in found) throw misfit(file, found.misfit)
  const data = await Promise.all(locations.map((location) => dataFile(file, location)))
  return {
    id,
    files: [await sourceFile(file, graphFile), ...data],
    manifestText: ([graph, ...rest]) => {
      const { sha256, bytes } = graph!
      const listed = rest.map((each) => ({ file: each.file, sha256: each.sha256, bytes: each.bytes }))
      const holds: PackComponent = { file: graphFile, sha256, bytes, inputs, outputs }
      const depth = listed.length > 0 ? { ...holds, data: listed } : holds
      return JSON.stringify(manifestOf({ id, name: name ?? presetName, licence, depth, facts }), null, 2)
    },
  }
}

interface ManifestParts {
  readonly id: string
  readonly name: string
  readonly licence: string | null
  readonly depth: PackComponent
  readonly facts: DepthFacts
}

function manifestOf({ id, name, licence, depth, facts }: ManifestParts): object {
  return {
    format: 'craneshot-pack',
    formatVersion: 1,
    id,
    // An export has no number of its own; its bytes tell one from another.
    version: depth.sha256.slice(0, 7),
    family: 'depth',
    name,
    components: { depth },
    depth: facts,
    licence: licence ?? licenceElsewhere,
    credits: [{ what: name, licence: licence ?? licenceElsewhere, by: '' }],
  }
}

/** Exports with a fixed number of tokens have no input for it. */
function factsFor({ tokens, ...facts }: DepthFacts, inputs: readonly PackTensor[]): DepthFacts {
  const takesTokens = inputs.some(({ dtype }) => dtype === 'int64')
  return tokens !== undefined && takesTokens ? { ...facts, tokens } : facts
}

interface Graph extends Pick<PackComponent, 'inputs' | 'outputs'> {
  /** Files that it keeps numbers in, as it names them. */
  readonly locations: readonly string[]
}

/** @throws StudioError `weights.unreadable`, `weights.depth-onnx`, `weights.depth-graph` */
async function readGraph(file: string): Promise<Graph> {
  const bytes = await readFile(file).catch((thrown: unknown) => {
    throw unreadable(file, thrown)
  })
  try {
    const { inputs, outputs } = graphInterface(bytes)
    const locations = new Set(externalTensors(bytes).flatMap((tensor) => tensor.locations))
    if (outputs.length === 0) throw new WireProblem('no graph')
    const known = (tensors: typeof inputs): PackTensor[] =>
      tensors.map(({ name, dtype, shape }) => {
        const told = packDtype(dtype)
        if (told === null) throw misfit(file, `${name} has the type ${dtype ?? '?'}`)
        return { name, dtype: told, shape: [...shape] }
      })
    return { inputs: known(inputs), outputs: known(outputs), locations: [...locations] }
  } catch (thrown) {
    if (!(thrown instanceof WireProblem)) throw thrown
    throw new StudioError('weights.depth-onnx', { file, reason: thrown.message }, { cause: thrown })
  }
}

async function dataFile(graph: string, location: string): Promise<SourceFile> {
  if (!plainName.test(location) || takenNames.has(location))
    throw new StudioError('weights.depth-data', { file: graph, location: location.slice(0, 200) })
  return sourceFile(path.join(path.dirname(graph), location), location).catch((thrown: unknown) => {
    throw new StudioError('weights.depth-data-missing', { file: graph, location }, { cause: thrown })
  })
}

/** @throws StudioError `weights.depth-not`, `weights.unreadable`, `inference.pack-*` */
async function fromPack(folder: string, userPacks: string): Promise<DepthParts> {
  const pack = await readAnyManifest(folder)
  if (!isDepthPack(pack))
    throw new StudioError('weights.depth-not', { folder, family: pack.manifest.family, models: userPacks })
  const { id, components } = pack.manifest
  const listed = [components.depth, ...(components.depth.data ?? [])]
  const text = await readFile(path.join(folder, 'pack.json'), 'utf8')
  return {
    id,
    files: await Promise.all(listed.map(({ file }) => sourceFile(path.join(folder, file), file))),
    manifestText: (copied) => {
      const changed = copied.find(({ sha256 }, i) => sha256 !== listed[i]!.sha256)
      if (changed) throw new StudioError('inference.pack-file-changed', { folder, file: changed.file })
      return text
    },
  }
}

async function sourceFile(from: string, file: string): Promise<SourceFile> {
  try {
    const facts = await stat(from)
    if (!facts.isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' })
    return { from, file, bytes: facts.size }
  } catch (thrown) {
    throw unreadable(from, thrown)
  }
}

/** The named error for a file of the user's that cannot be read. */
export function unreadable(file: string, thrown: unknown): StudioError {
  const { code = String(thrown) } = thrown as NodeJS.ErrnoException
  return new StudioError('weights.unreadable', { file, reason: code }, { cause: thrown })
}

function misfit(file: string, reason: string): StudioError {
  return new StudioError('weights.depth-graph', { file, reason, presets: Object.keys(depthPresets).join(', ') })
}
