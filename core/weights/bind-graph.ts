import { EXTERNAL, externalTensors, onnx, onnxTypes, tensorName, typeNamed } from './onnx-graph.ts'
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
 * takes gets another name, and a Cast in front of where it is used.
 *
 * @param weights for each initializer of `model` whose numbers lie elsewhere
 * @throws WireProblem when the model is no model, or a weight is missing or left over
 */
export function bindGraph(model: Uint8Array, weights: ReadonlyMap<string, BoundWeight>): Uint8Array<ArrayBuffer> {
  const open = new Set(externalTensors(model).map(({ name }) => name))
  for (const name of weights.keys()) if (!open.has(name)) throw new WireProblem(`there is no initializer ${name}`)
  for (const name of open) if (!weights.has(name)) throw new WireProblem(`the initializer ${name} has no weights`)
  const fields = [...wireFields(model)].map(({ field, bytes, whole }) => {
    return field === onnx.model.graph ? bytesField(field, boundGraph(bytes, weights)) : whole
  })
  return joined(fields)
}

function boundGraph(graph: Uint8Array, weights: ReadonlyMap<string, BoundWeight>): Uint8Array {
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
    const storedName = onnxTypes[weight.dtype] === type ? name : `${name}:${weight.dtype}`
    rest.push(bytesField(onnx.graph.initializer, boundTensor(storedName, weight)))
    if (storedName !== name) casts.push(bytesField(onnx.graph.node, castNode(storedName, name, type)))
  }
  // Nodes stand in an order in which each finds its inputs made.
  return joined([...casts, ...rest])
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
  const attribute = joined([
    textField(onnx.attribute.name, 'to'),
    numberField(onnx.attribute.number, type),
    numberField(onnx.attribute.type, ATTRIBUTE_INT),
  ])
  return joined([
    textField(onnx.node.input, input),
    textField(onnx.node.output, output),
    textField(onnx.node.operator, 'Cast'),
    bytesField(onnx.node.attribute, attribute),
  ])
}
