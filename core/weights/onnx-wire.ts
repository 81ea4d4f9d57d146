import { utf8Bytes } from './utf8.ts'

/** Why bytes are no message of Protocol Buffers. */
export class WireProblem extends Error {}

/** One field of a message. */
export interface WireField {
  readonly field: number
  /** 0 a number, 1 eight bytes, 2 bytes with their length in front, 5 four bytes. */
  readonly type: 0 | 1 | 2 | 5
  /** The number of type 0, exact up to 2^53; 0 for the others. */
  readonly number: number
  /** The content of the other types, over the message's memory. */
  readonly bytes: Uint8Array
  /** The whole field as it lies in the message. */
  readonly whole: Uint8Array
}

const NOTHING = new Uint8Array(0)

/**
 * The fields of a message in their order. Format: Protocol Buffers' wire format, without its deprecated groups.
 * @throws WireProblem
 */
export function* wireFields(message: Uint8Array): Generator<WireField> {
  let at = 0
  while (at < message.length) {
    const start = at
    const tag = varint(message, at)
    const field = Math.floor(tag.value / 8)
    const type = tag.value % 8
    at = tag.end
    if (field < 1 || field > 0x1fff_ffff) throw new WireProblem(`field ${field} at byte ${start}`)
    if (type === 0) {
      const { value, end } = varint(message, at)
      at = end
      yield { field, type, number: value, bytes: NOTHING, whole: message.subarray(start, at) }
    } else if (type === 1 || type === 2 || type === 5) {
      const { value: length, end } = type === 2 ? varint(message, at) : { value: type === 1 ? 8 : 4, end: at }
      if (end + length > message.length) throw new WireProblem(`field ${field} at byte ${start} ends behind the end`)
      at = end + length
      yield { field, type, number: 0, bytes: message.subarray(end, at), whole: message.subarray(start, at) }
    } else throw new WireProblem(`field ${field} at byte ${start} has the type ${type}`)
  }
}

function varint(message: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0
  let scale = 1
  // Ten groups of seven bits hold any number of 64 bits.
  for (let at = start; at < start + 10; at++) {
    const byte = message[at]
    if (byte === undefined) throw new WireProblem(`a number at byte ${start} ends behind the end`)
    value += (byte & 0x7f) * scale
    if (byte < 0x80) return { value, end: at + 1 }
    scale *= 128
  }
  throw new WireProblem(`a number at byte ${start} has no end`)
}

/** A field of bytes, such as a message inside of another one. */
export function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  const parts = [varintBytes(field * 8 + 2), varintBytes(bytes.length), bytes]
  return joined(parts)
}

/** A field of text. */
export function textField(field: number, text: string): Uint8Array {
  return bytesField(field, utf8Bytes(text))
}

/** A field of a whole number of at least 0, at most 2^53. */
export function numberField(field: number, value: number): Uint8Array {
  return joined([varintBytes(field * 8), varintBytes(value)])
}

function varintBytes(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}

/** Bytes one behind the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
