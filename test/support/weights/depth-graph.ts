import { bytesField, joined, numberField, textField } from '../../../core/weights/onnx-wire.ts'
import { externalTensor } from './add-graph.ts'

/** A number is a fixed extent, a word any. */
type Shape = readonly (number | string)[]

const FLOAT = 1
const FLOAT16 = 10
const INT64 = 7

interface BrightnessNames {
  readonly input?: string
  readonly output?: string
  readonly shape?: Shape
  readonly answer?: Shape
  readonly half?: boolean
  /** A file of four bytes, a float32, that the answer is multiplied with. */
  readonly factorFile?: string
}

/** A depth network whose answer is the picture's brightness, `[count, 3, height, width]` → `[count, height, width]`. */
export function brightnessGraph(names: BrightnessNames = {}): Uint8Array {
  const { input = 'pixel_values', output = 'predicted_depth', half = false, factorFile } = names
  const { shape = ['count', 'channels', 'height', 'width'], answer = ['count', 'height', 'width'] } = names
  const type = half ? FLOAT16 : FLOAT
  const factor = { location: factorFile ?? '', offset: '0', length: '4' }
  const mean = factorFile === undefined ? output : 'mean'
  return model([
    node('ReduceMean', [input], [mean], [listAttribute('axes', [1]), numberAttribute('keepdims', 0)]),
    ...(factorFile === undefined
      ? []
      : [node('Mul', [mean, 'factor'], [output], []), bytesField(5, externalTensor('factor', [1], factor))]),
    value(11, input, type, shape),
    value(12, output, type, answer),
  ])
}

/** A network of points: the picture's red, green and blue are x, y and z; black is sky. It takes `num_tokens`, 1. */
export function pointsGraph(): Uint8Array {
  return model([
    node('Transpose', ['image'], ['points'], [listAttribute('perm', [0, 2, 3, 1])]),
    node('ReduceMax', ['image'], ['most'], [listAttribute('axes', [1]), numberAttribute('keepdims', 0)]),
    node('Cast', ['num_tokens'], ['count'], [numberAttribute('to', FLOAT)]),
    node('Mul', ['most', 'count'], ['scaled'], []),
    node('Ceil', ['scaled'], ['mask'], []),
    value(11, 'image', FLOAT, [1, 3, 'height', 'width']),
    value(11, 'num_tokens', INT64, []),
    value(12, 'points', FLOAT, [1, 'height', 'width', 3]),
    value(12, 'mask', FLOAT, [1, 'height', 'width']),
  ])
}

function node(operator: string, inputs: readonly string[], outputs: readonly string[], attributes: Uint8Array[]) {
  const names = [...inputs.map((name) => textField(1, name)), ...outputs.map((name) => textField(2, name))]
  return bytesField(1, joined([...names, textField(4, operator), ...attributes]))
}

function listAttribute(name: string, numbers: readonly number[]): Uint8Array {
  return bytesField(5, joined([textField(1, name), numberField(20, 7), ...numbers.map((one) => numberField(8, one))]))
}

function numberAttribute(name: string, number: number): Uint8Array {
  return bytesField(5, joined([textField(1, name), numberField(20, 2), numberField(3, number)]))
}

function value(field: number, name: string, type: number, shape: Shape): Uint8Array {
  const extents = shape.map((extent) =>
    bytesField(1, typeof extent === 'string' ? textField(2, extent) : numberField(1, extent)),
  )
  const tensor = joined([numberField(1, type), bytesField(2, joined(extents))])
  return bytesField(field, joined([textField(1, name), bytesField(2, bytesField(1, tensor))]))
}

function model(graph: readonly Uint8Array[]): Uint8Array {
  return joined([
    numberField(1, 8),
    bytesField(7, joined([textField(2, 'depth'), ...graph])),
    bytesField(8, joined([textField(1, ''), numberField(2, 17)])),
  ])
}
