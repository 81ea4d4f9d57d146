import { SUBPIXEL_BITS, SUBPIXEL_STEPS, type ProjectedVertices } from './projection.ts'

/** What a frame's pixels show, before colours are fetched. All `[height, width]`. */
export interface PixelTarget {
  readonly width: number
  readonly height: number
  /** 1 / z-depth of the nearest surface so far, 0 where none. */
  readonly inverseDepth: Float32Array
  readonly u: Float32Array
  readonly v: Float32Array
  /** Squared size of a pixel on the picture, in parts of the whole picture's area: picks the texture's level. */
  readonly footprint: Float32Array
  /** {@link HOLE} or the layer that the pixel shows. */
  readonly layers: Uint8Array
}

export const HOLE = 0
/** The board's own surface. */
export const SURFACE = 1
/** The board's own surface before a depth jump. */
export const RIM = 2
/** The board's own surface right behind a depth jump. */
export const FRINGE = 3
/** The margin that continues the frame's border, only drawn where the board leaves holes. */
export const SURROUND = 4
/** The first invented surface; each further one has the next number. */
export const INVENTED = 5

/**
 * An invented surface hides one invented before it only where it is clearly nearer: where two of them continue the same
 * wall, the earlier one is seen from everywhere.
 */
const HIDES_EARLIER = 1.1

const HALF = SUBPIXEL_STEPS / 2

/** Boxes wider than this find the ends of each row by division instead of testing every pixel. */
const NARROW_FROM = 8

/**
 * The triangle at hand, kept here because numbers handed from function to function may cost an allocation each. Edges:
 * value at the first pixel, step per column, step per row, least value inside; opposite the corners a, b, c.
 */
const edges = new Float64Array(12)

/** Inverse depth of the corners, their u, their v; then 1 / area and the footprint. */
const corners = new Float64Array(11)

/**
 * Draws one triangle if it faces the camera: each pixel whose centre lies inside (shared edges belong to exactly one
 * side, by the top-left rule) gets the nearest surface.
 * @param a,b,c vertex numbers, counter-clockwise as seen when the triangle faces the camera
 * @param layer written into `layers`; nothing invented ever covers the board's surface, the surround nothing at all
 */
export function drawTriangle(
  target: PixelTarget,
  vertices: ProjectedVertices,
  a: number,
  b: number,
  c: number,
  layer: number,
): void {
  const { x, y } = vertices
  const ax = x[a]!
  const ay = y[a]!
  const bx = x[b]!
  const by = y[b]!
  const cx = x[c]!
  const cy = y[c]!
  const area = (by - ay) * (cx - ax) - (bx - ax) * (cy - ay)
  if (area <= 0) return
  const left = Math.max(0, (Math.min(ax, bx, cx) + HALF - 1) >> SUBPIXEL_BITS)
  const right = Math.min(target.width - 1, (Math.max(ax, bx, cx) - HALF) >> SUBPIXEL_BITS)
  const top = Math.max(0, (Math.min(ay, by, cy) + HALF - 1) >> SUBPIXEL_BITS)
  const bottom = Math.min(target.height - 1, (Math.max(ay, by, cy) - HALF) >> SUBPIXEL_BITS)
  if (left > right || top > bottom) return
  setEdge(0, x, y, c, b, left, top)
  setEdge(4, x, y, a, c, left, top)
  setEdge(8, x, y, b, a, left, top)
  setCorners(vertices, a, b, c)
  corners[9] = 1 / area
  corners[10] = (corners[10]! * SUBPIXEL_STEPS * SUBPIXEL_STEPS) / area
  const wide = right - left > NARROW_FROM
  for (let row = top; row <= bottom; row++) {
    const first = wide ? firstInside(row - top, left, right) : left
    const last = wide ? lastInside(row - top, left, right) : right
    drawRow(target, row, row - top, first, last, first - left, layer)
  }
}

/**
 * Edge from vertex p to q, clockwise on the screen, positive inside. All values are whole numbers, so that asking 1 of
 * an edge that is neither top nor left turns "on the edge" into "outside" and nothing else.
 */
