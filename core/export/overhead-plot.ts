import type { DepthRaster } from '../cache/depth.ts'
import { isOneSurface } from '../cache/rim.ts'
import type { Camera } from '../contract/generation.ts'
import type { PixelBox } from '../framing/framing.ts'

/** A place seen from above, in subject distances from the board's camera: x to its right, z away from it. */
export type PlotPoint = readonly [x: number, z: number]

/** Something that stands up in the board, as a line on the ground plan. */
export interface PlotLine {
  readonly points: readonly PlotPoint[]
  /** Mean of what is seen of it in height, subject distances. */
  readonly height: number
}

/** A camera from above: where it is, and the edges of what it frames as directions of length 1. */
export interface PlotCamera {
  readonly at: PlotPoint
  readonly left: PlotPoint
  readonly right: PlotPoint
}

export interface OverheadPlot {
  readonly outline: readonly PlotLine[]
  /** The camera's way, first to last. */
  readonly path: readonly PlotPoint[]
  /** At the keys, the first and the last frame among them. */
  readonly cameras: readonly PlotCamera[]
}

/** What a plan is drawn from: the raster that the viewport's triangles are made of, and the camera that it is seen by. */
export interface PlotBoard {
  readonly depth: DepthRaster
  /** fx, fy, cx, cy of the board's camera in pixels of `size`. */
  readonly intrinsics: readonly number[]
  /** The model's frame, which the raster covers. */
  readonly size: { readonly width: number; readonly height: number }
}

export interface PlotShot {
  readonly cameras: readonly Camera[]
  /** Indices of cameras that stand on keys; the first and the last are always drawn. */
  readonly keys: readonly number[]
  /** The film's frame in pixels of the model size. */
  readonly frameBox: PixelBox
}

const pathPoints = 128
/** More cameras than this hide each other. */
const mostCameras = 12

/** The ground plan of a shot. */
export function overheadPlot(board: PlotBoard, shot: PlotShot): OverheadPlot {
  const { cameras } = shot
  const last = cameras.length - 1
  const count = Math.min(cameras.length, pathPoints)
  const path = Array.from({ length: count }, (_, step) =>
    placeOf(cameras[count === 1 ? 0 : Math.round((step * last) / (count - 1))]!),
  )
  const keys = [...new Set([0, ...shot.keys.filter((key) => key > 0 && key < last), last])]
  const step = Math.max(1, Math.ceil((keys.length - 1) / (mostCameras - 1)))
  const drawn = keys.filter((key, index) => index % step === 0 || key === last)
  return {
    outline: boardOutline(board),
    path,
    cameras: drawn.map((key) => plotCamera(cameras[key]!, shot.frameBox)),
  }
}

function placeOf({ worldFromCamera }: Camera): PlotPoint {
  return [worldFromCamera[3]!, worldFromCamera[11]!]
}

function plotCamera(camera: Camera, { x, width }: PixelBox): PlotCamera {
  return { at: placeOf(camera), left: edgeOf(camera, x), right: edgeOf(camera, x + width) }
}

/** Where the ray through the middle of a side of the frame goes, seen from above; nowhere for one straight up or down. */
function edgeOf({ worldFromCamera: pose, intrinsics }: Camera, column: number): PlotPoint {
  const [fx = 1, , cx = 0] = intrinsics
  const across = (column - cx) / fx
  const x = pose[0]! * across + pose[2]!
  const z = pose[8]! * across + pose[10]!
  const length = Math.sqrt(x * x + z * z)
  return length < 1e-6 ? [0, 0] : [x / length, z / length]
}

/** Strips of the board from left to right, and the rows that each is looked at in. */
const strips = 96
const rows = 72

/** Sky and what is as good as it: a plan of the street shows nothing so far away. */
const farthest = 40

/** A run of this many rows is the least that counts as something that stands. */
const leastRows = 3

