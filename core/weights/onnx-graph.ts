import type { StoredType } from './stored-tensor.ts'
import { strictUtf8 } from './utf8.ts'
import { WireProblem, wireFields, type WireField } from './onnx-wire.ts'

/** Field numbers of onnx.proto that this program reads or writes. */
export const onnx = {
  model: { graph: 7, trainingInfo: 20, functions: 25 },
  graph: { node: 1, initializer: 5, input: 11, output: 12, sparseInitializer: 15 },
  node: { input: 1, output: 2, operator: 4, attribute: 5 },
  attribute: { name: 1, number: 3, tensor: 5, graph: 6, tensors: 10, graphs: 11, type: 20, sparse: 22, sparses: 23 },
  function: { node: 7, attribute: 11 },
  training: { initialization: 1, algorithm: 2 },
  sparse: { values: 1, indices: 2 },
  tensor: { dims: 1, dataType: 2, name: 8, externalData: 13, dataLocation: 14 },
  entry: { key: 1, value: 2 },
  value: { name: 1, type: 2 },
  type: { tensor: 1 },
  tensorType: { element: 1, shape: 2 },
  shape: { dimension: 1 },
  dimension: { number: 1, word: 2 },
} as const

/** Numbers of onnx.proto's TensorProto.DataType. */
export const onnxTypes = {
  F32: 1,
  U8: 2,
  I8: 3,
  U16: 4,
  I16: 5,
  I32: 6,
  I64: 7,
  BOOL: 9,
  F16: 10,
  F64: 11,
  U32: 12,
  U64: 13,
  BF16: 16,
} as const satisfies Partial<Record<StoredType, number>>

/** The value of `data_location` for numbers that lie in another file. */
export const EXTERNAL = 1

/** A tensor whose numbers lie in another file. */
export interface ExternalTensor {
  /** Empty inside of a node. */
  readonly name: string
  readonly dims: readonly number[]
  /** Of {@link onnxTypes}; null for any other. */
  readonly dtype: keyof typeof onnxTypes | null
  /** Every place that it names; more than one is a trick. */
  readonly locations: readonly string[]
  readonly offset: number
  /** Null where the graph leaves it out. */
  readonly length: number | null
}

/** What a graph takes or gives: a word is an extent that is not fixed. */
export interface GraphTensor {
  readonly name: string
  readonly dtype: keyof typeof onnxTypes | null
  readonly shape: readonly (number | string)[]
}

/**
 * Every tensor of a model whose numbers lie in another file, wherever it is: among the graph's initializers, in nodes, in
 * graphs inside of nodes, in functions. @throws WireProblem
 */
export function externalTensors(model: Uint8Array): ExternalTensor[] {
  const found: ExternalTensor[] = []
  visit('model', model, found, 0)
  return found
}

/** What the graph of a model takes and gives, initializers left out. @throws WireProblem */
export function graphInterface(model: Uint8Array): { inputs: GraphTensor[]; outputs: GraphTensor[] } {
  const inputs: GraphTensor[] = []
  const outputs: GraphTensor[] = []
  const initializers = new Set<string>()
  for (const graph of messages(model, onnx.model.graph)) {
    for (const { field, bytes } of wireFields(graph)) {
      if (field === onnx.graph.input) inputs.push(graphTensor(bytes))
      if (field === onnx.graph.output) outputs.push(graphTensor(bytes))
      if (field === onnx.graph.initializer) initializers.add(tensorName(bytes))
    }
  }
  return { inputs: inputs.filter(({ name }) => !initializers.has(name)), outputs }
}

/** The content of each field of that number. @throws WireProblem */
export function* messages(message: Uint8Array, number: number): Generator<Uint8Array> {
  for (const { field, type, bytes } of wireFields(message)) if (field === number && type === 2) yield bytes
}

/** The name of a tensor. @throws WireProblem */
export function tensorName(tensor: Uint8Array): string {
  return [...messages(tensor, onnx.tensor.name)].map(text).at(-1) ?? ''
}

/** A tensor's element type by its number. */
export function typeNamed(number: number): keyof typeof onnxTypes | null {
  const found = Object.entries(onnxTypes).find(([, value]) => value === number)
  return (found?.[0] as keyof typeof onnxTypes | undefined) ?? null
}

/** A text that must be UTF-8. @throws WireProblem */
export function text(bytes: Uint8Array): string {
  const found = strictUtf8(bytes)
  if (found === null) throw new WireProblem('a text is no UTF-8')
  return found
}

type Kind = 'model' | 'graph' | 'node' | 'attribute' | 'function' | 'training' | 'sparse' | 'tensor'

