/** Row-major 3×3. */
type Matrix3 = readonly number[]

/** Chromaticities x, y of red, green, blue and white, as OpenEXR's attribute has them. */
export type Chromaticities = readonly number[]

/** ITU-R BT.709-6, and sRGB with it. */
const rec709: Chromaticities = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329]

/** Programs write sRGB's own with three or four digits. */
const sameWithin = 0.001

/** Real primaries, the widest too, need factors below 10. */
const largest = 1000

/** Bradford's cone responses from XYZ (Lam 1985, as ICC.1 annex E has them). */
const bradford: Matrix3 = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296]

/**
 * Linear sRGB from linear light of other primaries: SMPTE RP 177 for the primaries, Bradford's adaptation for the white.
 * @returns null where both are the same, and for chromaticities that span no colours: they tell nothing
 */
export function linearSrgbFrom(chromaticities: Chromaticities): Matrix3 | null {
  if (rec709.every((value, index) => Math.abs(value - (chromaticities[index] ?? 0)) <= sameWithin)) return null
  const xyzFromSource = xyzFrom(chromaticities)
  const matrix = multiply(inverse(xyzFrom(rec709)), multiply(adaptation(chromaticities, rec709), xyzFromSource))
  return matrix.every((value) => Math.abs(value) < largest) ? matrix : null
}

/** XYZ of red, green and blue of full strength, whose sum is the white of luminance 1. */
function xyzFrom(chromaticities: Chromaticities): Matrix3 {
  const [red, green, blue] = [0, 1, 2].map((index) => xyzOf(chromaticities, index))
  const columns = [0, 1, 2].flatMap((row) => [red![row]!, green![row]!, blue![row]!])
  const strengths = apply(inverse(columns), xyzOf(chromaticities, 3))
  return columns.map((value, index) => value * strengths[index % 3]!)
}

function xyzOf(chromaticities: Chromaticities, index: number): readonly number[] {
  const [x = 0, y = 0] = chromaticities.slice(2 * index, 2 * index + 2)
  return [x / y, 1, (1 - x - y) / y]
}

function adaptation(from: Chromaticities, to: Chromaticities): Matrix3 {
  const [before, after] = [apply(bradford, xyzOf(from, 3)), apply(bradford, xyzOf(to, 3))]
  const scaled = bradford.map(
    (value, index) => value * (after[Math.floor(index / 3)]! / before[Math.floor(index / 3)]!),
  )
  return multiply(inverse(bradford), scaled)
}

function apply(matrix: Matrix3, [x = 0, y = 0, z = 0]: readonly number[]): readonly number[] {
  return [0, 3, 6].map((row) => matrix[row]! * x + matrix[row + 1]! * y + matrix[row + 2]! * z)
}

function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const columns = [0, 1, 2].map((column) => apply(a, [b[column]!, b[3 + column]!, b[6 + column]!]))
  return [0, 1, 2].flatMap((row) => columns.map((column) => column[row]!))
}

function inverse(matrix: Matrix3): Matrix3 {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = matrix
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  const adjugate = [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f]
  return [...adjugate, d * h - e * g, b * g - a * h, a * e - b * d].map((value) => value / determinant)
}
