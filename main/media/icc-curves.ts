/** Linear sRGB from XYZ under D50, the white of ICC's connection space (IEC 61966-2-1 adapted by Bradford), by row. */
export const linearSrgbFromXyz: readonly number[] = [
  3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914, 1.4052427,
]

/** The other way: the columns are sRGB's primaries under D50. Grey profiles use its luminance row as white. */
export const whiteXyz: readonly number[] = [0.9642, 1, 0.8249]

/** CIE 15: from L*, a*, b* under D50. */
export function xyzFromLab([l = 0, a = 0, b = 0]: readonly number[]): readonly number[] {
  const y = (l + 16) / 116
  return [y + a / 500, y, y - b / 200].map((f, axis) => {
    const part = f > 6 / 29 ? f ** 3 : (f - 4 / 29) * 3 * (6 / 29) ** 2
    return whiteXyz[axis]! * part
  })
}

/** Luminance of a grey of lightness L*, 0..100. */
export function luminanceOf(lightness: number): number {
  return xyzFromLab([lightness, 0, 0])[1]!
}

/** No colour that is lighter is what a device calls black: mid-grey. */
export const lightestBlack = luminanceOf(50)

/** sRGB's 8-bit value of each 16-bit linear light (IEC 61966-2-1). */
export function srgbTable(): Uint8Array {
  return Uint8Array.from({ length: 65536 }, (_, i) => Math.round(255 * encodedSrgb(i / 65535)))
}

/** Display value 0..1 of linear light (IEC 61966-2-1), cut off outside of sRGB. */
export function encodedSrgb(linear: number): number {
  const light = Math.min(1, Math.max(0, linear))
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055
}

/** A `curv` or `para` tag, from 0..1. @throws Error for another kind */
export function toneCurve(view: DataView, at: number): (x: number) => number {
  const kind = ascii(view, at, 4)
  const curve = kind === 'curv' ? sampledCurve(view, at) : kind === 'para' ? parametricCurve(view, at) : null
  if (!curve) throw new Error(`a tone curve of kind ${kind}`)
  return curve
}

/** Bytes that such a tag takes. */
export function toneCurveBytes(view: DataView, at: number): number {
  if (ascii(view, at, 4) === 'curv') return 12 + 2 * view.getUint32(at + 8)
  return 12 + 4 * ([1, 3, 4, 5, 7][view.getUint16(at + 8)] ?? 0)
}

function sampledCurve(view: DataView, at: number): (x: number) => number {
  const count = view.getUint32(at + 8)
  if (count === 0) return (x) => x
  if (count === 1) {
    const gamma = view.getUint16(at + 12) / 256
    return (x) => x ** gamma
  }
  const sample = (i: number): number => view.getUint16(at + 12 + Math.min(i, count - 1) * 2) / 65535
  return (x) => {
    const low = Math.floor(x * (count - 1))
    return sample(low) + (sample(low + 1) - sample(low)) * (x * (count - 1) - low)
  }
}

/** ICC.1 table 68: Y = (aX + b)^g + e above d, cX + f below; earlier types leave parameters out. */
function parametricCurve(view: DataView, at: number): (x: number) => number {
  const type = view.getUint16(at + 8)
  const parameter = (i: number): number => view.getInt32(at + 12 + i * 4) / 65536
  const g = parameter(0)
  if (type === 0) return (x) => x ** g
  const a = parameter(1)
  const b = parameter(2)
  if (type === 1) return (x) => (x >= -b / a ? (a * x + b) ** g : 0)
  const c = parameter(3)
  if (type === 2) return (x) => (x >= -b / a ? (a * x + b) ** g + c : c)
  const d = parameter(4)
  if (type === 3) return (x) => (x >= d ? (a * x + b) ** g : c * x)
  const e = parameter(5)
  const f = parameter(6)
  return (x) => (x >= d ? (a * x + b) ** g + e : c * x + f)
}

function ascii(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)))
}
