/** A point in homogeneous places of a frame, with the place in space that it stands for: u w, v w, w, x, y, z. */
type Point = readonly [number, number, number, number, number, number]

const leastDepth = 1e-6

/** Signed distances to the frame's borders and to the plane of the lens; positive is inside. */
const borders: readonly ((u: number, v: number, w: number) => number)[] = [
  (u) => u,
  (u, _v, w) => w - u,
  (_u, v) => v,
  (_u, v, w) => w - v,
  (_u, _v, w) => w - leastDepth,
]

/** Finds the parts of triangles that lie inside a camera's frame, again for each camera. */
export class FrameClipper {
  readonly #positions: Float32Array
  readonly #indices: Uint32Array
  /** The vertices that the triangles use, and for each vertex its place among them. */
  readonly #used: Uint32Array
  readonly #placeOf: Uint32Array
  readonly #homogeneous: Float64Array
  /** One bit for each border that a vertex lies outside of. */
  readonly #outside: Uint8Array

  /** @param positions `[vertices, 3]` @param indices `[triangles, 3]` */
  constructor(positions: Float32Array, indices: Uint32Array) {
    this.#positions = positions
    this.#indices = indices
    this.#used = Uint32Array.from(new Set(indices))
    this.#placeOf = new Uint32Array(positions.length / 3)
    this.#used.forEach((vertex, place) => (this.#placeOf[vertex] = place))
    this.#homogeneous = new Float64Array(this.#used.length * 3)
    this.#outside = new Uint8Array(this.#used.length)
  }

  /**
   * @param frameFromWorld 16 numbers row-major, see `frameFromWorld` in frustum.ts
   * @returns positions `[triangles, 3, 3]` of the clipped triangles
   */
  clip(frameFromWorld: readonly number[]): Float32Array<ArrayBuffer> {
    this.#place(frameFromWorld)
    const inside: number[] = []
    const outside = this.#outside
    for (let i = 0; i < this.#indices.length; i += 3) {
      const a = this.#indices[i]!
      const b = this.#indices[i + 1]!
      const c = this.#indices[i + 2]!
      const outA = outside[this.#placeOf[a]!]!
      const outB = outside[this.#placeOf[b]!]!
      const outC = outside[this.#placeOf[c]!]!
      // Most triangles lie outside one border as a whole.
      if ((outA & outB & outC) !== 0) continue
      let polygon: readonly Point[] = [this.#point(a), this.#point(b), this.#point(c)]
      if ((outA | outB | outC) !== 0) polygon = borders.reduce(clipped, polygon)
      for (let k = 1; k + 1 < polygon.length; k++) {
        for (const [, , , x, y, z] of [polygon[0]!, polygon[k]!, polygon[k + 1]!]) inside.push(x, y, z)
      }
    }
    return new Float32Array(inside)
  }

  #place(m: readonly number[]): void {
    const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, , , , , m12 = 0, m13 = 0, m14 = 0, m15 = 0] =
      m
    for (let place = 0; place < this.#used.length; place++) {
      const at = this.#used[place]! * 3
      const x = this.#positions[at]!
      const y = this.#positions[at + 1]!
      const z = this.#positions[at + 2]!
      const u = m0 * x + m1 * y + m2 * z + m3
      const v = m4 * x + m5 * y + m6 * z + m7
      const w = m12 * x + m13 * y + m14 * z + m15
      this.#homogeneous[place * 3] = u
      this.#homogeneous[place * 3 + 1] = v
      this.#homogeneous[place * 3 + 2] = w
      this.#outside[place] =
        (u < 0 ? 1 : 0) | (u > w ? 2 : 0) | (v < 0 ? 4 : 0) | (v > w ? 8 : 0) | (w < leastDepth ? 16 : 0)
    }
  }

  #point(vertex: number): Point {
    const from = this.#placeOf[vertex]! * 3
    const [u, v, w] = [this.#homogeneous[from]!, this.#homogeneous[from + 1]!, this.#homogeneous[from + 2]!]
    const at = vertex * 3
    return [u, v, w, this.#positions[at]!, this.#positions[at + 1]!, this.#positions[at + 2]!]
  }
}

/** Sutherland and Hodgman: the part of a convex polygon on the inner side of one border. */
function clipped(polygon: readonly Point[], border: (u: number, v: number, w: number) => number): readonly Point[] {
  const distances = polygon.map(([u, v, w]) => border(u, v, w))
  if (distances.every((distance) => distance >= 0)) return polygon
  const kept: Point[] = []
  polygon.forEach((point, index) => {
    const next = (index + 1) % polygon.length
    const [here, there] = [distances[index]!, distances[next]!]
    if (here >= 0) kept.push(point)
    if (here >= 0 !== there >= 0) kept.push(between(point, polygon[next]!, here / (here - there)))
  })
  return kept
}

function between(a: Point, b: Point, part: number): Point {
  return a.map((value, index) => value + (b[index]! - value) * part) as unknown as Point
}
