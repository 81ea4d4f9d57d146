import { StudioError } from '../../contract/errors.ts'
import type { Result } from '../../contract/result.ts'

/** A C-order array read from a .npy file. */
export interface NpyArray {
  readonly shape: readonly number[]
  readonly data: Float32Array | Float64Array | Uint16Array
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
const HEADER_ALIGNMENT = 64

/** Views of little-endian numbers, the byte order of every machine the product runs on. */
const ELEMENTS = {
  '<f4': Float32Array,
  '<f8': Float64Array,
  '<u2': Uint16Array,
} as const

/**
 * Reads a NumPy array file, format version 1 or 2, of little-endian float32, float64 or uint16 in C order.
 * Errors: `camera.npy.format`, `.type`, `.order`, `.length`.
 *
 * @param file name for error texts
 */
export function readNpy(bytes: Uint8Array<ArrayBuffer>, file: string): Result<NpyArray> {
  const header = headerOf(bytes)
  if (!header) return failed('camera.npy.format', { file })
  const { type, fortranOrder, shape, dataStart } = header
  if (!Object.hasOwn(ELEMENTS, type)) return failed('camera.npy.type', { file, found: type })
  if (fortranOrder) return failed('camera.npy.order', { file })
  const Elements = ELEMENTS[type as keyof typeof ELEMENTS]
  const count = shape.reduce((product, side) => product * side, 1)
  const found = bytes.length - dataStart
  const expected = count * Elements.BYTES_PER_ELEMENT
  if (found !== expected) return failed('camera.npy.length', { file, found, expected })
  return { ok: true, value: { shape, data: new Elements(bytes.slice(dataStart).buffer) } }
}

interface Header {
  readonly type: string
  readonly fortranOrder: boolean
  readonly shape: readonly number[]
  readonly dataStart: number
}

function headerOf(bytes: Uint8Array): Header | null {
  if (bytes.length < 12 || MAGIC.some((byte, index) => bytes[index] !== byte)) return null
  const version = bytes[6]!
  if (version !== 1 && version !== 2) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const textStart = version === 1 ? 10 : 12
  const dataStart = textStart + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true))
  if (dataStart > bytes.length) return null
  const text = String.fromCharCode(...bytes.subarray(textStart, Math.min(dataStart, textStart + 4096)))
  const type = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1]
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1]
  const sides = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(text)?.[1]
  if (type === undefined || order === undefined || sides === undefined) return null
  const shape = sides
    .split(',')
    .map((side) => side.trim())
    .filter((side) => side !== '')
    .map(Number)
  return { type, fortranOrder: order === 'True', shape, dataStart }
}

/** Writes float32 values in C order as a NumPy array file, format version 1, as `numpy.save` does. */
export function writeNpyFloat32(shape: readonly number[], data: Float32Array): Uint8Array<ArrayBuffer> {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sides}), }`
  const dataStart = Math.ceil((10 + dictionary.length + 1) / HEADER_ALIGNMENT) * HEADER_ALIGNMENT
  const text = `${dictionary.padEnd(dataStart - 11)}\n`
  const bytes = new Uint8Array(dataStart + data.length * 4)
  bytes.set(MAGIC)
  bytes.set([1, 0, text.length & 0xff, text.length >> 8], 6)
  bytes.set(
    Array.from(text, (letter) => letter.charCodeAt(0)),
    10,
  )
  new Float32Array(bytes.buffer, dataStart).set(data)
  return bytes
}

function failed(...error: ConstructorParameters<typeof StudioError>): { ok: false; error: StudioError } {
  return { ok: false, error: new StudioError(...error) }
}
