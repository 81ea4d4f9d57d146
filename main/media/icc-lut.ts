import { toneCurve, toneCurveBytes } from './icc-curves.ts'

/** Takes coordinates of one space, each 0..1, to those of another. */
export type LutMap = (input: readonly number[]) => readonly number[]

interface Stage {
  readonly curves: readonly ((x: number) => number)[]
}

/** A grid of `nodes[0] × nodes[1] × …` points, the last input fastest, with `outputs` values each. */
interface Grid {
  readonly nodes: readonly number[]
  readonly outputs: number
  readonly values: Float64Array
}

/**
 * Reads a look-up table of an ICC profile: `mft1`, `mft2` (lut8Type, lut16Type) or `mAB ` (lutAToBType), as ICC.1:2022
 * has them. The matrix of the first two is for XYZ inputs only, which devices have not.
 * @throws Error for another kind or other numbers of channels; RangeError for a table that is cut off
 */
export function readLut(view: DataView, at: number, inputs: 3 | 4, outputs: 3 | 4): LutMap {
  const kind = view.getUint32(at)
  if (view.getUint8(at + 8) !== inputs || view.getUint8(at + 9) !== outputs) throw new Error('other channels')
  if (kind === 0x6d667431 || kind === 0x6d667432) return readTables(view, at, kind === 0x6d667432)
  if (kind === 0x6d414220) return readCurves(view, at)
  throw new Error('a look-up table of another kind')
}

function readTables(view: DataView, at: number, isWide: boolean): LutMap {
  const [inputs, outputs, nodes] = [view.getUint8(at + 8), view.getUint8(at + 9), view.getUint8(at + 10)]
  const [inputEntries, outputEntries] = isWide ? [view.getUint16(at + 48), view.getUint16(at + 50)] : [256, 256]
  let next = at + (isWide ? 52 : 48)
  const take = (count: number): Float64Array => {
    const values = readValues(view, next, count, isWide ? 2 : 1)
    next += count * (isWide ? 2 : 1)
    return values
  }
  const before = { curves: Array.from({ length: inputs }, () => sampled(take(inputEntries))) }
  const grid = { nodes: Array.from({ length: inputs }, () => nodes), outputs, values: take(nodes ** inputs * outputs) }
  const after = { curves: Array.from({ length: outputs }, () => sampled(take(outputEntries))) }
  return (input) => through(after, interpolate(grid, through(before, input)))
}

/** Curves A, grid, curves M, matrix, curves B: all but the last may be missing. */
function readCurves(view: DataView, at: number): LutMap {
  const [inputs, outputs] = [view.getUint8(at + 8), view.getUint8(at + 9)]
  const [b, matrixAt, m, gridAt, a] = [12, 16, 20, 24, 28].map((field) => view.getUint32(at + field)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const stage = (offset: number, count: number): Stage | null =>
    offset === 0 ? null : curvesAt(view, at + offset, count)
  const grid = gridAt === 0 ? null : gridFrom(view, at + gridAt, inputs, outputs)
  const [curvesA, curvesM, curvesB] = [stage(a, inputs), stage(m, outputs), stage(b, outputs)]
  const matrix =
    matrixAt === 0 ? null : Array.from({ length: 12 }, (_, i) => view.getInt32(at + matrixAt + 4 * i) / 65536)
  return (input) => {
    const gridded = grid === null ? input : interpolate(grid, curvesA === null ? input : through(curvesA, input))
    const curved = curvesM === null ? gridded : through(curvesM, gridded)
    const mixed = matrix === null ? curved : mixedBy(matrix, curved)
    return curvesB === null ? mixed : through(curvesB, mixed)
  }
}

function curvesAt(view: DataView, start: number, count: number): Stage {
  const curves: Stage['curves'][number][] = []
  for (let next = start; curves.length < count; next += Math.ceil(toneCurveBytes(view, next) / 4) * 4)
    curves.push(toneCurve(view, next))
  return { curves }
}

function gridFrom(view: DataView, at: number, inputs: number, outputs: number): Grid {
  const nodes = Array.from({ length: inputs }, (_, index) => view.getUint8(at + index))
  const count = nodes.reduce((product, each) => product * each, outputs)
  return { nodes, outputs, values: readValues(view, at + 20, count, view.getUint8(at + 16)) }
}

/** @param bytes 1 or 2 of each value */
function readValues(view: DataView, at: number, count: number, bytes: number): Float64Array {
  if (at + count * bytes > view.byteLength) throw new RangeError('a table that is cut off')
  return Float64Array.from({ length: count }, (_, index) =>
    bytes === 1 ? view.getUint8(at + index) / 255 : view.getUint16(at + 2 * index) / 65535,
  )
}

function sampled(values: Float64Array): (x: number) => number {
  const last = values.length - 1
  return (x) => {
    const low = Math.floor(x * last)
    const start = values[low]!
    return start + ((values[low + 1] ?? start) - start) * (x * last - low)
  }
}

function through({ curves }: Stage, values: readonly number[]): readonly number[] {
  return curves.map((curve, index) => Math.min(1, Math.max(0, curve(values[index]!))))
}

function mixedBy(matrix: readonly number[], values: readonly number[]): readonly number[] {
  return [0, 1, 2].map((row) =>
    values.reduce((sum, value, column) => sum + matrix[3 * row + column]! * value, matrix[9 + row]!),
  )
}

/** Linear between the nodes in all directions. */
function interpolate({ nodes, outputs, values }: Grid, input: readonly number[]): readonly number[] {
  const places = nodes.map((count, index) => Math.min(1, Math.max(0, input[index]!)) * (count - 1))
  const result = Array.from({ length: outputs }, () => 0)
  for (let corner = 0; corner < 1 << nodes.length; corner++) {
    let [weight, at] = [1, 0]
    for (const [axis, place] of places.entries()) {
      const low = Math.floor(place)
      const isHigh = ((corner >> axis) & 1) === 1
      weight *= isHigh ? place - low : 1 - (place - low)
      at = at * nodes[axis]! + low + (isHigh ? 1 : 0)
    }
    if (weight === 0) continue
    for (let output = 0; output < outputs; output++) result[output]! += weight * values[at * outputs + output]!
  }
  return result
}
