import { at } from './vector.mjs'

/** @typedef {import('./mesh.mjs').Mesh} Mesh */
/** @typedef {import('./vector.mjs').Vector} Vector */
/** @typedef {{ distance: number, triangle: number, u: number, v: number }} Hit */

const leafSize = 4
const bins = 12

/** Finds what a ray meets first: a bounding volume hierarchy, split where the surface-area heuristic says. */
export class Hierarchy {
  /** @param {Mesh} mesh */
  constructor(mesh) {
    this.mesh = mesh
    this.corners = Float64Array.from(mesh.corners)
    const count = mesh.materials.length
    this.order = Int32Array.from({ length: count }, (_, index) => index)
    this.bounds = new Float64Array(count * 12)
    this.first = new Int32Array(count * 2)
    this.size = new Int32Array(count * 2)
    this.nodes = 1
    this.build(0, 0, count)
    this.stack = new Int32Array(128)
  }

  /** @param {number} node @param {number} start @param {number} end */
  build(node, start, end) {
    const low = [Infinity, Infinity, Infinity]
    const high = [-Infinity, -Infinity, -Infinity]
    for (let index = start; index < end; index += 1) {
      const base = at(this.order, index) * 9
      for (let value = 0; value < 9; value += 1) {
        const axis = value % 3
        low[axis] = Math.min(at(low, axis), at(this.corners, base + value))
        high[axis] = Math.max(at(high, axis), at(this.corners, base + value))
      }
    }
    this.bounds.set([...low, ...high], node * 6)
    const middle = end - start > leafSize ? this.split(start, end) : start
    if (middle === start || middle === end) {
      this.first[node] = start
      this.size[node] = end - start
      return
    }
    const left = this.nodes
    this.nodes += 2
    this.first[node] = left
    this.size[node] = 0
    this.build(left, start, middle)
    this.build(left + 1, middle, end)
  }

  /** @param {number} triangle @param {number} axis */
  centre(triangle, axis) {
    const base = triangle * 9 + axis
    return (at(this.corners, base) + at(this.corners, base + 3) + at(this.corners, base + 6)) / 3
  }

  /** Orders the triangles into two groups along the widest axis; the place where the second begins. @param {number} start @param {number} end */
  split(start, end) {
    let best = { axis: 0, low: 0, extent: 0 }
    for (let axis = 0; axis < 3; axis += 1) {
      let [low, high] = [Infinity, -Infinity]
      for (let index = start; index < end; index += 1) {
        const centre = this.centre(at(this.order, index), axis)
        low = Math.min(low, centre)
        high = Math.max(high, centre)
      }
      if (high - low > best.extent) best = { axis, low, extent: high - low }
    }
    if (best.extent === 0) return start
    const binOf = (/** @type {number} */ triangle) =>
      Math.min(bins - 1, Math.floor(((this.centre(triangle, best.axis) - best.low) / best.extent) * bins))
    const border = this.bestBorder(start, end, binOf)
    const group = this.order.slice(start, end)
    const nearer = group.filter((triangle) => binOf(triangle) < border)
    this.order.set(nearer, start)
    this.order.set(
      group.filter((triangle) => binOf(triangle) >= border),
      start + nearer.length,
    )
    return start + nearer.length
  }

  /**
   * The border between bins with the least expected work: triangles on each side times the surface they take.
   * @param {number} start @param {number} end @param {(triangle: number) => number} binOf
   */
  bestBorder(start, end, binOf) {
    const boxes = Array.from({ length: bins }, () => ({ count: 0, box: emptyBox() }))
    for (let index = start; index < end; index += 1) {
      const triangle = at(this.order, index)
      const bin = boxes[binOf(triangle)]
      if (bin === undefined) continue
      bin.count += 1
      for (let corner = 0; corner < 9; corner += 3)
        grow(bin.box, this.corners.subarray(triangle * 9 + corner, triangle * 9 + corner + 3))
    }
    const work = (/** @type {typeof boxes} */ side) => {
      const box = emptyBox()
      let count = 0
      for (const bin of side) {
        if (bin.count === 0) continue
        grow(box, bin.box.slice(0, 3))
        grow(box, bin.box.slice(3))
        count += bin.count
      }
      return count === 0 ? Infinity : count * surfaceOf(box)
    }
    let best = { border: Math.floor(bins / 2), cost: Infinity }
    for (let border = 1; border < bins; border += 1) {
      const cost = work(boxes.slice(0, border)) + work(boxes.slice(border))
      if (cost < best.cost) best = { border, cost }
    }
    return best.border
  }

