export interface ExrChannel {
  readonly name: string
  /** Where the name's first byte lies in the file. */
  readonly at: number
}

/** One part of an OpenEXR file; most files have one. */
export interface ExrPart {
  /** Empty where the file has one part. */
  readonly name: string
  readonly channels: readonly ExrChannel[]
  /** Kind of the compression, in OpenEXR's numbering. */
  readonly compression: number
  /** Where the size field of the channel list lies. */
  readonly channelListSizeAt: number
  /** Where the part's attributes start and end, the closing zero included. */
  readonly start: number
  readonly end: number
  /** Blocks of the part; null where it does not say. */
  readonly blocks: number | null
  /** Size of the display window in pixels. */
  readonly width: number
  readonly height: number
  /** x and y of red, green, blue and white; null where the part does not say. */
  readonly chromaticities: readonly number[] | null
  /** `scanlineimage`, `tiledimage`, `deepscanline`, `deeptile`; empty where the file has one part. */
  readonly type: string
}

export interface ExrHeader {
  readonly parts: readonly ExrPart[]
  readonly isMultiPart: boolean
  readonly isTiled: boolean
  /** Where the offset tables of the blocks start. */
  readonly end: number
}

const multiPartFlag = 0x1000
const deepFlag = 0x800
const tiledFlag = 0x200

/** Renders have hundreds at most; each costs time and memory before any pixel is read. */
const most = { parts: 1000, channels: 4000 } as const

/**
 * Reads an OpenEXR file's header or headers (OpenEXR file layout).
 * @throws RangeError when the file is cut off; Error for more parts or channels than renders have
 */
export function readExrHeader(bytes: Buffer): ExrHeader {
  const flags = bytes.readUInt32LE(4)
  const isMultiPart = (flags & multiPartFlag) !== 0
  const parts: ExrPart[] = []
  let at = 8
  for (let more = true; more; more = isMultiPart && bytes.readUInt8(at) !== 0) {
    const part = readPart(bytes, at, (flags & deepFlag) !== 0)
    parts.push(part)
    if (parts.length > most.parts) throw new Error('parts without end')
    at = part.end
  }
  return { parts, isMultiPart, isTiled: (flags & tiledFlag) !== 0, end: isMultiPart ? at + 1 : at }
}

/** Attributes of a part: name, type, size, value, until an empty name. */
function readPart(bytes: Buffer, start: number, isDeep: boolean): ExrPart {
  let part: ExrPart = {
    name: '',
    channels: [],
    compression: 0,
    channelListSizeAt: 0,
    start,
    end: start,
    blocks: null,
    width: 0,
    height: 0,
    chromaticities: null,
    type: isDeep ? 'deepscanline' : '',
  }
  let at = start
  while (bytes.readUInt8(at) !== 0) {
    const name = textAt(bytes, at)
    const typeAt = at + name.length + 1
    const sizeAt = typeAt + textAt(bytes, typeAt).length + 1
    const length = bytes.readUInt32LE(sizeAt)
    part = { ...part, ...readAttribute(bytes, name, sizeAt, length) }
    at = sizeAt + 4 + length
  }
  return { ...part, end: at + 1 }
}

function readAttribute(bytes: Buffer, name: string, sizeAt: number, length: number): Partial<ExrPart> {
  const at = sizeAt + 4
  if (name === 'channels') return { channels: readChannels(bytes, at, length), channelListSizeAt: sizeAt }
  if (name === 'compression') return { compression: bytes.readUInt8(at) }
  if (name === 'chunkCount') return { blocks: bytes.readInt32LE(at) }
  if (name === 'name') return { name: bytes.toString('utf8', at, at + length) }
  if (name === 'type') return { type: bytes.toString('latin1', at, at + length) }
  if (name === 'chromaticities' && length === 32)
    return { chromaticities: Array.from({ length: 8 }, (_, index) => bytes.readFloatLE(at + 4 * index)) }
  if (name !== 'displayWindow') return {}
  const side = (from: number): number => bytes.readInt32LE(at + from + 8) - bytes.readInt32LE(at + from) + 1
  return { width: Math.max(0, side(0)), height: Math.max(0, side(4)) }
}

/** Each channel: name, zero, then 16 bytes of type, flags and sampling. The list says its length, and ends within it. */
function readChannels(bytes: Buffer, start: number, length: number): ExrChannel[] {
  const list = bytes.subarray(start, start + length)
  const channels: ExrChannel[] = []
  for (let at = 0; list.readUInt8(at) !== 0;) {
    const name = textAt(list, at)
    channels.push({ name, at: start + at })
    if (channels.length > most.channels) throw new Error('channels without end')
    at += name.length + 1 + 16
  }
  return channels
}

function textAt(bytes: Buffer, at: number): string {
  const end = bytes.indexOf(0, at)
  if (end < 0) throw new RangeError('a header without an end')
  return bytes.toString('latin1', at, end)
}
