import { strictUtf8 } from './utf8.ts'

/** Reads a pickle's bytes from front to back. Reading behind the end throws a RangeError. */
export class PickleBytes {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** The byte that is read next. */
  get place(): number {
    return this.#at
  }

  unsigned8(): number {
    return this.#view.getUint8(this.#skip(1))
  }

  unsigned16(): number {
    return this.#view.getUint16(this.#skip(2), true)
  }

  signed32(): number {
    return this.#view.getInt32(this.#skip(4), true)
  }

  unsigned32(): number {
    return this.#view.getUint32(this.#skip(4), true)
  }

  /** Unlike everything else in a pickle, big-endian. */
  float64(): number {
    return this.#view.getFloat64(this.#skip(8))
  }

  /** A signed number of `count` bytes; beyond 2^53 it is rounded. */
  signed(count: number): number {
    const digits = this.#bytes.subarray(this.#skip(count), this.#at)
    let value = 0
    let range = 1
    for (const digit of digits) {
      value += digit * range
      range *= 256
    }
    return ((digits.at(-1) ?? 0) & 0x80) === 0 ? value : value - range
  }

  /** UTF-8 of that many bytes, or null where it is none. */
  text(count: number): string | null {
    return strictUtf8(this.#bytes.subarray(this.#skip(count), this.#at))
  }

  /** UTF-8 up to the next line feed, or null where it is none. */
  line(): string | null {
    const end = this.#bytes.indexOf(0x0a, this.#at)
    if (end === -1) throw new RangeError('behind the end')
    const text = this.text(end - this.#at)
    this.#at = end + 1
    return text
  }

  #skip(count: number): number {
    const at = this.#at
    if (at + count > this.#bytes.length) throw new RangeError('behind the end')
    this.#at += count
    return at
  }
}