  /**
   * The first triangle along the ray nearer than `limit`, or null. With `any`, whichever is found first.
   * @param {Vector} origin @param {Vector} direction @returns {Hit | null}
   */
  intersect(origin, direction, limit = Infinity, any = false) {
    const [ox, oy, oz] = origin
    const [dx, dy, dz] = direction
    const ix = 1 / dx
    const iy = 1 / dy
    const iz = 1 / dz
    const { bounds, first, size, stack, order, corners } = this
    /** @type {Hit} */
    const hit = { distance: limit, triangle: -1, u: 0, v: 0 }
    let top = 0
    let node = 0
    if (entry(bounds, 0, ox, oy, oz, ix, iy, iz, limit) === Infinity) return null
    for (;;) {
      const count = at(size, node)
      if (count === 0) {
        const left = at(first, node)
        const nearLeft = entry(bounds, left * 6, ox, oy, oz, ix, iy, iz, hit.distance)
        const nearRight = entry(bounds, left * 6 + 6, ox, oy, oz, ix, iy, iz, hit.distance)
        if (nearLeft < Infinity || nearRight < Infinity) {
          const leftFirst = nearLeft <= nearRight
          if (nearLeft < Infinity && nearRight < Infinity) stack[top++] = leftFirst ? left + 1 : left
          node = leftFirst ? left : left + 1
          continue
        }
      } else {
        const start = at(first, node)
        for (let index = start; index < start + count; index += 1) {
          meet(corners, at(order, index), ox, oy, oz, dx, dy, dz, hit)
        }
        if (any && hit.triangle >= 0) return hit
      }
      if (top === 0) return hit.triangle < 0 ? null : hit
      node = at(stack, --top)
    }
  }
}

const emptyBox = () => [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]

/** @param {number[]} box @param {ArrayLike<number>} point */
function grow(box, point) {
  for (let axis = 0; axis < 3; axis += 1) {
    box[axis] = Math.min(at(box, axis), at(point, axis))
    box[axis + 3] = Math.max(at(box, axis + 3), at(point, axis))
  }
}

/** @param {readonly number[]} box */
function surfaceOf(box) {
  const [x, y, z] = [at(box, 3) - at(box, 0), at(box, 4) - at(box, 1), at(box, 5) - at(box, 2)]
  return x * y + y * z + z * x
}

/**
 * Distance at which a ray enters a box, Infinity when it misses it or enters beyond `limit`.
 * @param {Float64Array} bounds @param {number} b @param {number} ox @param {number} oy @param {number} oz
 * @param {number} ix @param {number} iy @param {number} iz @param {number} limit
 */
function entry(bounds, b, ox, oy, oz, ix, iy, iz, limit) {
  const x0 = (at(bounds, b) - ox) * ix
  const x1 = (at(bounds, b + 3) - ox) * ix
  const y0 = (at(bounds, b + 1) - oy) * iy
  const y1 = (at(bounds, b + 4) - oy) * iy
  const z0 = (at(bounds, b + 2) - oz) * iz
  const z1 = (at(bounds, b + 5) - oz) * iz
  const near = Math.max(Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1), 0)
  const far = Math.min(Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1))
  return near <= far && near < limit ? near : Infinity
}

/**
 * Ray against triangle after Möller and Trumbore.
 * @param {Float64Array} corners @param {number} triangle @param {number} ox @param {number} oy @param {number} oz
 * @param {number} dx @param {number} dy @param {number} dz @param {Hit} hit
 */
function meet(corners, triangle, ox, oy, oz, dx, dy, dz, hit) {
  const base = triangle * 9
  const ax = at(corners, base)
  const ay = at(corners, base + 1)
  const az = at(corners, base + 2)
  const ux = at(corners, base + 3) - ax
  const uy = at(corners, base + 4) - ay
  const uz = at(corners, base + 5) - az
  const vx = at(corners, base + 6) - ax
  const vy = at(corners, base + 7) - ay
  const vz = at(corners, base + 8) - az
  const px = dy * vz - dz * vy
  const py = dz * vx - dx * vz
  const pz = dx * vy - dy * vx
  const determinant = ux * px + uy * py + uz * pz
  if (determinant > -1e-12 && determinant < 1e-12) return
  const inverse = 1 / determinant
  const tx = ox - ax
  const ty = oy - ay
  const tz = oz - az
  const u = (tx * px + ty * py + tz * pz) * inverse
  if (u < 0 || u > 1) return
  const qx = ty * uz - tz * uy
  const qy = tz * ux - tx * uz
  const qz = tx * uy - ty * ux
  const v = (dx * qx + dy * qy + dz * qz) * inverse
  if (v < 0 || u + v > 1) return
  const distance = (vx * qx + vy * qy + vz * qz) * inverse
  if (distance < 1e-4 || distance >= hit.distance) return
  hit.distance = distance
  hit.triangle = triangle
  hit.u = u
  hit.v = v
}
