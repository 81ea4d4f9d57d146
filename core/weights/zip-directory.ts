import type { ByteSource } from './stored-tensor.ts'
import { strictUtf8 } from './utf8.ts'

/** A file inside of a ZIP file whose bytes lie there as they are. */
export interface StoredEntry {
  /** Bytes from the ZIP file's start to the local header, behind which the content begins. */
  readonly headerOffset: number
  readonly bytes: number
}

/** Why a ZIP file cannot be read, and where. */
export class ZipProblem extends Error {
  readonly place: string

  constructor(place: string, reason: string) {
    super(reason)
    this.place = place
  }
}

const END_BYTES = 22
const END_SIGNATURE = 0x06054b50
const LONGEST_COMMENT = 0xffff
const END64_BYTES = 56
const END64_SIGNATURE = 0x06064b50
const LOCATOR64_BYTES = 20
const LOCATOR64_SIGNATURE = 0x07064b50
const ENTRY_BYTES = 46
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_BYTES = 30
const LOCAL_SIGNATURE = 0x04034b50
const ZIP64_EXTRA = 1
/** What stands where a number lies in the Zip64 record instead. */
const IN_ZIP64 = 0xffff_ffff
const ENCRYPTED_FLAG = 1
const MOST_ENTRIES = 200_000
const LARGEST_DIRECTORY_BYTES = 64 * 1024 * 1024

/**
 * The entries of a ZIP file by name, all of which must be stored, neither compressed nor encrypted. Zip64 is understood.
 * Format: PKWARE APPNOTE 6.3.
 * @throws ZipProblem; what {@link ByteSource.read} throws
 */
export async function readZipDirectory(source: ByteSource): Promise<Map<string, StoredEntry>> {
  const { count, offset, bytes } = await findDirectory(source)
  if (count > MOST_ENTRIES) throw new ZipProblem('directory', `${count} entries`)
  if (bytes > LARGEST_DIRECTORY_BYTES || offset + bytes > source.bytes)
    throw new ZipProblem('directory', `${bytes} bytes at ${offset}`)
  const directory = viewOf(await source.read(offset, bytes))
  const entries = new Map<string, StoredEntry>()
  let at = 0
  for (let index = 0; index < count; index++) {
    const { name, entry, length } = entryAt(directory, at, `entry ${index}`)
    if (entries.has(name)) throw new ZipProblem(name, 'it is there twice')
    if (entry.headerOffset + LOCAL_BYTES + entry.bytes > offset) throw new ZipProblem(name, 'it does not fit the file')
    entries.set(name, entry)
    at += length
  }
  return entries
}

/** Bytes from the file's start to an entry's content. @throws ZipProblem */
export async function contentOffset(source: ByteSource, name: string, entry: StoredEntry): Promise<number> {
  const local = viewOf(await source.read(entry.headerOffset, LOCAL_BYTES))
  if (local.getUint32(0, true) !== LOCAL_SIGNATURE) throw new ZipProblem(name, 'no local header')
  const offset = entry.headerOffset + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true)
  if (offset + entry.bytes > source.bytes) throw new ZipProblem(name, 'it does not fit the file')
  return offset
}

interface Directory {
  readonly count: number
  readonly offset: number
  readonly bytes: number
}

async function findDirectory(source: ByteSource): Promise<Directory> {
  const tailBytes = Math.min(source.bytes, END_BYTES + LONGEST_COMMENT)
  const tailOffset = source.bytes - tailBytes
  const tail = viewOf(await source.read(tailOffset, tailBytes))
  for (let at = tailBytes - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END_SIGNATURE) continue
    const count = tail.getUint16(at + 10, true)
    const [bytes, offset] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)]
    const isShort = count !== 0xffff && bytes !== IN_ZIP64 && offset !== IN_ZIP64
    return isShort ? { count, bytes, offset } : findDirectory64(source, tailOffset + at)
  }
  throw new ZipProblem('end', 'no end of a ZIP file: it may be cut off')
}

async function findDirectory64(source: ByteSource, endOffset: number): Promise<Directory> {
  const locatorOffset = endOffset - LOCATOR64_BYTES
  if (locatorOffset < 0) throw new ZipProblem('end', 'no Zip64 locator')
  const locator = viewOf(await source.read(locatorOffset, LOCATOR64_BYTES))
  const at = unsigned64(locator, 8)
  if (locator.getUint32(0, true) !== LOCATOR64_SIGNATURE || at + END64_BYTES > source.bytes)
    throw new ZipProblem('end', 'no Zip64 locator')
  const end = viewOf(await source.read(at, END64_BYTES))
  if (end.getUint32(0, true) !== END64_SIGNATURE) throw new ZipProblem('end', 'no Zip64 record')
  return { count: unsigned64(end, 32), bytes: unsigned64(end, 40), offset: unsigned64(end, 48) }
}

function entryAt(
  view: DataView,
  at: number,
  place: string,
): { readonly name: string; readonly entry: StoredEntry; readonly length: number } {
  if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE)
    throw new ZipProblem(place, 'no directory entry')
  const nameBytes = view.getUint16(at + 28, true)
  const extraBytes = view.getUint16(at + 30, true)
  const length = ENTRY_BYTES + nameBytes + extraBytes + view.getUint16(at + 32, true)
  if (at + length > view.byteLength) throw new ZipProblem(place, 'it leaves the directory')
  const name = strictUtf8(bytesOf(view, at + ENTRY_BYTES, nameBytes))
  if (name === null) throw new ZipProblem(place, 'the name is no UTF-8')
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
  if ((flags & ENCRYPTED_FLAG) !== 0) throw new ZipProblem(name, 'it is encrypted')
  if (method !== 0) throw new ZipProblem(name, `it is compressed (method ${method})`)
  const extra = new DataView(view.buffer, view.byteOffset + at + ENTRY_BYTES + nameBytes, extraBytes)
  const packed = view.getUint32(at + 20, true)
  const [bytes, headerOffset] = sizesOf(
    view.getUint32(at + 24, true),
    view.getUint32(at + 42, true),
    packed,
    extra,
    name,
  )
  return { name, entry: { headerOffset, bytes }, length }
}

/** An entry's size and place; those that do not fit 32 bits stand in its Zip64 field, in the format's order. */
function sizesOf(bytes: number, offset: number, packed: number, extra: DataView, name: string): [number, number] {
  let next = zip64Field(extra)
  const wide = (short: number): number => {
    if (short !== IN_ZIP64) return short
    if (next === null || next.byteLength < 8) throw new ZipProblem(name, 'its Zip64 field is too short')
    const value = unsigned64(next, 0)
    next = new DataView(next.buffer, next.byteOffset + 8, next.byteLength - 8)
    return value
  }
  const size = wide(bytes)
  const packedSize = wide(packed)
  if (packedSize !== size) throw new ZipProblem(name, `stored, but ${packedSize} bytes for ${size}`)
  return [size, wide(offset)]
}

function zip64Field(extra: DataView): DataView | null {
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const length = extra.getUint16(at + 2, true)
    if (at + 4 + length > extra.byteLength) return null
    if (extra.getUint16(at, true) === ZIP64_EXTRA) return new DataView(extra.buffer, extra.byteOffset + at + 4, length)
    at += 4 + length
  }
  return null
}

function unsigned64(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 0x1_0000_0000 + view.getUint32(at, true)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function bytesOf(view: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, length)
}
