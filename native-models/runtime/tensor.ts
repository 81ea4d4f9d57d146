/** A dense float32 tensor, row-major: `dims` outermost first. */
export interface FloatTensor {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

/** The number of values that `dims` hold. */
export function valueCount(dims: readonly number[]): number {
  return dims.reduce((product, extent) => product * extent, 1)
}

/** A tensor over `data`. @throws RangeError when the length does not fit the dims. */
export function floatTensor(dims: readonly number[], data: Float32Array): FloatTensor {
  if (data.length !== valueCount(dims)) throw new RangeError(`${data.length} values do not fill [${dims.join(', ')}]`)
  return { dims, data }
}

/** Row `index` of the outermost dimension as a tensor `[1, ...]` over the same memory. */
export function rowOf(tensor: FloatTensor, index: number): FloatTensor {
  const [count = 0, ...rest] = tensor.dims
  if (index < 0 || index >= count) throw new RangeError(`row ${index} of ${count}`)
  const size = valueCount(rest)
  return { dims: [1, ...rest], data: tensor.data.subarray(index * size, (index + 1) * size) }
}
