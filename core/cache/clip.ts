import type { CacheMesh } from './mesh.ts'
import {
  CLIPPED_VERTICES,
  GUARD_PIXELS,
  NEAR_DEPTH,
  SUBPIXEL_STEPS,
  type CameraView,
  type ProjectedVertices,
} from './projection.ts'

/** x, y, z in camera space, u, v. */
const FIELDS = 5

/** Cuts triangles that reach in front of the near plane or beyond the guard band, for one camera. */
export class TriangleClipper {
  readonly #mesh: CacheMesh
  #polygon = new Float64Array(CLIPPED_VERTICES * FIELDS)
  #clipped = new Float64Array(CLIPPED_VERTICES * FIELDS)
  /** Each plane keeps a·x + b·y + c·z + d ≥ 0. */
  readonly #planes: Float64Array[] = []
  #view: CameraView

  constructor(mesh: CacheMesh, view: CameraView) {
    this.#mesh = mesh
    this.#view = view
    for (let k = 0; k < 5; k++) this.#planes.push(new Float64Array(4))
    this.setView(view)
  }

  setView(view: CameraView): void {
    this.#view = view
    const [fx = 1, fy = 1, cx = 0, cy = 0] = view.intrinsics
    this.#planes[0]!.set([0, 0, 1, -NEAR_DEPTH])
    this.#planes[1]!.set([fx, 0, cx + GUARD_PIXELS, 0])
    this.#planes[2]!.set([-fx, 0, GUARD_PIXELS - cx, 0])
    this.#planes[3]!.set([0, fy, cy + GUARD_PIXELS, 0])
    this.#planes[4]!.set([0, -fy, GUARD_PIXELS - cy, 0])
  }

  /**
   * Clips the triangle and writes the projected polygon into the spare vertices.
   * @returns number of the polygon's vertices, 0 when nothing is left
   */
  clip(a: number, b: number, c: number, vertices: ProjectedVertices): number {
    this.#load(a, 0)
    this.#load(b, 1)
    this.#load(c, 2)
    let count = 3
    for (const plane of this.#planes) {
      count = this.#clipBy(plane, count)
      if (count < 3) return 0
    }
    const [fx = 1, fy = 1, cx = 0, cy = 0] = this.#view.intrinsics
    for (let i = 0; i < count; i++) {
      const from = i * FIELDS
      const to = vertices.count + i
      const inverse = 1 / this.#polygon[from + 2]!
      vertices.x[to] = Math.floor((fx * this.#polygon[from]! * inverse + cx) * SUBPIXEL_STEPS + 0.5)
      vertices.y[to] = Math.floor((fy * this.#polygon[from + 1]! * inverse + cy) * SUBPIXEL_STEPS + 0.5)
      vertices.inverseDepth[to] = inverse
      vertices.u[to] = this.#polygon[from + 3]!
      vertices.v[to] = this.#polygon[from + 4]!
    }
    return count
  }

  #load(vertex: number, slot: number): void {
    const { positions, uvs } = this.#mesh
    const { rotation, translation } = this.#view
    const x = positions[vertex * 3]!
    const y = positions[vertex * 3 + 1]!
    const z = positions[vertex * 3 + 2]!
    for (let k = 0; k < 3; k++) {
      this.#polygon[slot * FIELDS + k] =
        rotation[k * 3]! * x + rotation[k * 3 + 1]! * y + rotation[k * 3 + 2]! * z + translation[k]!
    }
    this.#polygon[slot * FIELDS + 3] = uvs[vertex * 2]!
    this.#polygon[slot * FIELDS + 4] = uvs[vertex * 2 + 1]!
  }

  #clipBy(plane: Float64Array, count: number): number {
    let kept = 0
    for (let i = 0; i < count; i++) {
      const next = (i + 1) % count
      const distance = this.#distance(plane, i)
      const nextDistance = this.#distance(plane, next)
      if (distance >= 0) this.#keep(i, i, 0, kept++)
      // Always cut from the kept side outward, so that both triangles of an edge get the same point.
      if (distance >= 0 && nextDistance < 0) this.#keep(i, next, distance / (distance - nextDistance), kept++)
      if (distance < 0 && nextDistance >= 0) this.#keep(next, i, nextDistance / (nextDistance - distance), kept++)
    }
    const polygon = this.#polygon
    this.#polygon = this.#clipped
    this.#clipped = polygon
    return kept
  }

  #keep(from: number, to: number, part: number, slot: number): void {
    for (let k = 0; k < FIELDS; k++) {
      const start = this.#polygon[from * FIELDS + k]!
      this.#clipped[slot * FIELDS + k] = start + part * (this.#polygon[to * FIELDS + k]! - start)
    }
  }

  #distance(plane: Float64Array, i: number): number {
    const at = i * FIELDS
    const polygon = this.#polygon
    return plane[0]! * polygon[at]! + plane[1]! * polygon[at + 1]! + plane[2]! * polygon[at + 2]! + plane[3]!
  }
}
