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

/** Kinds of tables that are read: lut8Type, lut16Type, lutAToBType, lutBToAType. */
const lutKinds = ['mft1', 'mft2', 'mAB ', 'mBA '] as const

/** The kind of a look-up table; null for one that is not read. */
export function lutKind(view: DataView, at: number): (typeof lutKinds)[number] | null {
  const kind = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)))
  return lutKinds.find((known) => known === kind) ?? null
}

/**
 * Reads a look-up table of an ICC profile as ICC.1:2022 has them. The matrix of the first two kinds is left out: it is
 * for XYZ inputs only, of which none but black is asked for.
 * @throws Error for another kind or other numbers of channels; RangeError for a table that is cut off
 */
export function readLut(view: DataView, at: number, inputs: 3 | 4, outputs: 3 | 4): LutMap {
  const kind = lutKind(view, at)
  if (kind === null) throw new Error('a look-up table of another kind')
  if (view.getUint8(at + 8) !== inputs || view.getUint8(at + 9) !== outputs) throw new Error('other channels')
  return kind === 'mft1' || kind === 'mft2' ? readTables(view, at, kind === 'mft2') : readCurves(view, at, kind)
}

function readTables(view: DataView, at: number, isWide: boolean): LutMap {
  const [inputs, outputs, nodes] = [view.getUint8(at + 8), view.getUint8(at + 9), view.getUint8(at + 10)]
  if (nodes === 0) throw new Error('a grid without points')
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

/**
 * Curves A at the device, grid, curves M, matrix, curves B at the connection space, or all of them the other way; all but
 * the last may be missing.
 */
function readCurves(view: DataView, at: number, kind: 'mAB ' | 'mBA '): LutMap {
  const [inputs, outputs] = [view.getUint8(at + 8), view.getUint8(at + 9)]
  const isFromDevice = kind === 'mAB '
  const steps = [12, 16, 20, 24, 28].map((field): LutMap | null => {
    const offset = view.getUint32(at + field)
    if (offset === 0) return null
    if (field === 16) return matrixAt(view, at + offset)
    if (field === 24) return gridFrom(view, at + offset, inputs, outputs)
    const count = (field === 28) === isFromDevice ? inputs : outputs
    return curvesAt(view, at + offset, field === 20 ? 3 : count)
  })
  if (steps[3] === null && inputs !== outputs) throw new Error('a table without its grid')
  const inOrder = (isFromDevice ? steps.toReversed() : steps).filter((step) => step !== null)
  return (input) => inOrder.reduce((values, step) => step(values), input)
}

function matrixAt(view: DataView, start: number): LutMap {
  const matrix = Array.from({ length: 12 }, (_, i) => view.getInt32(start + 4 * i) / 65536)
  return (values) => mixedBy(matrix, values)
}

function curvesAt(view: DataView, start: number, count: number): LutMap {
  const curves: Stage['curves'][number][] = []
  for (let next = start; curves.length < count; next += Math.ceil(toneCurveBytes(view, next) / 4) * 4)
    curves.push(toneCurve(view, next))
  return (values) => through({ curves }, values)
}

function gridFrom(view: DataView, at: number, inputs: number, outputs: number): LutMap {
  const nodes = Array.from({ length: inputs }, (_, index) => view.getUint8(at + index))
  const count = nodes.reduce((product, each) => product * each, outputs)
  if (nodes.includes(0)) throw new Error('a grid without points')
  const grid = { nodes, outputs, values: readValues(view, at + 20, count, view.getUint8(at + 16)) }
  return (values) => interpolate(grid, values)
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
