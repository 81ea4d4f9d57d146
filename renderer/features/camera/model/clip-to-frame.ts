/** A point in homogeneous places of a frame, with the place in space that it stands for: u w, v w, w, x, y, z. */
type Point = readonly [number, number, number, number, number, number]

/** Signed distances to the frame's borders and to the plane of the lens; positive is inside. */
const borders: readonly ((point: Point) => number)[] = [
  ([u]) => u,
  ([u, , w]) => w - u,
  ([, v]) => v,
  ([, v, w]) => w - v,
  ([, , w]) => w - 1e-6,
]

/**
 * The parts of triangles that lie inside a camera's frame.
 *
 * @param positions `[vertices, 3]`
 * @param indices `[triangles, 3]`
 * @param frameFromWorld 16 numbers row-major, see `frameFromWorld` in frustum.ts
 * @returns positions `[triangles, 3, 3]` of the clipped triangles
 */
export function clippedToFrame(
  positions: Float32Array,
  indices: Uint32Array,
  frameFromWorld: readonly number[],
): Float32Array<ArrayBuffer> {
  const inside: number[] = []
  for (let i = 0; i < indices.length; i += 3) {
    let polygon: readonly Point[] = [0, 1, 2].map((corner) =>
      placed(positions, indices[i + corner]! * 3, frameFromWorld),
    )
    for (const border of borders) {
      polygon = clipped(polygon, border)
      if (polygon.length === 0) break
    }
    for (let k = 1; k + 1 < polygon.length; k++) {
      for (const [, , , x, y, z] of [polygon[0]!, polygon[k]!, polygon[k + 1]!]) inside.push(x, y, z)
    }
  }
  return new Float32Array(inside)
}

function placed(positions: Float32Array, at: number, m: readonly number[]): Point {
  const [x, y, z] = [positions[at]!, positions[at + 1]!, positions[at + 2]!]
  const row = (r: number): number => m[r]! * x + m[r + 1]! * y + m[r + 2]! * z + m[r + 3]!
  return [row(0), row(4), row(12), x, y, z]
}

/** Sutherland and Hodgman: the part of a convex polygon on the inner side of one border. */
function clipped(polygon: readonly Point[], border: (point: Point) => number): readonly Point[] {
  const distances = polygon.map(border)
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
