import { PickleBytes } from './pickle-bytes.ts'
import { callGlobal, PickleProblem, setItems, storageOf } from './pickle-calls.ts'
import { allowedGlobal, PickleDict, type PickleList, type PickleValue } from './pickle-values.ts'

/** What a pickle holds, or why it is refused and at which byte of it. */
export type PickleResult =
  | { readonly ok: true; readonly value: PickleValue }
  /** `name` is the Python object that it wanted to make; null for damage. */
  | { readonly ok: false; readonly place: number; readonly reason: string; readonly name: string | null }

/** A pickle of two thousand tensors has a hundred thousand; more would only fill memory. */
const MOST_STEPS = 1_000_000

/**
 * Reads a pickle of protocol 2, as `torch.save` writes it, without running anything: dicts, lists, tuples, texts, numbers
 * and tensors. Whatever else it names is refused by that name, and so is an operation that such files do not need.
 * Format: CPython's pickletools.
 */
export function readPickle(bytes: Uint8Array): PickleResult {
  const machine = new PickleMachine(bytes)
  try {
    return { ok: true, value: machine.run() }
  } catch (thrown) {
    // Reading behind the end.
    const isDamage = thrown instanceof PickleProblem || thrown instanceof RangeError
    if (!isDamage) throw thrown
    const reason = thrown instanceof RangeError ? 'it ends too early' : thrown.message
    return { ok: false, place: machine.place, reason, name: thrown instanceof ForbiddenName ? thrown.wanted : null }
  }
}

class ForbiddenName extends PickleProblem {
  readonly wanted: string

  constructor(wanted: string) {
    super('it names something else than weights')
    this.wanted = wanted
  }
}

class PickleMachine {
  readonly #bytes: PickleBytes
  #stack: PickleList = []
  /** What lay on the stack below each open mark. */
  readonly #below: PickleList[] = []
  readonly #memo = new Map<number, PickleValue>()
  /** Where the operation that runs begins. */
  place = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = new PickleBytes(bytes)
  }

  run(): PickleValue {
    for (let step = 0; step < MOST_STEPS; step++) {
      this.place = this.#bytes.place
      const code = this.#bytes.unsigned8()
      if (code === STOP) return this.#pop()
      const operation = operations.get(code)
      if (!operation) throw new PickleProblem(`operation 0x${code.toString(16).padStart(2, '0')} is not allowed`)
      operation(this, this.#bytes)
    }
    throw new PickleProblem('it has too many operations')
  }

  push(value: PickleValue): void {
    this.#stack.push(value)
  }

  mark(): void {
    this.#below.push(this.#stack)
    this.#stack = []
  }

  /** A tuple of the top values: as many, or all above the last mark. */
  tuple(count: number | null): void {
    this.push(count === null ? this.#aboveMark() : this.#popMany(count))
  }

  setItems(several: boolean): void {
    const items = several ? this.#aboveMark() : this.#popMany(2)
    setItems(this.#top(), items)
  }

  append(several: boolean): void {
    const values = several ? this.#aboveMark() : this.#popMany(1)
    const list = this.#top()
    if (!Array.isArray(list)) throw new PickleProblem('values for no list')
    for (const value of values) list.push(value)
  }

  remember(index: number): void {
    this.#memo.set(index, this.#top())
  }

  recall(index: number): void {
    const value = this.#memo.get(index)
    if (value === undefined) throw new PickleProblem('it recalls what it never had')
    this.push(value)
  }

  call(): void {
    const args = this.#pop()
    this.push(callGlobal(this.#pop(), args))
  }

  storage(): void {
    this.push(storageOf(this.#pop()))
  }

  /** Attributes of an object: torch's version notes on a dict of weights, which nobody needs here. */
  attributes(): void {
    this.#pop()
    if (!(this.#top() instanceof PickleDict)) throw new PickleProblem('attributes for no dict')
  }

  #pop(): PickleValue {
    const value = this.#stack.pop()
    if (value === undefined) throw new PickleProblem('nothing is left to take')
    return value
  }

  #popMany(count: number): PickleList {
    if (this.#stack.length < count) throw new PickleProblem('nothing is left to take')
    return this.#stack.splice(this.#stack.length - count)
  }

  #top(): PickleValue {
    const value = this.#stack.at(-1)
    if (value === undefined) throw new PickleProblem('nothing is left to take')
    return value
  }

  #aboveMark(): PickleList {
    const values = this.#stack
    const below = this.#below.pop()
    if (!below) throw new PickleProblem('no mark')
    this.#stack = below
    return values
  }
}

type Operation = (machine: PickleMachine, bytes: PickleBytes) => void

const STOP = 0x2e

/** By their codes. */
const operations: ReadonlyMap<number, Operation> = new Map<number, Operation>([
  [0x80, (_, bytes) => checkProtocol(bytes.unsigned8())],
  [code('('), (machine) => machine.mark()],
  [code('}'), (machine) => machine.push(new PickleDict())],
  [code(']'), (machine) => machine.push([])],
  [code(')'), (machine) => machine.push([])],
  [code('N'), (machine) => machine.push(null)],
  [0x88, (machine) => machine.push(true)],
  [0x89, (machine) => machine.push(false)],
  [code('X'), (machine, bytes) => machine.push(known(bytes.text(bytes.unsigned32())))],
  [code('K'), (machine, bytes) => machine.push(bytes.unsigned8())],
  [code('M'), (machine, bytes) => machine.push(bytes.unsigned16())],
  [code('J'), (machine, bytes) => machine.push(bytes.signed32())],
  [0x8a, (machine, bytes) => machine.push(bytes.signed(bytes.unsigned8()))],
  [code('G'), (machine, bytes) => machine.push(bytes.float64())],
  [code('c'), (machine, bytes) => machine.push(named(known(bytes.line()), known(bytes.line())))],
  [code('t'), (machine) => machine.tuple(null)],
  [0x85, (machine) => machine.tuple(1)],
  [0x86, (machine) => machine.tuple(2)],
  [0x87, (machine) => machine.tuple(3)],
  [code('s'), (machine) => machine.setItems(false)],
  [code('u'), (machine) => machine.setItems(true)],
  [code('a'), (machine) => machine.append(false)],
  [code('e'), (machine) => machine.append(true)],
  [code('q'), (machine, bytes) => machine.remember(bytes.unsigned8())],
  [code('r'), (machine, bytes) => machine.remember(bytes.unsigned32())],
  [code('h'), (machine, bytes) => machine.recall(bytes.unsigned8())],
  [code('j'), (machine, bytes) => machine.recall(bytes.unsigned32())],
  [code('R'), (machine) => machine.call()],
  [code('Q'), (machine) => machine.storage()],
  [code('b'), (machine) => machine.attributes()],
])

function code(letter: string): number {
  return letter.charCodeAt(0)
}

function checkProtocol(protocol: number): void {
  if (protocol !== 2) throw new PickleProblem(`protocol ${protocol}, not 2`)
}

function known(text: string | null): string {
  if (text === null) throw new PickleProblem('a text that is no UTF-8')
  return text
}

function named(module: string, name: string): PickleValue {
  const found = allowedGlobal(module, name)
  if (found === null) throw new ForbiddenName(`${module}.${name}`.slice(0, 200))
  return found
}
