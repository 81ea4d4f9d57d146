import type { StoredType } from '../../../core/weights/stored-tensor.ts'

/** A tensor to be written. */
export interface WrittenTensor {
  readonly dtype: StoredType
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

/** A safetensors file, written as the format's own page says: a length, JSON padded with spaces to 8 bytes, the data. */
export function safetensorsFile(tensors: Readonly<Record<string, WrittenTensor>>, metadata?: object): Uint8Array {
  let at = 0
  const header: Record<string, unknown> = metadata ? { __metadata__: metadata } : {}
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] }
    at += bytes.length
  }
  const json = JSON.stringify(header)
  return headerAndData(json.padEnd(Math.ceil(json.length / 8) * 8), Object.values(tensors))
}

/** Any text as the header in front of the tensors' bytes. */
export function headerAndData(header: string, tensors: readonly WrittenTensor[]): Uint8Array {
  const text = Buffer.from(header)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, ...tensors.map(({ bytes }) => bytes)])
}

/** A float32 tensor of 0, 1, 2 … times a step. */
export function floats(shape: readonly number[], step = 1): WrittenTensor {
  const count = shape.reduce((product, extent) => product * extent, 1)
  const values = Float32Array.from({ length: count }, (_, i) => i * step)
  return { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) }
}
