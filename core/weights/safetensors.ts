import { StudioError } from '../contract/errors.ts'
import type { Result } from '../contract/result.ts'
import { countValues, storedTypeBytes, type ByteSource, type StoredTensor, type StoredType } from './stored-tensor.ts'
import { strictUtf8 } from './utf8.ts'

/** The header's length in front of it, unsigned little-endian. */
const LENGTH_BYTES = 8
/** The format's own limit. */
const MAXIMUM_HEADER_BYTES = 100_000_000
/** The key of the header that is no tensor. */
const METADATA_KEY = '__metadata__'
const MAXIMUM_RANK = 32
/** The format's header starts with this byte: `{`. */
const BRACE = 0x7b

/**
 * The tensors of a safetensors file by name. Their data must fill the rest of the file without gaps, as the format says.
 * Format: a length, that many bytes of JSON `{name: {dtype, shape, data_offsets}}`, then the data.
 * @returns `weights.safetensors-damaged`, naming the place
 */
export async function readSafetensors(source: ByteSource): Promise<Result<Map<string, StoredTensor>>> {
  if (source.bytes < LENGTH_BYTES) return damaged(source, 'byte 0', `${source.bytes} bytes`)
  const length = unsigned64(await source.read(0, LENGTH_BYTES))
  if (length < 2 || length > MAXIMUM_HEADER_BYTES || length > source.bytes - LENGTH_BYTES)
    return damaged(source, 'byte 0', `a header of ${length} bytes in a file of ${source.bytes}`)
  const header = parseHeader(await source.read(LENGTH_BYTES, length))
  if (header === null) return damaged(source, `byte ${LENGTH_BYTES}`, 'the header is no JSON object')
  return tensorsOf(header, LENGTH_BYTES + length, source)
}

/** Exact up to 2^53; beyond, what matters is only that it is too large. */
function unsigned64(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES)
  return view.getUint32(4, true) * 0x1_0000_0000 + view.getUint32(0, true)
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> | null {
  const text = bytes[0] === BRACE ? strictUtf8(bytes) : null
  if (text === null) return null
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

function tensorsOf(
  header: Record<string, unknown>,
  dataStart: number,
  source: ByteSource,
): Result<Map<string, StoredTensor>> {
  const tensors: [string, StoredTensor][] = []
  for (const [name, entry] of Object.entries(header)) {
    if (name === METADATA_KEY) continue
    const tensor = tensorOf(entry, dataStart)
    if (typeof tensor === 'string') return damaged(source, name, tensor)
    tensors.push([name, tensor])
  }
  // Empty tensors may share their place with the one behind them.
  tensors.sort(([, a], [, b]) => a.offset - b.offset || a.bytes - b.bytes)
  let end = dataStart
  for (const [name, { offset, bytes }] of tensors) {
    if (offset !== end) return damaged(source, name, `data at byte ${offset}, expected at ${end}`)
    end = offset + bytes
  }
  if (end !== source.bytes) return damaged(source, `byte ${end}`, `the data ends here, the file at ${source.bytes}`)
  return { ok: true, value: new Map(tensors) }
}

/** The tensor that a header's entry describes, or what is wrong with it. */
function tensorOf(entry: unknown, dataStart: number): StoredTensor | string {
  if (typeof entry !== 'object' || entry === null) return 'not described by an object'
  const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>
  if (typeof dtype !== 'string') return 'the dtype is no text'
  if (!isStoredType(dtype)) return `unknown dtype ${JSON.stringify(dtype.slice(0, 40))}`
  if (!isNumbers(shape) || shape.length > MAXIMUM_RANK) return 'the shape is no list of whole numbers'
  if (!isNumbers(offsets) || offsets.length !== 2) return 'data_offsets are not two whole numbers'
  const [begin = 0, end = 0] = offsets
  const bytes = (countValues(shape) ?? Number.NaN) * storedTypeBytes[dtype]
  if (end - begin !== bytes) return `${dtype} [${shape.join(', ')}] in ${end - begin} bytes`
  return { dtype, shape, strides: null, offset: dataStart + begin, bytes }
}

function isStoredType(dtype: string): dtype is StoredType {
  return Object.hasOwn(storedTypeBytes, dtype)
}

function isNumbers(list: unknown): list is number[] {
  return Array.isArray(list) && list.every((one) => Number.isSafeInteger(one) && (one as number) >= 0)
}

function damaged(source: ByteSource, place: string, reason: string): { ok: false; error: StudioError } {
  // Names in a damaged file may be anything.
  const details = { file: source.name, place: place.slice(0, 200), reason }
  return { ok: false, error: new StudioError('weights.safetensors-damaged', details) }
}

/**
 * The files of a model that is split over several, from the text of its `….safetensors.index.json`: each tensor's name
 * and the file in the same folder that has it.
 * @param file how messages name the index
 * @returns `weights.index-damaged`
 */
export function readShardIndex(text: string, file: string): Result<Map<string, string>> {
  const refuse = (reason: string): { ok: false; error: StudioError } => {
    return { ok: false, error: new StudioError('weights.index-damaged', { file, reason }) }
  }
  let map: unknown
  try {
    map = (JSON.parse(text) as { weight_map?: unknown } | null)?.weight_map
  } catch {
    return refuse('it is no JSON')
  }
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return refuse('it has no weight_map')
  const files = new Map<string, string>()
  for (const [name, shard] of Object.entries(map)) {
    if (typeof shard !== 'string' || !/^[A-Za-z0-9_][A-Za-z0-9._-]*\.safetensors$/.test(shard))
      return refuse(`${name.slice(0, 200)} lies in no file of this folder`)
    files.set(name, shard)
  }
  return files.size === 0 ? refuse('its weight_map is empty') : { ok: true, value: files }
}
