/**
 * A graph small enough to write by hand: `y = Relu(Conv(…Relu(Conv(x, w))…, w))`, 3×3, same size. Both `x`
 * `[1, channels, height, width]` and `w` `[channels, channels, 3, 3]` are inputs, so the file holds no numbers.
 * Bytes follow the Protocol Buffers wire format and the field numbers of onnx.proto.
 */
export function probeGraph(layers: number): Uint8Array {
  const nodes: number[] = []
  for (let i = 0; i < layers; i++) {
    const input = i === 0 ? 'x' : `relu_${i - 1}`
    const output = i === layers - 1 ? 'y' : `relu_${i}`
    nodes.push(...bytesField(1, node('Conv', [input, 'w'], `conv_${i}`, intsAttribute('pads', [1, 1, 1, 1]))))
    nodes.push(...bytesField(1, node('Relu', [`conv_${i}`], output, [])))
  }
  const graph = [
    ...nodes,
    ...textField(2, 'probe'),
    ...bytesField(11, floatValue('x', 4)),
    ...bytesField(11, floatValue('w', 4)),
    ...bytesField(12, floatValue('y', 4)),
  ]
  const opset = [...textField(1, ''), ...integerField(2, OPSET)]
  return Uint8Array.from([...integerField(1, IR_VERSION), ...bytesField(7, graph), ...bytesField(8, opset)])
}

const IR_VERSION = 8
const OPSET = 17
const FLOAT = 1
const ATTRIBUTE_INTS = 7

function node(operator: string, inputs: readonly string[], output: string, attribute: readonly number[]): number[] {
  const fields = [...inputs.flatMap((name) => textField(1, name)), ...textField(2, output), ...textField(4, operator)]
  return attribute.length > 0 ? [...fields, ...bytesField(5, attribute)] : fields
}

function intsAttribute(name: string, values: readonly number[]): number[] {
  return [
    ...textField(1, name),
    ...values.flatMap((value) => integerField(8, value)),
    ...integerField(20, ATTRIBUTE_INTS),
  ]
}

/** A float tensor's name and type, every extent dynamic. */
function floatValue(name: string, rank: number): number[] {
  const dims = Array.from({ length: rank }, (_, i) => bytesField(1, textField(2, `${name}_${i}`))).flat()
  const tensor = [...integerField(1, FLOAT), ...bytesField(2, dims)]
  return [...textField(1, name), ...bytesField(2, bytesField(1, tensor))]
}

function textField(field: number, text: string): number[] {
  return bytesField(field, [...new TextEncoder().encode(text)])
}

function bytesField(field: number, bytes: readonly number[]): number[] {
  return [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes]
}

function integerField(field: number, value: number): number[] {
  return [...varint(field << 3), ...varint(value)]
}

function varint(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest]
    bytes.push((rest & 0x7f) | 0x80)
  }
}
