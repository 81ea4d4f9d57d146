import { encodedSrgb, lightestBlack, linearSrgbFromXyz, whiteXyz, xyzFromLab } from './icc-curves.ts'
import { lutKind, readLut, type LutMap } from './icc-lut.ts'

/** Pixels of a device's space `[pixels, channels]`, full ink or light 255, as 8-bit sRGB `[pixels, 3]`. */
export type DeviceToSrgb = (device: Uint8Array) => Uint8Array

/** Points along each axis of the table that pictures are converted by. */
const bakedNodes = { 3: 33, 4: 17 } as const

/**
 * The conversion of a profile by look-up tables, CMYK or RGB, relative colorimetric with black point compensation, as
 * picture editors have it set: the paper is white and the darkest print black.
 * @param tags where the profile's tags lie
 * @throws Error for a profile without such a table, RangeError for one that is cut off
 */
export function deviceToSrgb(view: DataView, tags: ReadonlyMap<string, number>, channels: 3 | 4): DeviceToSrgb {
  const at = tags.get('A2B1') ?? tags.get('A2B0')
  if (at === undefined) throw new Error('a profile without a table')
  const space = connectionSpace(view)
  const toXyz = connection(view, at, channels, space)
  const black = Math.min(toXyz(darkest(view, tags, channels, space))[1]!, lightestBlack)
  return baked((device) => srgbFrom(toXyz(device), black), channels)
}

type ConnectionSpace = 'XYZ' | 'Lab'

/** The space that a profile's tables and curves lead to. @throws Error for another one */
export function connectionSpace(view: DataView): ConnectionSpace {
  const space = view.getUint32(20)
  if (space === 0x58595a20) return 'XYZ'
  if (space === 0x4c616220) return 'Lab'
  throw new Error('another connection space')
}

/** From a device to XYZ under D50. Lab in 16 bits is counted in another way by the older kind of table. */
function connection(view: DataView, at: number, channels: 3 | 4, space: ConnectionSpace): LutMap {
  const lut = readLut(view, at, channels, 3)
  if (space === 'XYZ') return (device) => lut(device).map((value) => value * (1 + 32767 / 32768))
  const scale = lutKind(view, at) === 'mft2' ? 65535 / 65280 : 1
  return (device) => {
    const [l = 0, a = 0, b = 0] = lut(device).map((value) => value * scale)
    return xyzFromLab([l * 100, a * 255 - 128, b * 255 - 128])
  }
}

/** The darkest that a device shows: what the profile prints black with, where it says so, else all the ink there is, or no light. */
function darkest(
  view: DataView,
  tags: ReadonlyMap<string, number>,
  channels: 3 | 4,
  space: ConnectionSpace,
): readonly number[] {
  const back = channels === 4 ? tags.get('B2A0') : undefined
  const kind = back === undefined ? null : lutKind(view, back)
  if (back === undefined || kind === null) return Array.from({ length: channels }, () => (channels === 4 ? 1 : 0))
  const neutral = kind === 'mft2' ? 0x8000 / 65535 : 128 / 255
  return readLut(view, back, 3, 4)(space === 'XYZ' ? [0, 0, 0] : [0, neutral, neutral])
}

function srgbFrom(xyz: readonly number[], black: number): readonly number[] {
  const deep = xyz.map((value, axis) => (value - whiteXyz[axis]! * black) / (1 - black))
  return [0, 3, 6].map((row) =>
    encodedSrgb(deep.reduce((sum, value, axis) => sum + linearSrgbFromXyz[row + axis]! * value, 0)),
  )
}

/** A map of a few points, for pictures of many: linear between them, in display values. */
function baked(map: LutMap, channels: 3 | 4): DeviceToSrgb {
  const nodes = bakedNodes[channels]
  const table = new Float32Array(nodes ** channels * 3)
  for (let index = 0; index < nodes ** channels; index++) {
    const device = Array.from(
      { length: channels },
      (_, axis) => Math.floor(index / nodes ** (channels - 1 - axis)) % nodes,
    )
    table.set(map(device.map((node) => node / (nodes - 1))), index * 3)
  }
  const steps = Array.from({ length: channels }, (_, axis) => 3 * nodes ** (channels - 1 - axis))
  return (device) => applied(device, table, steps, nodes)
}

function applied(device: Uint8Array, table: Float32Array, steps: readonly number[], nodes: number): Uint8Array {
  const channels = steps.length
  const corners = 1 << channels
  const rgb = new Uint8Array((device.length / channels) * 3)
  const [weights, offsets] = [new Float64Array(corners), new Int32Array(corners)]
  for (let pixel = 0, to = 0; pixel < device.length; pixel += channels, to += 3) {
    weights[0] = 1
    offsets[0] = 0
    for (let axis = 0, known = 1; axis < channels; axis++, known *= 2) {
      const place = (device[pixel + axis]! * (nodes - 1)) / 255
      const low = Math.min(nodes - 2, Math.floor(place))
      for (let corner = 0; corner < known; corner++) {
        weights[corner + known] = weights[corner]! * (place - low)
        offsets[corner + known] = offsets[corner]! + (low + 1) * steps[axis]!
        weights[corner]! *= 1 - (place - low)
        offsets[corner]! += low * steps[axis]!
      }
    }
    for (let channel = 0; channel < 3; channel++) {
      let sum = 0
      for (let corner = 0; corner < corners; corner++) sum += weights[corner]! * table[offsets[corner]! + channel]!
      rgb[to + channel] = Math.round(255 * sum)
    }
  }
  return rgb
}