function setEdge(at: number, x: Int32Array, y: Int32Array, p: number, q: number, left: number, top: number): void {
  const dx = x[q]! - x[p]!
  const dy = y[q]! - y[p]!
  const ownsItsPixels = dy < 0 || (dy === 0 && dx > 0)
  const acrossToPixel = left * SUBPIXEL_STEPS + HALF - x[p]!
  const downToPixel = top * SUBPIXEL_STEPS + HALF - y[p]!
  edges[at] = dx * downToPixel - dy * acrossToPixel
  edges[at + 1] = -dy * SUBPIXEL_STEPS
  edges[at + 2] = dx * SUBPIXEL_STEPS
  edges[at + 3] = ownsItsPixels ? 0 : 1
}

function setCorners({ inverseDepth, u, v }: ProjectedVertices, a: number, b: number, c: number): void {
  corners[0] = inverseDepth[a]!
  corners[1] = inverseDepth[b]!
  corners[2] = inverseDepth[c]!
  corners[3] = u[a]!
  corners[4] = u[b]!
  corners[5] = u[c]!
  corners[6] = v[a]!
  corners[7] = v[b]!
  corners[8] = v[c]!
  corners[10] = Math.abs((u[b]! - u[a]!) * (v[c]! - v[a]!) - (v[b]! - v[a]!) * (u[c]! - u[a]!))
}

/** Pixels `first` to `last` of a row; `down` and `across` count from the pixel that the edges' values are for. */
function drawRow(
  target: PixelTarget,
  row: number,
  down: number,
  first: number,
  last: number,
  across: number,
  layer: number,
): void {
  const { width, inverseDepth, layers } = target
  let ea = edges[0]! + down * edges[2]! + across * edges[1]! - edges[3]!
  let eb = edges[4]! + down * edges[6]! + across * edges[5]! - edges[7]!
  let ec = edges[8]! + down * edges[10]! + across * edges[9]! - edges[11]!
  for (let pixel = row * width + first, end = row * width + last; pixel <= end; pixel++) {
    if (ea >= 0 && eb >= 0 && ec >= 0) {
      const wa = (ea + edges[3]!) * corners[0]!
      const wb = (eb + edges[7]!) * corners[1]!
      const wc = (ec + edges[11]!) * corners[2]!
      const sum = wa + wb + wc
      const inverse = sum * corners[9]!
      const shown = layers[pixel]!
      let nearest = inverseDepth[pixel]!
      if (layer > FRINGE && shown !== HOLE && shown !== layer) {
        nearest = layer === SURROUND || shown <= SURROUND ? Infinity : nearest * HIDES_EARLIER
      }
      if (inverse > nearest) {
        inverseDepth[pixel] = inverse
        layers[pixel] = layer
        target.u[pixel] = (wa * corners[3]! + wb * corners[4]! + wc * corners[5]!) / sum
        target.v[pixel] = (wa * corners[6]! + wb * corners[7]! + wc * corners[8]!) / sum
        target.footprint[pixel] = corners[10]!
      }
    }
    ea += edges[1]!
    eb += edges[5]!
    ec += edges[9]!
  }
}

/** First pixel of a row that an edge falling to the left lets in. */
function firstInside(down: number, left: number, right: number): number {
  let first = left
  for (let at = 0; at < 12; at += 4) {
    const value = edges[at]! + down * edges[at + 2]! - edges[at + 3]!
    const step = edges[at + 1]!
    if (value >= 0) continue
    if (step <= 0) return right + 1
    first = Math.max(first, left + Math.min(right - left + 1, Math.ceil(-value / step)))
  }
  return first
}

/** Last pixel of a row that an edge falling to the right lets in. */
function lastInside(down: number, left: number, right: number): number {
  let last = right
  for (let at = 0; at < 12; at += 4) {
    const value = edges[at]! + down * edges[at + 2]! - edges[at + 3]!
    const step = edges[at + 1]!
    if (value >= 0 && step < 0) last = Math.min(last, left + Math.min(right - left, Math.floor(value / -step)))
  }
  return last
}
