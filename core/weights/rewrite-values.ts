import { countValues, storedTypeBytes, type StoredTensor, type StoredType } from './stored-tensor.ts'

/** Whether a graph can read a tensor where it lies: row by row, at a multiple of its type's size, in a type of every provider. */
export function isUsableInPlace({ dtype, strides, offset }: StoredTensor): boolean {
  return strides === null && offset % storedTypeBytes[dtype] === 0 && rewrittenType(dtype) === dtype
}

/** The type that values of a stored type become where they are written again; none loses a digit that a graph would use. */
export function rewrittenType(dtype: StoredType): StoredType {
  return dtype === 'BF16' || dtype === 'F64' ? 'F32' : dtype
}

/** Bytes of a tensor after {@link rewriteValues}. */
export function rewrittenBytes({ dtype, shape }: StoredTensor): number {
  return (countValues(shape) ?? Number.NaN) * storedTypeBytes[rewrittenType(dtype)]
}

/**
 * Values that lie one behind another, in the type of {@link rewrittenType}.
 * @param bytes whole values of that type
 */
export function rewriteValues(dtype: StoredType, bytes: Uint8Array): Uint8Array {
  if (rewrittenType(dtype) === dtype) return bytes
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = bytes.byteLength / storedTypeBytes[dtype]
  const values = new DataView(new ArrayBuffer(count * 4))
  for (let i = 0; i < count; i++) {
    if (dtype === 'F64') values.setFloat32(i * 4, view.getFloat64(i * 8, true), true)
    // The upper half of a float32.
    else values.setUint32(i * 4, view.getUint16(i * 2, true) * 0x1_0000, true)
  }
  return new Uint8Array(values.buffer)
}

/** A tensor's values in row-major order, from the bytes that its strides span. */
export function rowMajorBytes({ dtype, shape, strides }: StoredTensor, span: Uint8Array): Uint8Array {
  if (strides === null) return span
  const size = storedTypeBytes[dtype]
  const out = new Uint8Array((countValues(shape) ?? 0) * size)
  const index = shape.map(() => 0)
  let from = 0
  for (let at = 0; at < out.length; at += size) {
    out.set(span.subarray(from * size, from * size + size), at)
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const stride = strides[axis] as number
      index[axis] = (index[axis] as number) + 1
      from += stride
      if (index[axis] !== shape[axis]) break
      from -= stride * (shape[axis] as number)
      index[axis] = 0
    }
  }
  return out
}
