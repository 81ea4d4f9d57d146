import type { ExrChannel, ExrHeader, ExrPart } from './exr-header.ts'

const tiledFlag = 0x200
const longNamesFlag = 0x400
const version = 2
const firstPartAt = 8

/**
 * A part of an OpenEXR file as a file of its own with other channel names; the data stays as it is. FFmpeg reads only
 * channels `R`, `G`, `B`, `A` and `Y`, and no files of several parts.
 * @param nameOf a channel's new name; null puts it out of the way
 * @throws RangeError for a block that is cut off, which decoders leave black
 */
export function extractExrLayer(
  bytes: Buffer,
  header: ExrHeader,
  part: ExrPart,
  nameOf: (channel: ExrChannel) => string | null,
): Buffer {
  const isTiled = header.isMultiPart ? part.type === 'tiledimage' : header.isTiled
  const attributes = withChannelNames(bytes, part, nameOf)
  const blocks = blocksOf(bytes, header, part, isTiled)
  const start = Buffer.from(bytes.subarray(0, firstPartAt))
  start.writeUInt32LE(version | longNamesFlag | (isTiled ? tiledFlag : 0), 4)
  const table = Buffer.alloc(blocks.length * 8)
  let offset = start.length + attributes.length + table.length
  for (const [index, block] of blocks.entries()) {
    table.writeBigUInt64LE(BigInt(offset), index * 8)
    offset += block.length
  }
  return Buffer.concat([start, attributes, table, ...blocks])
}

function withChannelNames(bytes: Buffer, part: ExrPart, nameOf: (channel: ExrChannel) => string | null): Buffer {
  const { start, end, channels, channelListSizeAt } = part
  const list = channels.flatMap((channel) => {
    const after = channel.at + channel.name.length
    // A name that starts with `~` belongs to no layer and no colour.
    const name = nameOf(channel) ?? `~${channel.name}`
    return [Buffer.from(name, 'latin1'), bytes.subarray(after, after + 1 + channelFactBytes)]
  })
  const content = Buffer.concat([...list, Buffer.from([0])])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(content.length)
  const listEnd = channelListSizeAt + 4 + bytes.readUInt32LE(channelListSizeAt)
  return Buffer.concat([bytes.subarray(start, channelListSizeAt), size, content, bytes.subarray(listEnd, end)])
}

/** Type, flags and sampling of a channel, behind the zero that ends its name. */
const channelFactBytes = 16

/** The part's blocks without the number of their part: place (one coordinate for lines, four for tiles), size, data. */
function blocksOf(bytes: Buffer, header: ExrHeader, part: ExrPart, isTiled: boolean): Buffer[] {
  const placeBytes = isTiled ? 16 : 4
  const numberBytes = header.isMultiPart ? 4 : 0
  const before = header.parts.slice(0, header.parts.indexOf(part))
  const tableAt = header.end + 8 * before.reduce((sum, { blocks }) => sum + (blocks ?? 0), 0)
  const blocks: Buffer[] = []
  let length = 0
  // Without a count the table ends where the first block starts.
  let tableEnd = header.isMultiPart ? tableAt + 8 * (part.blocks ?? 0) : bytes.length
  for (let at = tableAt; at + 8 <= tableEnd; at += 8) {
    const offset = Number(bytes.readBigUInt64LE(at))
    const end = offset + numberBytes + placeBytes + 4 + bytes.readUInt32LE(offset + numberBytes + placeBytes)
    if (end > bytes.length) throw new RangeError('cut off')
    if (!header.isMultiPart) tableEnd = Math.min(tableEnd, offset)
    length += end - offset
    // Blocks that lie over each other would make a small file a huge one.
    if (length > bytes.length) throw new RangeError('blocks lie over each other')
    blocks.push(bytes.subarray(offset + numberBytes, end))
  }
  return blocks
}
