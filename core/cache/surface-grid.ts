import type { DepthRaster, FrameIntrinsics } from './depth.ts'
import { findRim, isOneSurface } from './rim.ts'

/** How far the surround continues the frame, in frame widths: 83° off the axis with the default lens. */
const SURROUND_FRAMES = 8

/** A cut cell is at most eight triangles and twelve vertices of its own. */
const CUT_INDICES = 24
const CUT_VERTICES = 12

/**
 * Depth samples with a ring of border points (the frame's edge, depth extrapolated by half a pixel) and a ring of
 * surround points (far outside, depth of the border) round them; collects triangles cell by cell.
 */
export class SurfaceGrid {
  readonly columns: number
  readonly rows: number
  readonly positions: Float32Array
  readonly uvs: Float32Array
  readonly indices: Uint32Array
  /** Per vertex: what `findRim` says of it. */
  readonly rim: Uint8Array
  vertexCount = 0
  indexCount = 0
  readonly #inverseDepth: Float64Array
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #intrinsics: FrameIntrinsics
  readonly #frame: { readonly width: number; readonly height: number }

  constructor(
    depth: DepthRaster,
    intrinsics: FrameIntrinsics,
    frame: { readonly width: number; readonly height: number },
  ) {
    this.columns = depth.width + 4
    this.rows = depth.height + 4
    this.#intrinsics = intrinsics
    this.#frame = frame
    this.#x = pixelPositions(depth.width, frame.width)
    this.#y = pixelPositions(depth.height, frame.height)
    this.#inverseDepth = extendInverseDepth(depth)
    const points = this.columns * this.rows
    const cells = (this.columns - 1) * (this.rows - 1)
    const cut = this.#countCutCells()
    const vertices = points + cut * CUT_VERTICES
    this.positions = new Float32Array(vertices * 3)
    this.uvs = new Float32Array(vertices * 2)
    this.rim = new Uint8Array(vertices)
    this.rim.set(findRim(this.#inverseDepth, this.columns))
    this.indices = new Uint32Array((cells - cut) * 6 + cut * CUT_INDICES)
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) {
        this.#addVertex(this.#x[column]!, this.#y[row]!, this.#inverseDepth[row * this.columns + column]!)
      }
    }
  }