/** Where messages lie that may hold a tensor. */
const inside: Readonly<Record<Exclude<Kind, 'tensor'>, Readonly<Record<number, Kind>>>> = {
  model: {
    [onnx.model.graph]: 'graph',
    [onnx.model.trainingInfo]: 'training',
    [onnx.model.functions]: 'function',
  },
  graph: {
    [onnx.graph.node]: 'node',
    [onnx.graph.initializer]: 'tensor',
    [onnx.graph.sparseInitializer]: 'sparse',
  },
  node: { [onnx.node.attribute]: 'attribute' },
  attribute: {
    [onnx.attribute.tensor]: 'tensor',
    [onnx.attribute.graph]: 'graph',
    [onnx.attribute.tensors]: 'tensor',
    [onnx.attribute.graphs]: 'graph',
    [onnx.attribute.sparse]: 'sparse',
    [onnx.attribute.sparses]: 'sparse',
  },
  function: { [onnx.function.node]: 'node', [onnx.function.attribute]: 'attribute' },
  training: { [onnx.training.initialization]: 'graph', [onnx.training.algorithm]: 'graph' },
  sparse: { [onnx.sparse.values]: 'tensor', [onnx.sparse.indices]: 'tensor' },
}

/** Graphs inside of graphs: the runtime itself reads no more. */
const DEEPEST = 100

function visit(kind: Kind, message: Uint8Array, found: ExternalTensor[], depth: number): void {
  if (depth > DEEPEST) throw new WireProblem('graphs within graphs without end')
  if (kind === 'tensor') {
    const tensor = externalTensor(message)
    if (tensor) found.push(tensor)
    return
  }
  const kinds = inside[kind]
  for (const { field, type, bytes } of wireFields(message)) {
    const inner = kinds[field]
    if (inner !== undefined && type === 2) visit(inner, bytes, found, depth + 1)
  }
}

function externalTensor(tensor: Uint8Array): ExternalTensor | null {
  const entries: [string, string][] = []
  const dims: number[] = []
  let isExternal = false
  let type = 0
  for (const one of wireFields(tensor)) {
    if (one.field === onnx.tensor.dims) for (const extent of numbersOf(one)) dims.push(extent)
    if (one.field === onnx.tensor.dataType) type = one.number
    if (one.field === onnx.tensor.dataLocation) isExternal ||= one.number === EXTERNAL
    if (one.field === onnx.tensor.externalData) entries.push(entryOf(one.bytes))
  }
  if (!isExternal && entries.length === 0) return null
  const valueOf = (key: string): string | undefined => entries.findLast(([each]) => each === key)?.[1]
  const locations = entries.flatMap(([key, value]) => (key === 'location' ? [value] : []))
  const length = valueOf('length')
  return {
    name: tensorName(tensor),
    dims,
    dtype: typeNamed(type),
    locations,
    offset: wholeNumber(valueOf('offset') ?? '0'),
    length: length === undefined ? null : wholeNumber(length),
  }
}

function wholeNumber(digits: string): number {
  return /^\d{1,16}$/.test(digits) ? Number(digits) : Number.NaN
}

function entryOf(entry: Uint8Array): [string, string] {
  const last = (field: number): string => [...messages(entry, field)].map(text).at(-1) ?? ''
  return [last(onnx.entry.key), last(onnx.entry.value)]
}

/** A repeated number: each by itself, or several packed. */
function numbersOf({ type, number, bytes }: WireField): number[] {
  if (type === 0) return [number]
  // A packed list reads like fields without tags; each number gets one in front.
  const numbers: number[] = []
  let value = 0
  let scale = 1
  for (const byte of bytes) {
    value += (byte & 0x7f) * scale
    scale *= 128
    if (byte >= 0x80) continue
    numbers.push(value)
    value = 0
    scale = 1
  }
  return numbers
}

function graphTensor(value: Uint8Array): GraphTensor {
  const name = [...messages(value, onnx.value.name)].map(text).at(-1) ?? ''
  let dtype: GraphTensor['dtype'] = null
  const shape: (number | string)[] = []
  const types = [...messages(value, onnx.value.type)].flatMap((type) => [...messages(type, onnx.type.tensor)])
  for (const { field, number, bytes } of types.flatMap((type) => [...wireFields(type)])) {
    if (field === onnx.tensorType.element) dtype = typeNamed(number)
    if (field !== onnx.tensorType.shape) continue
    for (const extent of messages(bytes, onnx.shape.dimension)) shape.push(extentOf(extent, shape.length))
  }
  return { name, dtype, shape }
}

function extentOf(dimension: Uint8Array, index: number): number | string {
  let extent: number | string = `dimension_${index}`
  for (const { field, number, bytes } of wireFields(dimension)) {
    if (field === onnx.dimension.number) extent = number
    if (field === onnx.dimension.word) extent = text(bytes)
  }
  return extent
}
