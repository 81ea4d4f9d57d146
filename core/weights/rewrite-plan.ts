import { isUsableInPlace, rewrittenBytes, rewrittenType } from './rewrite-values.ts'
import type { BoundWeight } from './bind-graph.ts'
import { onnxTypes } from './onnx-graph.ts'
import type { StoredTensor, TensorInFile } from './stored-tensor.ts'

/** A user's file and the tensors of it that a pack needs. */
export interface NeededFile {
  readonly file: string
  readonly tensors: ReadonlySet<StoredTensor>
}

/** Each of the user's files that a pack needs something of, once. */
export function neededFiles(components: ReadonlyMap<string, ReadonlyMap<string, TensorInFile>>): NeededFile[] {
  const files = new Map<string, Set<StoredTensor>>()
  for (const weights of components.values()) {
    for (const { file, tensor } of weights.values()) {
      const tensors = files.get(file) ?? new Set()
      files.set(file, tensors.add(tensor))
    }
  }
  return [...files].map(([file, tensors]) => ({ file, tensors }))
}

/** A tensor that is written into a new file. */
export interface RewrittenTensor {
  readonly tensor: StoredTensor
  /** Bytes from the new file's start. */
  readonly offset: number
  readonly bytes: number
}

/** Graphics cards read what begins at such a multiple fastest, and ONNX's own tools keep to it too. */
const ALIGNMENT_BYTES = 64

/** Where the tensors go in a new file, and its size. */
export function layOut(tensors: Iterable<StoredTensor>): {
  readonly tensors: readonly RewrittenTensor[]
  readonly bytes: number
} {
  const laid: RewrittenTensor[] = []
  let end = 0
  // In the order of the old file, so that it is read from front to back.
  for (const tensor of [...tensors].toSorted((a, b) => a.offset - b.offset)) {
    const offset = Math.ceil(end / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
    const bytes = rewrittenBytes(tensor)
    laid.push({ tensor, offset, bytes })
    end = offset + bytes
  }
  return { tensors: laid, bytes: end }
}

/** The tensors of a file that a graph can read where they lie, and those that must be written again. */
export function splitByUse(tensors: Iterable<StoredTensor>): {
  readonly inPlace: readonly StoredTensor[]
  readonly rewritten: readonly StoredTensor[]
} {
  const all = [...tensors]
  return {
    inPlace: all.filter((tensor) => isUsableInPlace(tensor)),
    rewritten: all.filter((tensor) => !isUsableInPlace(tensor)),
  }
}

/** A tensor in the user's file, which has a second name in the pack. */
export function boundInPlace({ dtype, shape, offset, bytes }: StoredTensor, location: string): BoundWeight {
  return { dtype: onnxType(dtype), shape, location, offset, bytes }
}

/** A tensor in a file of the pack's own. */
export function boundRewritten({ tensor, offset, bytes }: RewrittenTensor, location: string): BoundWeight {
  return { dtype: onnxType(rewrittenType(tensor.dtype)), shape: tensor.shape, location, offset, bytes }
}

function onnxType(dtype: StoredTensor['dtype']): BoundWeight['dtype'] {
  if (!(dtype in onnxTypes)) throw new Error(`${dtype} is no type of a graph`)
  return dtype as BoundWeight['dtype']
}
