import type { ByteSource } from '../../../core/weights/stored-tensor.ts'

/** Bytes in memory as a file; reading outside of them is a bug of the reader. */
export function sourceOf(bytes: Uint8Array, name = 'file'): ByteSource {
  return {
    name,
    bytes: bytes.length,
    read: async (offset, length) => {
      if (!(offset >= 0 && length >= 0 && offset + length <= bytes.length))
        throw new Error(`read ${length} at ${offset} of ${bytes.length}`)
      return bytes.slice(offset, offset + length)
    },
  }
}
