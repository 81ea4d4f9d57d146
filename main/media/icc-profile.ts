/** Turns one 8-bit RGB or grey picture of a profile's space into sRGB, in place: `[pixels, 3]`. */
export type ToSrgb = (rgb: Uint8Array) => void

/** What becomes of a picture with an embedded profile. `convert` is null when the profile is sRGB already. */
export type ProfileReading =
  { readonly kind: 'known'; readonly convert: ToSrgb | null } | { readonly kind: 'unknown'; readonly name: string }

/** Linear sRGB from XYZ under D50, the white of ICC's connection space (IEC 61966-2-1 adapted by Bradford), by row. */
const linearSrgbFromXyz = [
  3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914, 1.4052427,
]

/** The other way: the columns are sRGB's primaries under D50. Grey profiles use its luminance row as white. */
const whiteXyz = [0.9642, 1, 0.8249]

/**
 * Reads an ICC profile (ICC.1:2022) of the matrix and tone-curve kinds that cameras, displays and editors embed:
 * sRGB, Display P3, Adobe RGB, ProPhoto, grey gammas. Colours outside of sRGB are clipped (relative colorimetric).
 * Profiles that need look-up tables, CMYK and Lab come back as unknown, with their name.
 */
export function readProfile(profile: Uint8Array, grey: boolean): ProfileReading {
  try {
    const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength)
    const tags = readTags(view)
    const space = ascii(view, 16, 4)
    if (space === 'GRAY' && grey) return { kind: 'known', convert: unlessSrgb(greyConversion(view, tags), true) }
    if (space === 'RGB ' && !grey && ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'].every((tag) => tags.has(tag))) {
      return { kind: 'known', convert: unlessSrgb(matrixConversion(view, tags), false) }
    }
    // An RGB profile on a grey picture: decoders give equal channels, and its white stays white.
    if (space === 'RGB ' && grey) return { kind: 'known', convert: null }
    return { kind: 'unknown', name: profileName(view, tags) }
  } catch {
    return { kind: 'unknown', name: '?' }
  }
}

type Tags = ReadonlyMap<string, number>

function readTags(view: DataView): Tags {
  const count = view.getUint32(128)
  const tags = new Map<string, number>()
  for (let i = 0; i < count; i++) tags.set(ascii(view, 132 + i * 12, 4), view.getUint32(136 + i * 12))
  return tags
}

function offset(tags: Tags, tag: string): number {
  const at = tags.get(tag)
  if (at === undefined) throw new Error(`a profile without ${tag}`)
  return at
}

function matrixConversion(view: DataView, tags: Tags): ToSrgb {
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((tag) => toneTable(view, offset(tags, tag)))
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => {
    const at = offset(tags, tag)
    return [0, 1, 2].map((row) => view.getInt32(at + 8 + row * 4) / 65536)
  })
  const matrix = [0, 1, 2].flatMap((row) =>
    columns.map((column) => column.reduce((sum, value, k) => sum + (linearSrgbFromXyz[row * 3 + k] ?? 0) * value, 0)),
  )
  return applyMatrix(curves as [Float64Array, Float64Array, Float64Array], matrix)
}

function greyConversion(view: DataView, tags: Tags): ToSrgb {
  const curve = toneTable(view, offset(tags, 'kTRC'))
  const third = (row: number): number =>
    whiteXyz.reduce((sum, value, k) => sum + (linearSrgbFromXyz[row * 3 + k] ?? 0) * value, 0) / 3
  return applyMatrix(
    [curve, curve, curve],
    [0, 1, 2].flatMap((row) => [third(row), third(row), third(row)]),
  )
}

function applyMatrix(curves: readonly [Float64Array, Float64Array, Float64Array], matrix: readonly number[]): ToSrgb {
  const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 0] = matrix
  const encode = srgbTable()
  const encoded = (linear: number): number => encode[Math.round(Math.min(1, Math.max(0, linear)) * 65535)] ?? 0
  return (rgb) => {
    for (let i = 0; i < rgb.length; i += 3) {
      const r = curves[0][rgb[i] ?? 0] ?? 0
      const g = curves[1][rgb[i + 1] ?? 0] ?? 0
      const b = curves[2][rgb[i + 2] ?? 0] ?? 0
      rgb[i] = encoded(m0 * r + m1 * g + m2 * b)
      rgb[i + 1] = encoded(m3 * r + m4 * g + m5 * b)
      rgb[i + 2] = encoded(m6 * r + m7 * g + m8 * b)
    }
  }
}

/** Linear light 0..1 of each 8-bit value through a `curv` or `para` tag. */
function toneTable(view: DataView, at: number): Float64Array {
  const kind = ascii(view, at, 4)
  const curve = kind === 'curv' ? sampledCurve(view, at) : kind === 'para' ? parametricCurve(view, at) : null
  if (!curve) throw new Error(`a tone curve of kind ${kind}`)
  return Float64Array.from({ length: 256 }, (_, value) => curve(value / 255))
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

/** sRGB's 8-bit value of each 16-bit linear light (IEC 61966-2-1). */
export function srgbTable(): Uint8Array {
  return Uint8Array.from({ length: 65536 }, (_, i) => {
    const linear = i / 65535
    return Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055))
  })
}

/** Drops a conversion that moves no colour of a coarse cube by more than one step, so that sRGB stays bit for bit. */
function unlessSrgb(convert: ToSrgb, grey: boolean): ToSrgb | null {
  const steps = [0, 16, 32, 64, 96, 128, 160, 192, 224, 255]
  const cube = grey
    ? steps.flatMap((v) => [v, v, v])
    : steps.flatMap((r) => steps.flatMap((g) => steps.flatMap((b) => [r, g, b])))
  const converted = Uint8Array.from(cube)
  convert(converted)
  return converted.every((value, i) => Math.abs(value - (cube[i] ?? 0)) <= 1) ? null : convert
}

/** The profile's own description, for messages. */
function profileName(view: DataView, tags: Tags): string {
  const at = tags.get('desc')
  if (at === undefined) return ascii(view, 16, 4).trim()
  if (ascii(view, at, 4) === 'desc') return ascii(view, at + 12, view.getUint32(at + 8) - 1)
  const length = view.getUint32(at + 20)
  const start = at + view.getUint32(at + 24)
  return String.fromCharCode(...Array.from({ length: length / 2 }, (_, i) => view.getUint16(start + i * 2)))
}

function ascii(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)))
}
