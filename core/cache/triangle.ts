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
/** The board's own surface beside a depth jump. */
export const RIM = 2
/** The margin that continues the frame's border, only drawn where the board leaves holes. */
export const SURROUND = 3

const HALF = SUBPIXEL_STEPS / 2

/** Boxes wider than this find the ends of each row by division instead of testing every pixel. */
const NARROW_FROM = 8

/** Edges of the triangle at hand: value at the first pixel, step per column, step per row, least value inside. */
const edges = new Float64Array(12)

/**
 * Draws one triangle if it faces the camera: each pixel whose centre lies inside (shared edges belong to exactly one
 * side, by the top-left rule) gets the nearest surface.
 * @param a,b,c vertex numbers, counter-clockwise as seen when the triangle faces the camera
 * @param layer written into `layers`; the surround never covers the board's surface
 */
export function drawTriangle(
  target: PixelTarget,
  vertices: ProjectedVertices,
  a: number,
  b: number,
  c: number,
  layer: number,
): void {
  const ax = vertices.x[a]!
  const ay = vertices.y[a]!
  const bx = vertices.x[b]!
  const by = vertices.y[b]!
  const cx = vertices.x[c]!
  const cy = vertices.y[c]!
  const area = (by - ay) * (cx - ax) - (bx - ax) * (cy - ay)
  if (area <= 0) return
  const left = Math.max(0, (Math.min(ax, bx, cx) + HALF - 1) >> SUBPIXEL_BITS)
  const right = Math.min(target.width - 1, (Math.max(ax, bx, cx) - HALF) >> SUBPIXEL_BITS)
  const top = Math.max(0, (Math.min(ay, by, cy) + HALF - 1) >> SUBPIXEL_BITS)
  const bottom = Math.min(target.height - 1, (Math.max(ay, by, cy) - HALF) >> SUBPIXEL_BITS)
  if (left > right || top > bottom) return
  const px = left * SUBPIXEL_STEPS + HALF
  const py = top * SUBPIXEL_STEPS + HALF
  setEdge(0, cx, cy, bx, by, px, py)
  setEdge(4, ax, ay, cx, cy, px, py)
  setEdge(8, bx, by, ax, ay, px, py)
  fillTriangle(target, vertices, a, b, c, left, right, top, bottom, layer)
}

/**
 * Edge from p to q, clockwise on the screen, positive inside. All values are whole numbers, so that asking 1 of an
 * edge that is neither top nor left turns "on the edge" into "outside" and nothing else.
 */
function setEdge(at: number, px: number, py: number, qx: number, qy: number, x: number, y: number): void {
  const dx = qx - px
  const dy = qy - py
  const ownsItsPixels = dy < 0 || (dy === 0 && dx > 0)
  edges[at] = dx * (y - py) - dy * (x - px)
  edges[at + 1] = -dy * SUBPIXEL_STEPS
  edges[at + 2] = dx * SUBPIXEL_STEPS
  edges[at + 3] = ownsItsPixels ? 0 : 1
}

function fillTriangle(
  target: PixelTarget,
  vertices: ProjectedVertices,
  a: number,
  b: number,
  c: number,
  left: number,
  right: number,
  top: number,
  bottom: number,
  layer: number,
): void {
  const { width, inverseDepth, layers } = target
  const za = vertices.inverseDepth[a]!
  const zb = vertices.inverseDepth[b]!
  const zc = vertices.inverseDepth[c]!
  const ua = vertices.u[a]!
  const ub = vertices.u[b]!
  const uc = vertices.u[c]!
  const va = vertices.v[a]!
  const vb = vertices.v[b]!
  const vc = vertices.v[c]!
  const ax = vertices.x[a]!
  const ay = vertices.y[a]!
  const area = (vertices.y[b]! - ay) * (vertices.x[c]! - ax) - (vertices.x[b]! - ax) * (vertices.y[c]! - ay)
  const pictureArea = Math.abs((ub - ua) * (vc - va) - (vb - va) * (uc - ua))
  const footprint = (pictureArea * SUBPIXEL_STEPS * SUBPIXEL_STEPS) / area
  const inverseArea = 1 / area
  const stepA = edges[1]!
  const stepB = edges[5]!
  const stepC = edges[9]!
  const leastA = edges[3]!
  const leastB = edges[7]!
  const leastC = edges[11]!
  for (let row = top; row <= bottom; row++) {
    const down = row - top
    let first = left
    let last = right
    if (right - left > NARROW_FROM) {
      first = firstInside(down, left, right)
      last = lastInside(down, left, right)
    }
    const across = first - left
    let ea = edges[0]! + down * edges[2]! + across * stepA
    let eb = edges[4]! + down * edges[6]! + across * stepB
    let ec = edges[8]! + down * edges[10]! + across * stepC
    for (let pixel = row * width + first, end = row * width + last; pixel <= end; pixel++) {
      if (
        ea >= leastA &&
        eb >= leastB &&
        ec >= leastC &&
        (layer !== SURROUND || layers[pixel] === HOLE || layers[pixel] === SURROUND)
      ) {
        const wa = ea * za
        const wb = eb * zb
        const wc = ec * zc
        const sum = wa + wb + wc
        const inverse = sum * inverseArea
        if (inverse > inverseDepth[pixel]!) {
          const scale = 1 / sum
          inverseDepth[pixel] = inverse
          target.u[pixel] = (wa * ua + wb * ub + wc * uc) * scale
          target.v[pixel] = (wa * va + wb * vb + wc * vc) * scale
          target.footprint[pixel] = footprint
          layers[pixel] = layer
        }
      }
      ea += stepA
      eb += stepB
      ec += stepC
    }
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
