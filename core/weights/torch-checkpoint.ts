import { StudioError } from '../contract/errors.ts'
import type { Result } from '../contract/result.ts'
import { readPickle } from './pickle.ts'
import { PickleDict, PickleTensor, type PickleValue } from './pickle-values.ts'
import { countValues, storedTypeBytes, type ByteSource, type StoredTensor } from './stored-tensor.ts'
import { strictUtf8 } from './utf8.ts'
import { contentOffset, readZipDirectory, ZipProblem, type StoredEntry } from './zip-directory.ts'

/** Where the pickle of a checkpoint lies, under a folder that has the name it was saved under. */
const PICKLE_NAME = /^([^/]+)\/data\.pkl$/
/** Names and shapes of some ten thousand tensors. */
const MAXIMUM_PICKLE_BYTES = 16 * 1024 * 1024
/** Dicts within dicts; a dict that holds itself has no end. */
const MAXIMUM_DEPTH = 16
/** A small pickle can name the same dict again and again. */
const MOST_VISITS = 200_000
const LONGEST_NAME = 1000

/** What a ZIP file, and what a pickle of torch before version 1.6, starts with. */
const ZIP_START = [0x50, 0x4b, 0x03, 0x04]
const PICKLE_START = [0x80, 0x02]

/**
 * The tensors of a checkpoint as `torch.save` writes it since version 1.6: a ZIP file with a pickle and the numbers
 * beside it. Nothing in it is run. Names of dicts inside of dicts are joined with a dot.
 * @returns `weights.checkpoint-legacy`, `-foreign`, `-code`, `-damaged`
 */
export async function readTorchCheckpoint(source: ByteSource): Promise<Result<Map<string, StoredTensor>>> {
  const start = await source.read(0, Math.min(4, source.bytes))
  if (!startsWith(start, ZIP_START)) {
    const code = startsWith(start, PICKLE_START) ? 'weights.checkpoint-legacy' : 'weights.checkpoint-foreign'
    return { ok: false, error: new StudioError(code, { file: source.name }) }
  }
  try {
    return await readZipped(source)
  } catch (thrown) {
    if (thrown instanceof ZipProblem) return damaged(source, thrown.place, thrown.message)
    throw thrown
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte)
}

async function readZipped(source: ByteSource): Promise<Result<Map<string, StoredTensor>>> {
  const entries = await readZipDirectory(source)
  const name = [...entries.keys()].find((each) => PICKLE_NAME.test(each))
  const pickleEntry = name === undefined ? undefined : entries.get(name)
  if (name === undefined || pickleEntry === undefined)
    return { ok: false, error: new StudioError('weights.checkpoint-foreign', { file: source.name }) }
  if (pickleEntry.bytes > MAXIMUM_PICKLE_BYTES) return damaged(source, name, `${pickleEntry.bytes} bytes`)
  const folder = PICKLE_NAME.exec(name)?.[1] ?? ''
  const order = entries.get(`${folder}/byteorder`)
  if (order !== undefined && (await textOf(source, 'byteorder', order)) !== 'little')
    return damaged(source, 'byteorder', 'its numbers are not little-endian')
  const pickle = readPickle(await source.read(await contentOffset(source, name, pickleEntry), pickleEntry.bytes))
  if (!pickle.ok) return refused(source, pickle)
  const collector = new TensorCollector()
  const reason = collector.collect(pickle.value, '', 0)
  if (reason !== null) return damaged(source, name, reason)
  return placed(source, collector.found, (key) => ({
    name: `${folder}/data/${key}`,
    entry: entries.get(`${folder}/data/${key}`),
  }))
}

async function textOf(source: ByteSource, name: string, entry: StoredEntry): Promise<string | null> {
  return entry.bytes > 16 ? null : strictUtf8(await source.read(await contentOffset(source, name, entry), entry.bytes))
}

function refused(
  source: ByteSource,
  { place, reason, name }: Extract<ReturnType<typeof readPickle>, { ok: false }>,
): { ok: false; error: StudioError } {
  if (name === null) return damaged(source, `data.pkl, byte ${place}`, reason)
  return { ok: false, error: new StudioError('weights.checkpoint-code', { file: source.name, place, name }) }
}

/** Finds the tensors inside of dicts. Other values are no weights. */
class TensorCollector {
  readonly found = new Map<string, PickleTensor>()
  #visits = 0

  /** @returns why it cannot go on, or null */
  collect(value: PickleValue, name: string, depth: number): string | null {
    if (value instanceof PickleTensor) return this.#keep(value, name)
    if (!(value instanceof PickleDict)) return null
    if (depth === MAXIMUM_DEPTH) return 'dicts within dicts without end'
    for (const [key, inner] of value.entries) {
      if (++this.#visits > MOST_VISITS) return 'dicts within dicts without end'
      const innerName = name === '' ? String(key) : `${name}.${key}`
      const problem = innerName.length > LONGEST_NAME ? 'a name without end' : this.collect(inner, innerName, depth + 1)
      if (problem !== null) return problem
    }
    return null
  }

  #keep(tensor: PickleTensor, name: string): string | null {
    if (this.found.has(name)) return `${name} is there twice`
    this.found.set(name, tensor)
    return null
  }
}

async function placed(
  source: ByteSource,
  found: ReadonlyMap<string, PickleTensor>,
  entryOf: (key: string) => { readonly name: string; readonly entry: StoredEntry | undefined },
): Promise<Result<Map<string, StoredTensor>>> {
  const tensors = new Map<string, StoredTensor>()
  const starts = new Map<string, number>()
  for (const [name, tensor] of found) {
    const { name: entryName, entry } = entryOf(tensor.storageKey)
    if (!entry) return damaged(source, name, `${entryName.slice(0, 200)} is not there`)
    const start = starts.get(entryName) ?? (await contentOffset(source, entryName, entry))
    starts.set(entryName, start)
    const bytesEach = storedTypeBytes[tensor.dtype]
    const span = spanOf(tensor)
    if (
      tensor.storageValues * bytesEach !== entry.bytes ||
      span === null ||
      tensor.offset + span > tensor.storageValues
    )
      return damaged(source, name, `its values do not fit ${entryName.slice(0, 200)}`)
    const { dtype, shape } = tensor
    const strides = isRowMajor(tensor) ? null : tensor.strides
    tensors.set(name, { dtype, shape, strides, offset: start + tensor.offset * bytesEach, bytes: span * bytesEach })
  }
  return { ok: true, value: tensors }
}

/** Values from a tensor's first to behind its last one; null where no computer counts so far. */
function spanOf({ shape, strides }: PickleTensor): number | null {
  const count = countValues(shape)
  if (count === null || count === 0) return count
  const last = shape.reduce((sum, extent, i) => sum + (extent - 1) * (strides[i] as number), 0)
  return Number.isSafeInteger(last) ? last + 1 : null
}

function isRowMajor({ shape, strides }: PickleTensor): boolean {
  let step = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    const extent = shape[i] as number
    if (extent > 1 && strides[i] !== step) return false
    step *= extent
  }
  return true
}

function damaged(source: ByteSource, place: string, reason: string): { ok: false; error: StudioError } {
  const details = { file: source.name, place: place.slice(0, 200), reason }
  return { ok: false, error: new StudioError('weights.checkpoint-damaged', details) }
}
