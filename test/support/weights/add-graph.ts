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
  const value = (name: string, dimension: Uint8Array): Uint8Array => {
    const tensor = joined([numberField(1, 1), bytesField(2, bytesField(1, dimension))])
    return joined([textField(1, name), bytesField(2, bytesField(1, tensor))])
  }
  const node = joined([textField(1, 'x'), textField(1, 'w'), textField(2, 'y'), textField(4, 'Add')])
  const graph = joined([
    bytesField(1, node),
    textField(2, 'add'),
    bytesField(5, w),
    bytesField(11, value('x', typeof length === 'string' ? textField(2, length) : numberField(1, length))),
    bytesField(12, value('y', numberField(1, 4))),
  ])
  return joined([
    numberField(1, 8),
    bytesField(7, graph),
    bytesField(8, joined([textField(1, ''), numberField(2, 17)])),
  ])
}