/** A stretch of one strip that stands upright: the rows it takes, and where it is. */
interface Upright {
  readonly strip: number
  readonly firstRow: number
  readonly lastRow: number
  readonly inverseDepth: number
  readonly point: PlotPoint
  readonly height: number
}

/**
 * Everything upright in a board as lines on its ground plan: walls, people, the board itself where it is flat. A floor
 * recedes from row to row more than it rises, so that it leaves no line.
 */
export function boardOutline(board: PlotBoard): PlotLine[] {
  const chains: Upright[][] = []
  let before: Upright[][] = []
  for (let strip = 0; strip < strips; strip++) {
    const free = new Set(before)
    const now = uprightsOf(board, strip).map((upright) => {
      const chain = [...free].find((each) => hangTogether(each[each.length - 1]!, upright))
      if (chain === undefined) {
        chains.push([upright])
        return chains[chains.length - 1]!
      }
      free.delete(chain)
      chain.push(upright)
      return chain
    })
    before = now
  }
  return chains.flatMap((chain) => (chain.length < 2 ? [] : [lineOf(chain)]))
}

function hangTogether(a: Upright, b: Upright): boolean {
  return isOneSurface(a.inverseDepth, b.inverseDepth) && a.firstRow <= b.lastRow && b.firstRow <= a.lastRow
}

function lineOf(chain: readonly Upright[]): PlotLine {
  return {
    points: chain.map(({ point }) => point),
    height: chain.reduce((sum, { height }) => sum + height, 0) / chain.length,
  }
}

function uprightsOf({ depth, intrinsics, size }: PlotBoard, strip: number): Upright[] {
  const [fx = 1, fy = 1, cx = 0, cy = 0] = intrinsics
  const inverse = Array.from({ length: rows }, (_, row) => inverseDepthAt(depth, strip, row))
  const risesAt = (row: number): boolean => standsUp(row, inverse, { fy, cy, height: size.height })
  const found: Upright[] = []
  let from = 0
  for (let row = 0; row < rows; row++) {
    if (row + 1 < rows && risesAt(row)) continue
    if (row - from + 1 >= leastRows) {
      const run = inverse.slice(from, row + 1)
      const inverseDepth = run.toSorted((a, b) => a - b)[run.length >> 1]!
      const column = ((strip + 0.5) / strips) * size.width
      const point: PlotPoint = [(column - cx) / fx / inverseDepth, 1 / inverseDepth]
      const height = (((row - from + 1) / rows) * size.height) / fy / inverseDepth
      if (1 / inverseDepth < farthest) found.push({ strip, firstRow: from, lastRow: row, inverseDepth, point, height })
    }
    from = row + 1
  }
  return found
}

/** Whether the surface between a row and the next is one and rises more than it recedes. */
function standsUp(
  row: number,
  inverse: readonly number[],
  { fy, cy, height }: { readonly fy: number; readonly cy: number; readonly height: number },
): boolean {
  const [here, below] = [inverse[row]!, inverse[row + 1]!]
  if (!isOneSurface(here, below)) return false
  const slopeAt = (each: number): number => (((each + 0.5) / rows) * height - cy) / fy
  const rise = Math.abs(slopeAt(row + 1) / below - slopeAt(row) / here)
  return rise > Math.abs(1 / below - 1 / here)
}

/** Mean inverse depth of a cell of the board, as many samples as lie in it. */
function inverseDepthAt({ width, height, values }: DepthRaster, strip: number, row: number): number {
  const columns = samplesOf(strip, strips, width)
  const lines = samplesOf(row, rows, height)
  let sum = 0
  for (let y = lines.from; y < lines.to; y++)
    for (let x = columns.from; x < columns.to; x++) sum += 1 / values[y * width + x]!
  return sum / ((lines.to - lines.from) * (columns.to - columns.from))
}

function samplesOf(index: number, parts: number, samples: number): { readonly from: number; readonly to: number } {
  const from = Math.min(samples - 1, Math.floor((index * samples) / parts))
  return { from, to: Math.max(from + 1, Math.floor(((index + 1) * samples) / parts)) }
}
