interface ChannelName {
  readonly name: string
  /** Where the name's first byte lies in the file. */
  readonly at: number
}

interface ExrHeader {
  readonly channels: readonly ChannelName[]
  /** Kind of the compression, in OpenEXR's numbering. */
  readonly compression: number
  /** Where the offset table of the blocks starts. */
  readonly end: number
  /** Where the size field of the channel list lies. */
  readonly channelListSizeAt: number
}

const multiPartFlag = 0x1000
const tiledFlag = 0x200

/** DWAA and DWAB lose precision, and FFmpeg does not decode them for a single channel. */
const lossyCompressions = [8, 9]

/** Names of depth among several channels, the surest first, by the last part of the name. */
const depthNames: readonly RegExp[] = [/^z$/i, /depth/i, /^y$/i, /^v$/i, /^r$/i]

/**
 * Renders and depth estimators call an EXR's depth channel `Z`, `V` or `Layer.Depth.Z`; FFmpeg reads only `Y` or
 * `R`, `G`, `B`. This renames the depth channel to `Y` and puts the others out of the way; the data stays as it is.
 * @returns a changed copy; null when the file has several parts, lossy compression or no channel that can be depth.
 * @throws RangeError when the file is cut off.
 */
export function withDepthAsLuminance(bytes: Buffer): Buffer | null {
  if ((bytes.readUInt32LE(4) & multiPartFlag) !== 0) return null
  const header = readHeader(bytes)
  const depth = depthChannel(header.channels)
  if (!depth || lossyCompressions.includes(header.compression)) return null
  const copy = Buffer.from(bytes)
  // A name that starts with `~` belongs to no layer and no colour; the byte count stays the same.
  for (const channel of header.channels) if (channel !== depth) copy[channel.at] = 0x7e
  const surplus = depth.name.length - 1
  copy[depth.at] = 0x59
  copy.writeUInt32LE(copy.readUInt32LE(header.channelListSizeAt) - surplus, header.channelListSizeAt)
  moveBlocks(copy, header.end, surplus)
  return Buffer.concat([copy.subarray(0, depth.at + 1), copy.subarray(depth.at + 1 + surplus)])
}

function depthChannel(channels: readonly ChannelName[]): ChannelName | undefined {
  if (channels.length === 1) return channels[0]
  for (const pattern of depthNames) {
    const found = channels.find(({ name }) => pattern.test(name.split('.').at(-1) ?? '') || pattern.test(name))
    if (found) return found
  }
  return undefined
}

/**
 * Shifts every entry of the offset table, which ends where the first block starts. Each block says its size behind
 * its place (one coordinate for lines, four for tiles); decoders leave blocks that are cut off black.
 */
function moveBlocks(bytes: Buffer, table: number, by: number): void {
  const sizeAt = (bytes.readUInt32LE(4) & tiledFlag) === 0 ? 4 : 16
  let firstBlock = bytes.length
  for (let at = table; at + 8 <= firstBlock; at += 8) {
    const offset = Number(bytes.readBigUInt64LE(at))
    if (offset + sizeAt + 4 + bytes.readUInt32LE(offset + sizeAt) > bytes.length) throw new RangeError('cut off')
    firstBlock = Math.min(firstBlock, offset)
    bytes.writeBigUInt64LE(BigInt(offset - by), at)
  }
}

/** Attributes of an OpenEXR header: name, type, size, value, until an empty name. */
function readHeader(bytes: Buffer): ExrHeader {
  let channels: ChannelName[] = []
  let channelListSizeAt = 0
  let compression = 0
  let at = 8
  while (bytes.readUInt8(at) !== 0) {
    const name = textAt(bytes, at)
    const typeAt = at + name.length + 1
    const sizeAt = typeAt + textAt(bytes, typeAt).length + 1
    if (name === 'channels') {
      channels = readChannels(bytes, sizeAt + 4)
      channelListSizeAt = sizeAt
    }
    if (name === 'compression') compression = bytes.readUInt8(sizeAt + 4)
    at = sizeAt + 4 + bytes.readUInt32LE(sizeAt)
  }
  return { channels, compression, end: at + 1, channelListSizeAt }
}

/** Each channel: name, zero, then 16 bytes of type, flags and sampling. */
function readChannels(bytes: Buffer, start: number): ChannelName[] {
  const channels: ChannelName[] = []
  for (let at = start; bytes.readUInt8(at) !== 0;) {
    const name = textAt(bytes, at)
    channels.push({ name, at })
    at += name.length + 1 + 16
  }
  return channels
}

function textAt(bytes: Buffer, at: number): string {
  const end = bytes.indexOf(0, at)
  if (end < 0) throw new RangeError('a header without an end')
  return bytes.toString('latin1', at, end)
}
