import { EXTERNAL, externalTensors, messages, onnx, onnxTypes, tensorName, text, typeNamed } from './onnx-graph.ts'
import { bytesField, joined, numberField, textField, WireProblem, wireFields } from './onnx-wire.ts'

/** Where an initializer's numbers lie. */
export interface BoundWeight {
  readonly dtype: keyof typeof onnxTypes
  readonly shape: readonly number[]
  /** A file beside the graph, with forward slashes. */
  readonly location: string
  readonly offset: number
  readonly bytes: number
}

/** Of onnx.proto's AttributeProto. */
const ATTRIBUTE_INT = 2

/**
 * A graph without weights with its initializers pointed into files. One that is stored in another type than the graph
 * says keeps its name where only Casts read it, which take any type; else a Cast is put in front of where it is used.
 *
 * @param weights for each initializer of `model` whose numbers lie elsewhere
 * @throws WireProblem when the model is no model, or a weight is missing or left over
 */
export function bindGraph(model: Uint8Array, weights: ReadonlyMap<string, BoundWeight>): Uint8Array<ArrayBuffer> {
  const open = new Set(externalTensors(model).map(({ name }) => name))
  for (const name of weights.keys()) if (!open.has(name)) throw new WireProblem(`there is no initializer ${name}`)
  for (const name of open) if (!weights.has(name)) throw new WireProblem(`the initializer ${name} has no weights`)
  return withGraph(model, (graph) => boundGraph(graph, weights))
}

/**
 * A graph whose Casts to the type that it computes in lead to another type; their names start with `compute.`.
 * @throws WireProblem
 */
export function computeIn(model: Uint8Array, type: 'F32' | 'F16'): Uint8Array<ArrayBuffer> {
  return withGraph(model, (graph) => {
    const fields = [...wireFields(graph)].map(({ field, bytes, whole }) => {
      const isCast = field === onnx.graph.node && nodeFacts(bytes).name.startsWith(COMPUTE_PREFIX)
      return isCast ? bytesField(field, castTo(bytes, onnxTypes[type])) : whole
    })
    return joined(fields)
  })
}

/** What the names of Casts to the type of computation start with. */
const COMPUTE_PREFIX = 'compute.'

function withGraph(model: Uint8Array, change: (graph: Uint8Array) => Uint8Array): Uint8Array<ArrayBuffer> {
  const fields = [...wireFields(model)].map(({ field, bytes, whole }) => {
    return field === onnx.model.graph ? bytesField(field, change(bytes)) : whole
  })
  return joined(fields)
}

function boundGraph(graph: Uint8Array, weights: ReadonlyMap<string, BoundWeight>): Uint8Array {
  const readAsTheyAre = namesReadByOthers(graph)
  const casts: Uint8Array[] = []
  const rest: Uint8Array[] = []
  for (const { field, bytes, whole } of wireFields(graph)) {
    const weight = field === onnx.graph.initializer ? weights.get(tensorName(bytes)) : undefined
    if (!weight) {
      rest.push(whole)
      continue
    }
    const name = tensorName(bytes)
    const type = typeOf(bytes)
    const needsCast = onnxTypes[weight.dtype] !== type && readAsTheyAre.has(name)
    const storedName = needsCast ? `${name}:${weight.dtype}` : name
    rest.push(bytesField(onnx.graph.initializer, boundTensor(storedName, weight)))
    if (needsCast) casts.push(bytesField(onnx.graph.node, castNode(storedName, name, type)))
  }
  // Nodes stand in an order in which each finds its inputs made.
  return joined([...casts, ...rest])
}

/** What other nodes than Casts read, and what the graph gives. Graphs inside of nodes may read anything: they are searched too. */
function namesReadByOthers(graph: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { field, bytes } of wireFields(graph)) {
    if (field === onnx.graph.output) for (const name of messages(bytes, onnx.value.name)) names.add(text(name))
    if (field !== onnx.graph.node) continue
    const { operator, inputs } = nodeFacts(bytes)
    if (operator !== 'Cast') for (const name of inputs) names.add(name)
    for (const attribute of messages(bytes, onnx.node.attribute))
      for (const inner of messages(attribute, onnx.attribute.graph))
        for (const name of namesReadByOthers(inner)) names.add(name)
  }
  return names
}

function nodeFacts(node: Uint8Array): { name: string; operator: string; inputs: string[] } {
  const texts = (field: number): string[] => [...messages(node, field)].map(text)
  const [name = '', operator = ''] = [texts(onnx.node.name).at(-1), texts(onnx.node.operator).at(-1)]
  return { name, operator, inputs: texts(onnx.node.input) }
}

/** A Cast to another type. */
function castTo(node: Uint8Array, type: number): Uint8Array {
  const rest = [...wireFields(node)].filter(({ field }) => field !== onnx.node.attribute).map(({ whole }) => whole)
  return joined([...rest, bytesField(onnx.node.attribute, toAttribute(type))])
}

/** The number of the type that the graph computes in. */
function typeOf(tensor: Uint8Array): number {
  let type = 0
  for (const { field, number } of wireFields(tensor)) if (field === onnx.tensor.dataType) type = number
  if (typeNamed(type) === null) throw new WireProblem(`the initializer ${tensorName(tensor)} has the type ${type}`)
  return type
}

function boundTensor(name: string, { dtype, shape, location, offset, bytes }: BoundWeight): Uint8Array {
  const entry = (key: string, value: string): Uint8Array =>
    bytesField(onnx.tensor.externalData, joined([textField(onnx.entry.key, key), textField(onnx.entry.value, value)]))
  return joined([
    ...shape.map((extent) => numberField(onnx.tensor.dims, extent)),
    numberField(onnx.tensor.dataType, onnxTypes[dtype]),
    textField(onnx.tensor.name, name),
    entry('location', location),
    entry('offset', String(offset)),
    entry('length', String(bytes)),
    numberField(onnx.tensor.dataLocation, EXTERNAL),
  ])
}

function castNode(input: string, output: string, type: number): Uint8Array {
  return joined([
    textField(onnx.node.input, input),
    textField(onnx.node.output, output),
    textField(onnx.node.operator, 'Cast'),
    bytesField(onnx.node.attribute, toAttribute(type)),
  ])
}

function toAttribute(type: number): Uint8Array {
  return joined([
    textField(onnx.attribute.name, 'to'),
    numberField(onnx.attribute.number, type),
    numberField(onnx.attribute.type, ATTRIBUTE_INT),
  ])
}