  /** Adds the triangles of the cell whose upper left point is at `column`, `row`. */
  addCell(column: number, row: number): void {
    const first = row * this.columns + column
    const below = first + this.columns
    if (this.#isCut(first)) return this.#addCutCell([first, first + 1, below + 1, below], column, row)
    this.#addTriangle(first, below, first + 1)
    this.#addTriangle(first + 1, below, below + 1)
  }

  /** `corners` run clockwise from the upper left; edge k goes from corner k to the next. */
  #addCutCell(corners: readonly number[], column: number, row: number): void {
    const joined = corners.map((corner, k) => this.#isJoined(corner, corners[(k + 1) % 4]!))
    const x = [this.#x[column]!, this.#x[column + 1]!]
    const y = [this.#y[row]!, this.#y[row + 1]!]
    const middleX = (x[0]! + x[1]!) / 2
    const middleY = (y[0]! + y[1]!) / 2
    const edgeX = [middleX, x[1]!, middleX, x[0]!]
    const edgeY = [y[0]!, middleY, y[1]!, middleY]
    for (let k = 0; k < 4; k++) {
      const before = (k + 3) % 4
      const edgeAfter = this.#addVertex(edgeX[k]!, edgeY[k]!, this.#edgeInverseDepth(corners, joined, k, k))
      const edgeBefore = this.#addVertex(
        edgeX[before]!,
        edgeY[before]!,
        this.#edgeInverseDepth(corners, joined, before, k),
      )
      const centre = this.#addVertex(middleX, middleY, this.#partInverseDepth(corners, joined, k))
      this.rim.fill(this.rim[corners[k]!]!, edgeAfter, centre + 1)
      this.#addTriangle(corners[k]!, centre, edgeAfter)
      this.#addTriangle(corners[k]!, edgeBefore, centre)
    }
  }

  /** Inverse depth at the middle of an edge as the given corner sees it: shared when joined, else the corner's own. */
  #edgeInverseDepth(corners: readonly number[], joined: readonly boolean[], edge: number, corner: number): number {
    if (!joined[edge]) return this.#inverseDepth[corners[corner]!]!
    return (this.#inverseDepth[corners[edge]!]! + this.#inverseDepth[corners[(edge + 1) % 4]!]!) / 2
  }

  /** Mean inverse depth of the corners that hang together with the given one. */
  #partInverseDepth(corners: readonly number[], joined: readonly boolean[], corner: number): number {
    const part = [0, 0, 0, 0]
    part[corner] = 1
    for (let k = corner; joined[k] && !part[(k + 1) % 4]; k = (k + 1) % 4) part[(k + 1) % 4] = 1
    for (let k = (corner + 3) % 4; joined[k] && !part[k]; k = (k + 3) % 4) part[k] = 1
    let sum = 0
    let count = 0
    for (let k = 0; k < 4; k++) {
      sum += part[k]! * this.#inverseDepth[corners[k]!]!
      count += part[k]!
    }
    return sum / count
  }

  #countCutCells(): number {
    let count = 0
    for (let row = 0; row < this.rows - 1; row++) {
      for (let column = 0; column < this.columns - 1; column++) {
        if (this.#isCut(row * this.columns + column)) count++
      }
    }
    return count
  }

  /** With three of its four edges joined a cell still hangs together. */
  #isCut(first: number): boolean {
    const below = first + this.columns
    const apart =
      Number(!this.#isJoined(first, first + 1)) +
      Number(!this.#isJoined(first + 1, below + 1)) +
      Number(!this.#isJoined(below + 1, below)) +
      Number(!this.#isJoined(below, first))
    return apart > 1
  }

  #isJoined(a: number, b: number): boolean {
    return isOneSurface(this.#inverseDepth[a]!, this.#inverseDepth[b]!)
  }

  #addVertex(x: number, y: number, inverseDepth: number): number {
    const [fx = 1, fy = 1, cx = 0, cy = 0] = this.#intrinsics
    const vertex = this.vertexCount++
    const depth = 1 / inverseDepth
    this.positions[vertex * 3] = ((x - cx) / fx) * depth
    this.positions[vertex * 3 + 1] = ((y - cy) / fy) * depth
    this.positions[vertex * 3 + 2] = depth
    this.uvs[vertex * 2] = Math.min(1, Math.max(0, x / this.#frame.width))
    this.uvs[vertex * 2 + 1] = Math.min(1, Math.max(0, y / this.#frame.height))
    return vertex
  }

  #addTriangle(a: number, b: number, c: number): void {
    this.indices[this.indexCount++] = a
    this.indices[this.indexCount++] = b
    this.indices[this.indexCount++] = c
  }
}

/** Pixel positions of samples along one axis: surround, frame edge, pixel centres, frame edge, surround. */
function pixelPositions(samples: number, extent: number): Float64Array {
  const positions = new Float64Array(samples + 4)
  positions[0] = -SURROUND_FRAMES * extent
  for (let i = 0; i < samples; i++) positions[i + 2] = ((i + 0.5) * extent) / samples
  positions[samples + 2] = extent
  positions[samples + 3] = (1 + SURROUND_FRAMES) * extent
  return positions
}

/** Inverse depth `[height + 4, width + 4]`: a plane's is linear over the picture, so half a pixel is a fair guess. */
function extendInverseDepth(depth: DepthRaster): Float64Array {
  const columns = depth.width + 4
  const rows = depth.height + 4
  const extended = new Float64Array(columns * rows)
  for (let row = 0; row < depth.height; row++) {
    const start = (row + 2) * columns
    for (let column = 0; column < depth.width; column++) {
      extended[start + column + 2] = 1 / depth.values[row * depth.width + column]!
    }
    extendLine(extended, start, 1, columns)
  }
  for (let column = 0; column < columns; column++) extendLine(extended, column, columns, rows)
  return extended
}

function extendLine(values: Float64Array, start: number, stride: number, count: number): void {
  const at = (i: number): number => values[start + i * stride]!
  const edge = (outer: number, inner: number): number =>
    isOneSurface(outer, inner) ? 1.5 * outer - 0.5 * inner : outer
  const last = count - 3
  const low = edge(at(2), at(Math.min(3, last)))
  const high = edge(at(last), at(Math.max(2, last - 1)))
  values[start] = values[start + stride] = low
  values[start + (last + 1) * stride] = values[start + (last + 2) * stride] = high
}
