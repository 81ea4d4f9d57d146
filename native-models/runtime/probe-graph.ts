import { bytesField, joined, numberField, textField } from '../../core/weights/onnx-wire.ts'

/**
 * A graph small enough to write by hand: `y = Relu(Conv(…Relu(Conv(x, w))…, w))`, 3×3, same size. Both `x`
 * `[1, channels, height, width]` and `w` `[channels, channels, 3, 3]` are inputs, so the file holds no numbers.
 * Field numbers are those of onnx.proto.
 */
export function probeGraph(layers: number): Uint8Array {
  const nodes: Uint8Array[] = []
  for (let i = 0; i < layers; i++) {
    const input = i === 0 ? 'x' : `relu_${i - 1}`
    const output = i === layers - 1 ? 'y' : `relu_${i}`
    nodes.push(node('Conv', [input, 'w'], `conv_${i}`, bytesField(5, intsAttribute('pads', [1, 1, 1, 1]))))
    nodes.push(node('Relu', [`conv_${i}`], output))
  }
  const graph = joined([
    ...nodes.map((each) => bytesField(1, each)),
    textField(2, 'probe'),
    bytesField(11, floatValue('x', 4)),
    bytesField(11, floatValue('w', 4)),
    bytesField(12, floatValue('y', 4)),
  ])
  const opset = joined([textField(1, ''), numberField(2, OPSET)])
  return joined([numberField(1, IR_VERSION), bytesField(7, graph), bytesField(8, opset)])
}

const IR_VERSION = 8
const OPSET = 17
const FLOAT = 1
const ATTRIBUTE_INTS = 7

function node(operator: string, inputs: readonly string[], output: string, ...attributes: Uint8Array[]): Uint8Array {
  const names = inputs.map((name) => textField(1, name))
  return joined([...names, textField(2, output), textField(4, operator), ...attributes])
}

function intsAttribute(name: string, values: readonly number[]): Uint8Array {
  return joined([textField(1, name), ...values.map((value) => numberField(8, value)), numberField(20, ATTRIBUTE_INTS)])
}

/** A float tensor's name and type, every extent dynamic. */
function floatValue(name: string, rank: number): Uint8Array {
  const dims = Array.from({ length: rank }, (_, i) => bytesField(1, textField(2, `${name}_${i}`)))
  const tensor = joined([numberField(1, FLOAT), bytesField(2, joined(dims))])
  return joined([textField(1, name), bytesField(2, bytesField(1, tensor))])
}
