import type { PictureHeader } from './header.ts'

/** Properties of the primary item that tell size, colour and orientation (ISO/IEC 23008-12, section 6.5). */
interface Property {
  readonly kind: string
  readonly data: DataView
}

/**
 * Reads an AVIF's meta box: size (ispe), rotation and mirror (irot, imir), ICC profile (colr) of the primary item.
 * @throws RangeError when the file ends inside its header.
 */
export function readAvifHeader(bytes: Uint8Array): PictureHeader {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const meta = find(boxes(file, 0), 'meta')
  const inMeta = boxes(meta, 4)
  const primary = primaryItem(find(inMeta, 'pitm'))
  const inProperties = boxes(find(inMeta, 'iprp'), 0)
  const all = boxes(find(inProperties, 'ipco'), 0)
  const own = associations(find(inProperties, 'ipma'), primary).flatMap((index) => all[index - 1] ?? [])
  const size = find(own, 'ispe')
  const rotation = own.find((property) => property.kind === 'irot')?.data.getUint8(0)
  const mirror = own.find((property) => property.kind === 'imir')?.data.getUint8(0)
  return {
    format: 'AVIF',
    width: size.getUint32(4),
    height: size.getUint32(8),
    orientation: orientationOf((rotation ?? 0) & 3, mirror === undefined ? null : mirror & 1),
    colour: 'rgb',
    profile: profileOf(own),
  }
}

/** Boxes that one box may hold: pictures of many tiles have some hundreds. */
const mostBoxes = 100_000

/** Child boxes of a box whose children start at `start`. */
function boxes(parent: DataView, start: number): Property[] {
  const found: Property[] = []
  for (let at = start; at + 8 <= parent.byteLength;) {
    const small = parent.getUint32(at)
    const kind = String.fromCharCode(...[4, 5, 6, 7].map((i) => parent.getUint8(at + i)))
    const head = small === 1 ? 16 : 8
    const length = small === 1 ? Number(parent.getBigUint64(at + 8)) : small === 0 ? parent.byteLength - at : small
    if (length < head) throw new Error('a box shorter than its head')
    const inside = Math.min(length, parent.byteLength - at)
    if (found.length === mostBoxes) throw new Error('boxes without end')
    found.push({ kind, data: new DataView(parent.buffer, parent.byteOffset + at + head, Math.max(0, inside - head)) })
    at += length
  }
  return found
}

function find(among: readonly Property[], kind: string): DataView {
  const box = among.find((one) => one.kind === kind)
  if (!box) throw new RangeError(`no ${kind} box`)
  return box.data
}

function primaryItem(box: DataView): number {
  return box.getUint8(0) === 0 ? box.getUint16(4) : box.getUint32(4)
}

/** One-based indices into ipco of the properties that belong to an item, in their order. */
function associations(box: DataView, item: number): number[] {
  const version = box.getUint8(0)
  const wide = (box.getUint8(3) & 1) === 1
  let at = 8
  for (let entry = 0; entry < box.getUint32(4); entry++) {
    const id = version < 1 ? box.getUint16(at) : box.getUint32(at)
    at += version < 1 ? 2 : 4
    const count = box.getUint8(at++)
    const indices: number[] = []
    for (let i = 0; i < count; i++, at += wide ? 2 : 1) {
      indices.push(wide ? box.getUint16(at) & 0x7fff : box.getUint8(at) & 0x7f)
    }
    if (id === item) return indices
  }
  return []
}

function profileOf(properties: readonly Property[]): Uint8Array | null {
  for (const { kind, data } of properties) {
    if (kind !== 'colr') continue
    const type = String.fromCharCode(...[0, 1, 2, 3].map((i) => data.getUint8(i)))
    if (type === 'prof' || type === 'rICC') {
      return new Uint8Array(data.buffer.slice(data.byteOffset + 4, data.byteOffset + data.byteLength) as ArrayBuffer)
    }
  }
  return null
}

/**
 * EXIF orientation that equals a rotation by `quarterTurns` × 90° anti-clockwise, then a mirror: axis 0 swaps top and
 * bottom, axis 1 left and right.
 */
function orientationOf(quarterTurns: number, mirrorAxis: number | null): number {
  const plain = [1, 8, 3, 6]
  const topBottom = [4, 5, 2, 7]
  const leftRight = [2, 7, 4, 5]
  const table = mirrorAxis === null ? plain : mirrorAxis === 0 ? topBottom : leftRight
  return table[quarterTurns] ?? 1
}
