import type { StoredType } from './stored-tensor.ts'

/** A Python dict: keys are what dicts of weights have. */
export class PickleDict {
  readonly entries = new Map<string | number | boolean | null, PickleValue>()
}

/** A tensor as torch pickles it: a window into a storage that lies elsewhere. */
export class PickleTensor {
  readonly dtype: StoredType
  /** Names the storage. */
  readonly storageKey: string
  /** Values in the storage. */
  readonly storageValues: number
  /** In values from the storage's start. */
  readonly offset: number
  readonly shape: readonly number[]
  /** In values. */
  readonly strides: readonly number[]

  constructor(storage: PickleStorage, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.dtype = storage.dtype
    this.storageKey = storage.key
    this.storageValues = storage.values
    this.offset = offset
    this.shape = shape
    this.strides = strides
  }
}

/** The numbers behind one tensor or several, named by its key. */
export class PickleStorage {
  readonly dtype: StoredType
  readonly key: string
  readonly values: number

  constructor(dtype: StoredType, key: string, values: number) {
    this.dtype = dtype
    this.key = key
    this.values = values
  }
}

/** One of the few Python names that a file of weights may use. */
export class PickleGlobal {
  readonly kind: GlobalKind

  constructor(kind: GlobalKind) {
    this.kind = kind
  }
}
export type GlobalKind = 'ordered-dict' | 'rebuild-tensor' | 'rebuild-parameter' | { readonly storage: StoredType }

/** A list or a tuple. */
export type PickleList = PickleValue[]

export type PickleValue =
  null | boolean | number | string | PickleList | PickleDict | PickleTensor | PickleStorage | PickleGlobal

/** By `module name` as a pickle spells it. Everything else that a pickle may name could run a program. */
const globals: ReadonlyMap<string, GlobalKind> = new Map<string, GlobalKind>([
  ['collections OrderedDict', 'ordered-dict'],
  ['torch._utils _rebuild_tensor_v2', 'rebuild-tensor'],
  ['torch._utils _rebuild_parameter', 'rebuild-parameter'],
  ['torch FloatStorage', { storage: 'F32' }],
  ['torch HalfStorage', { storage: 'F16' }],
  ['torch BFloat16Storage', { storage: 'BF16' }],
  ['torch DoubleStorage', { storage: 'F64' }],
  ['torch LongStorage', { storage: 'I64' }],
  ['torch IntStorage', { storage: 'I32' }],
  ['torch ShortStorage', { storage: 'I16' }],
  ['torch CharStorage', { storage: 'I8' }],
  ['torch ByteStorage', { storage: 'U8' }],
  ['torch BoolStorage', { storage: 'BOOL' }],
])

/** What a pickle may name so, or null. */
export function allowedGlobal(module: string, name: string): PickleGlobal | null {
  const kind = globals.get(`${module} ${name}`)
  return kind === undefined ? null : new PickleGlobal(kind)
}
