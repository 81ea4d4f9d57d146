import { connectionSpace, deviceToSrgb, type DeviceToSrgb } from './icc-colours.ts'
import { lightestBlack, linearSrgbFromXyz, luminanceOf, srgbTable, toneCurve, whiteXyz } from './icc-curves.ts'
import type { PictureHeader } from './header.ts'

/** Turns one 8-bit RGB or grey picture of a profile's space into sRGB, in place: `[pixels, 3]`. */
export type ToSrgb = (rgb: Uint8Array) => void

/** What becomes of a picture with an embedded profile. `convert` is null when the profile is sRGB already. */
export type ProfileReading =
  | { readonly kind: 'known'; readonly convert: ToSrgb | null }
  | { readonly kind: 'inks'; readonly toSrgb: DeviceToSrgb }
  | { readonly kind: 'unknown'; readonly name: string }

/**
 * Reads an ICC profile (ICC.1:2022) of the matrix and tone-curve kinds that cameras, displays and editors embed (sRGB,
 * Display P3, Adobe RGB, ProPhoto, grey gammas), or of the look-up tables of printers and scanners (CMYK, RGB). Colours
 * outside of sRGB are clipped (relative colorimetric). Other spaces, as Lab, come back as unknown, with their name.
 */
export function readProfile(profile: Uint8Array, colour: PictureHeader['colour']): ProfileReading {
  try {
    const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength)
    const tags = readTags(view)
    const space = ascii(view, 16, 4)
    const grey = colour === 'grey'
    if (space === 'CMYK' && colour === 'cmyk') return { kind: 'inks', toSrgb: deviceToSrgb(view, tags, 4) }
    if (space === 'RGB ' && colour === 'cmyk') return { kind: 'unknown', name: profileName(view, tags) }
    if (space === 'GRAY' && grey) return { kind: 'known', convert: unlessSrgb(greyConversion(view, tags), true) }
    if (space === 'RGB ' && !grey && ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'].every((tag) => tags.has(tag))) {
      return { kind: 'known', convert: unlessSrgb(matrixConversion(view, tags), false) }
    }
    if (space === 'RGB ' && !grey) {
      const toSrgb = deviceToSrgb(view, tags, 3)
      return { kind: 'known', convert: unlessSrgb((rgb) => rgb.set(toSrgb(rgb)), false) }
    }
    // An RGB profile on a grey picture: decoders give equal channels, and its white stays white.
    if (space === 'RGB ' && grey) return { kind: 'known', convert: null }
    return { kind: 'unknown', name: profileName(view, tags) }
  } catch {
    return { kind: 'unknown', name: nameOrMark(profile) }
  }
}

/** The name of a profile that cannot be read otherwise. */
function nameOrMark(profile: Uint8Array): string {
  try {
    const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength)
    return profileName(view, readTags(view))
  } catch {
    return '?'
  }
}

type Tags = ReadonlyMap<string, number>

/** Profiles have some dozens of tags and some megabytes; their tables take eight times that in memory. */
const most = { tags: 1000, bytes: 16 << 20, nameLetters: 200 } as const

function readTags(view: DataView): Tags {
  const count = view.getUint32(128)
  if (count > most.tags || view.byteLength > most.bytes) throw new RangeError('larger than profiles are')
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

/** The curve tells luminance, or lightness where the profile connects through Lab. Its darkest value is black, as of inks. */
function greyConversion(view: DataView, tags: Tags): ToSrgb {
  const isLab = connectionSpace(view) === 'Lab'
  const light = toneTable(view, offset(tags, 'kTRC')).map((value) => (isLab ? luminanceOf(100 * value) : value))
  const black = Math.min(light[0]!, lightestBlack)
  const curve = light.map((value) => (value - black) / (1 - black))
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
  const curve = toneCurve(view, at)
  return Float64Array.from({ length: 256 }, (_, value) => curve(value / 255))
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
  if (ascii(view, at, 4) === 'desc') return ascii(view, at + 12, Math.min(most.nameLetters, view.getUint32(at + 8) - 1))
  const length = Math.min(2 * most.nameLetters, view.getUint32(at + 20))
  const start = at + view.getUint32(at + 24)
  return String.fromCharCode(...Array.from({ length: length / 2 }, (_, i) => view.getUint16(start + i * 2)))
}

function ascii(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)))
}
