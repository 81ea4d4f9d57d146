import {
  PickleDict,
  PickleGlobal,
  PickleStorage,
  PickleTensor,
  type GlobalKind,
  type PickleList,
  type PickleValue,
} from './pickle-values.ts'

/** Why a pickle cannot be read. */
export class PickleProblem extends Error {}

/** No tensor of a network has more; numpy allows no more. */
const MAXIMUM_RANK = 32

/** What calling one of the allowed names gives. @throws PickleProblem for arguments that torch does not write */
export function callGlobal(callee: PickleValue, args: PickleValue): PickleValue {
  if (!(callee instanceof PickleGlobal) || !Array.isArray(args)) throw new PickleProblem('a call of no function')
  const { kind } = callee
  if (kind === 'ordered-dict' && args.length === 0) return new PickleDict()
  if (kind === 'rebuild-tensor') return rebuiltTensor(args)
  if (kind === 'rebuild-parameter' && args[0] instanceof PickleTensor) return args[0]
  throw new PickleProblem(`a call of ${nameOf(kind)} with other arguments`)
}

/** What a persistent id of torch stands for: `('storage', type, key, location, values)`. @throws PickleProblem */
export function storageOf(id: PickleValue): PickleStorage {
  const [tag, type, key, , values] = Array.isArray(id) ? id : []
  const isKnown = tag === 'storage' && type instanceof PickleGlobal && typeof type.kind === 'object'
  if (!isKnown || typeof key !== 'string' || !isCount(values)) throw new PickleProblem('a persistent id of no storage')
  return new PickleStorage((type.kind as { storage: PickleStorage['dtype'] }).storage, key, values)
}

/** Puts keys and values, one after another, into a dict. @throws PickleProblem */
export function setItems(dict: PickleValue, items: PickleList): void {
  if (!(dict instanceof PickleDict) || items.length % 2 !== 0) throw new PickleProblem('items for no dict')
  for (let i = 0; i < items.length; i += 2) {
    const key = items[i] as PickleValue
    if (typeof key === 'object' && key !== null) throw new PickleProblem('a key that is no text or number')
    dict.entries.set(key, items[i + 1] as PickleValue)
  }
}

/** `_rebuild_tensor_v2(storage, offset, size, strides, requires_grad, hooks)` */
function rebuiltTensor([storage, offset, shape, strides]: PickleList): PickleTensor {
  const isRight = storage instanceof PickleStorage && isCount(offset) && isCounts(shape) && isCounts(strides)
  if (!isRight || shape.length !== strides.length) throw new PickleProblem('a tensor with other arguments')
  return new PickleTensor(storage, offset, shape, strides)
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isCounts(value: PickleValue | undefined): value is number[] {
  return Array.isArray(value) && value.length <= MAXIMUM_RANK && value.every(isCount)
}

function nameOf(kind: GlobalKind): string {
  return typeof kind === 'string' ? kind : `${kind.storage} storage`
}
