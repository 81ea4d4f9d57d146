/** Bytes of one value for each type that files of weights store, by the names that safetensors gives them. */
export const storedTypeBytes = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
  U64: 8,
  F64: 8,
} as const
export type StoredType = keyof typeof storedTypeBytes

/** Where one tensor lies in a file, and how; nothing of it has been read. Values are little-endian. */
export interface StoredTensor {
  readonly dtype: StoredType
  /** Extents, outermost first; none for a single value. */
  readonly shape: readonly number[]
  /** Values from one index to the next for each extent, or null for row-major without gaps. */
  readonly strides: readonly number[] | null
  /** Bytes from the file's start to the first value. */
  readonly offset: number
  /** Bytes from the first value to behind the last one. */
  readonly bytes: number
}

/** A tensor and the file that holds it. */
export interface TensorInFile {
  /** As the caller names it. */
  readonly file: string
  readonly tensor: StoredTensor
}

/** Tensors by the names that the files give them. */
export type TensorTable = ReadonlyMap<string, TensorInFile>

/** A file of which only parts are read: it may be larger than memory. */
export interface ByteSource {
  /** How messages name it. */
  readonly name: string
  /** Its size. */
  readonly bytes: number
  /** Exactly `length` bytes from `offset`, which both lie inside. @throws the system's error, or when the file is shorter by now */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** The product of the extents, or null where it is no number that a computer counts to. */
export function countValues(shape: readonly number[]): number | null {
  let count = 1
  for (const extent of shape) {
    if (!Number.isSafeInteger(extent) || extent < 0) return null
    count *= extent
    if (!Number.isSafeInteger(count)) return null
  }
  return count
}
