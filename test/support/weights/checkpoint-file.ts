import type { WrittenTensor } from './safetensors-file.ts'

/** What goes into a checkpoint: dicts, tensors (with strides if not row-major), numbers and texts. */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | readonly Pickled[]
  | { readonly dict: Readonly<Record<string, Pickled>>; readonly ordered?: boolean }
  | { readonly tensor: WrittenTensor; readonly strides?: readonly number[]; readonly shape?: readonly number[] }

const storages: Readonly<Record<string, string>> = {
  F32: 'FloatStorage',
  F16: 'HalfStorage',
  BF16: 'BFloat16Storage',
  F64: 'DoubleStorage',
  I64: 'LongStorage',
}

/** Pickles as CPython's protocol 2 and torch's persistent ids do; `storages` get the numbers, in order. */
export function pickled(value: Pickled, data: Uint8Array[] = []): Uint8Array {
  return Buffer.concat([Buffer.from([0x80, 2]), ...parts(value, data), Buffer.from('.')])
}

function parts(value: Pickled, data: Uint8Array[]): Buffer[] {
  if (value === null) return [Buffer.from('N')]
  if (typeof value === 'boolean') return [Buffer.from([value ? 0x88 : 0x89])]
  if (typeof value === 'string') return [text(value)]
  if (typeof value === 'number') return [number(value)]
  if (Array.isArray(value)) return tuple(value as readonly Pickled[], data)
  if ('dict' in value) return dict(value.dict, value.ordered ?? false, data)
  return tensor(value as Extract<Pickled, { tensor: unknown }>, data)
}

function dict(entries: Readonly<Record<string, Pickled>>, ordered: boolean, data: Uint8Array[]): Buffer[] {
  const start = ordered ? [global('collections', 'OrderedDict'), Buffer.from(')R')] : [Buffer.from('}')]
  const items = Object.entries(entries).flatMap(([key, value]) => [text(key), ...parts(value, data)])
  const state = ordered ? [Buffer.from('}'), text('_metadata'), Buffer.from('}s'), Buffer.from('b')] : []
  return [...start, Buffer.from('('), ...items, Buffer.from('u'), ...state]
}

function tuple(values: readonly Pickled[], data: Uint8Array[]): Buffer[] {
  return [Buffer.from('('), ...values.flatMap((each) => parts(each, data)), Buffer.from('t')]
}

function tensor(
  { tensor: { dtype, shape, bytes }, strides, shape: viewShape = shape }: Extract<Pickled, { tensor: unknown }>,
  data: Uint8Array[],
): Buffer[] {
  const key = String(data.length)
  data.push(bytes)
  const values = bytes.length / ({ F64: 8, I64: 8, F16: 2, BF16: 2 }[dtype as string] ?? 4)
  const id = [text('storage'), global('torch', storages[dtype] ?? ''), text(key), text('cpu'), number(values)]
  const rowMajor = viewShape.map((_, i) => viewShape.slice(i + 1).reduce((product, extent) => product * extent, 1))
  return [
    global('torch._utils', '_rebuild_tensor_v2'),
    Buffer.from('(('),
    ...id,
    Buffer.from('tQ'),
    number(0),
    ...tuple(viewShape, data),
    ...tuple(strides ?? rowMajor, data),
    Buffer.from([0x89]),
    ...dict({}, true, data),
    Buffer.from('tR'),
  ]
}

/** A Python name as a pickle gives it. */
export function global(module: string, name: string): Buffer {
  return Buffer.from(`c${module}\n${name}\n`)
}

/** A text of a pickle. */
export function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([Buffer.from('X'), length, bytes])
}

function number(value: number): Buffer {
  if (Number.isInteger(value) && value >= 0 && value < 256) return Buffer.from([0x4b, value])
  const isInteger = Number.isInteger(value) && Math.abs(value) < 2 ** 31
  const bytes = Buffer.alloc(isInteger ? 5 : 9)
  if (isInteger) bytes.writeInt32LE(value, 1)
  else bytes.writeDoubleBE(value, 1)
  bytes[0] = isInteger ? 0x4a : 0x47
  return bytes
}

/** A checkpoint as `torch.save` lays it out: entries stored, their content at multiples of 64 bytes. */
export function checkpointFile(value: Pickled, folder = 'model'): Uint8Array {
  const data: Uint8Array[] = []
  const pickle = pickled(value, data)
  return zipFile([
    [`${folder}/data.pkl`, pickle],
    [`${folder}/byteorder`, Buffer.from('little')],
    ...data.map((bytes, i): [string, Uint8Array] => [`${folder}/data/${i}`, bytes]),
    [`${folder}/version`, Buffer.from('3\n')],
  ])
}

/** A ZIP file of stored entries. */
export function zipFile(entries: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, bytes] of entries) {
    const nameBytes = Buffer.from(name)
    const padding = (64 - ((at + 30 + nameBytes.length) % 64)) % 64
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt32LE(bytes.length, 18)
    local.writeUInt32LE(bytes.length, 22)
    local.writeUInt16LE(nameBytes.length, 26)
    local.writeUInt16LE(padding, 28)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt32LE(bytes.length, 20)
    entry.writeUInt32LE(bytes.length, 24)
    entry.writeUInt16LE(nameBytes.length, 28)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, nameBytes)
    files.push(local, nameBytes, Buffer.alloc(padding), Buffer.from(bytes))
    at += 30 + nameBytes.length + padding + bytes.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, ...directory, end])
}
