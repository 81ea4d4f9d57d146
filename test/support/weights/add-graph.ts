import { bytesField, joined, numberField, textField } from '../../../core/weights/onnx-wire.ts'

/** A tensor of onnx.proto whose float numbers lie elsewhere; each record becomes entries of it. */
export function externalTensor(
  name: string,
  dims: readonly number[],
  ...entries: readonly Readonly<Record<string, string>>[]
): Uint8Array {
  const pairs = entries.flatMap((each) => Object.entries(each))
  return joined([
    ...dims.map((extent) => numberField(1, extent)),
    numberField(2, 1),
    textField(8, name),
    ...pairs.map(([key, value]) => bytesField(13, joined([textField(1, key), textField(2, value)]))),
    numberField(14, 1),
  ])
}

/** A model `y = x + w` over `[4]`, with `w` as given; `length` is the extent that `x` says it has. */
export function addGraph(w: Uint8Array, length: number | string = 'length'): Uint8Array {
  const extent = typeof length === 'string' ? textField(2, length) : numberField(1, length)
  return modelOf([
    bytesField(1, joined([textField(1, 'x'), textField(1, 'w'), textField(2, 'y'), textField(4, 'Add')])),
    bytesField(5, w),
    bytesField(11, floatValue('x', [extent])),
    bytesField(12, floatValue('y', [numberField(1, 4)])),
  ])
}

/** A model that gives the picture that it takes, `[count, 3, height, width]`. */
export function copyGraph(input: string, output: string): Uint8Array {
  const extents = [textField(2, 'count'), numberField(1, 3), textField(2, 'height'), textField(2, 'width')]
  return modelOf([
    bytesField(1, joined([textField(1, input), textField(2, output), textField(4, 'Identity')])),
    bytesField(11, floatValue(input, extents)),
    bytesField(12, floatValue(output, extents)),
  ])
}

/** A float tensor's name, type and extents, each a `TensorShapeProto.Dimension`. */
function floatValue(name: string, extents: readonly Uint8Array[]): Uint8Array {
  const shape = joined(extents.map((extent) => bytesField(1, extent)))
  return joined([textField(1, name), bytesField(2, bytesField(1, joined([numberField(1, 1), bytesField(2, shape)])))])
}

function modelOf(graph: readonly Uint8Array[]): Uint8Array {
  return joined([
    numberField(1, 8),
    bytesField(7, joined([textField(2, 'graph'), ...graph])),
    bytesField(8, joined([textField(1, ''), numberField(2, 17)])),
  ])
}
