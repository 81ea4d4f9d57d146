import { add, cross, normalize, scale, subtract } from './vector.mjs'

/** @typedef {import('./vector.mjs').Vector} Vector */

/** Triangles with a material each. Corners are counted anticlockwise seen from outside; both sides are drawn. */
export class Mesh {
  /** Nine numbers a triangle. @type {number[]} */ corners = []
  /** Six numbers a triangle. @type {number[]} */ places = []
  /** Nine numbers a triangle. @type {number[]} */ normals = []
  /** One a triangle. @type {number[]} */ materials = []

  /**
   * @param {number} material @param {readonly [Vector, Vector, Vector]} corners
   * @param {readonly number[]} places u, v of each corner @param {readonly [Vector, Vector, Vector]} [normals]
   */
  triangle(material, corners, places, normals) {
    const flat = cross(subtract(corners[1], corners[0]), subtract(corners[2], corners[0]))
    if (flat[0] === 0 && flat[1] === 0 && flat[2] === 0) return
    const face = normalize(flat)
    this.corners.push(...corners.flat())
    this.places.push(...places)
    this.normals.push(...(normals ?? [face, face, face]).flat())
    this.materials.push(material)
  }

  /** A parallelogram from `origin`. @param {number} material @param {Vector} origin @param {Vector} u @param {Vector} v */
  quad(material, origin, u, v) {
    const [lengthU, lengthV] = [Math.hypot(...u), Math.hypot(...v)]
    const far = add(add(origin, u), v)
    this.triangle(material, [origin, add(origin, u), far], [0, 0, lengthU, 0, lengthU, lengthV])
    this.triangle(material, [origin, far, add(origin, v)], [0, 0, lengthU, lengthV, 0, lengthV])
  }

  /** A box between two corners. @param {number} material @param {Vector} low @param {Vector} high */
  box(material, low, high) {
    const [x, y, z] = subtract(high, low)
    this.quad(material, low, [0, 0, z], [0, y, 0])
    this.quad(material, [high[0], low[1], low[2]], [0, 0, z], [0, y, 0])
    this.quad(material, low, [x, 0, 0], [0, y, 0])
    this.quad(material, [low[0], low[1], high[2]], [x, 0, 0], [0, y, 0])
    this.quad(material, low, [x, 0, 0], [0, 0, z])
    this.quad(material, [low[0], high[1], low[2]], [x, 0, 0], [0, 0, z])
  }

  /** A box turned about the vertical. @param {number} material @param {Vector} middle @param {Vector} size @param {number} radians */
  turnedBox(material, middle, size, radians) {
    const turned = new Mesh()
    const half = scale(size, 0.5)
    turned.box(material, scale(half, -1), half)
    const [c, s] = [Math.cos(radians), Math.sin(radians)]
    this.append(turned, (p) => add(middle, [p[0] * c + p[2] * s, p[1], p[2] * c - p[0] * s]))
  }

  /**
   * A surface of revolution round the line between two points; `profile` lists part of the way and radius in turn.
   * @param {number} material @param {Vector} from @param {Vector} to
   * @param {readonly number[]} profile
   */
  lathe(material, from, to, profile, sides = 12) {
    const axis = subtract(to, from)
    const along = normalize(axis)
    const side = normalize(cross(along, Math.abs(along[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]))
    const other = cross(along, side)
    /** @param {number} turn @returns {Vector} */
    const outward = (turn) => {
      const radians = (turn / sides) * 2 * Math.PI
      return add(scale(side, Math.cos(radians)), scale(other, Math.sin(radians)))
    }
    for (let ring = 0; ring + 3 < profile.length; ring += 2) {
      const [partA = 0, radiusA = 0, partB = 0, radiusB = 0] = profile.slice(ring, ring + 4)
      const lean = (radiusA - radiusB) / Math.max(1e-6, (partB - partA) * Math.hypot(...axis))
      for (let turn = 0; turn < sides; turn += 1) {
        const [one, two] = [outward(turn), outward(turn + 1)]
        const normalAt = (/** @type {Vector} */ out) => normalize(add(out, scale(along, lean)))
        const point = (/** @type {number} */ part, /** @type {Vector} */ out, /** @type {number} */ radius) =>
          add(add(from, scale(axis, part)), scale(out, radius))
        /** @type {[Vector, Vector, Vector, Vector]} */
        const corners = [
          point(partA, one, radiusA),
          point(partA, two, radiusA),
          point(partB, two, radiusB),
          point(partB, one, radiusB),
        ]
        this.patch(material, corners, [turn / sides, partA, (turn + 1) / sides, partB], [normalAt(one), normalAt(two)])
      }
    }
  }

  /** A straight pole. @param {number} material @param {Vector} from @param {Vector} to @param {number} radius */
  pole(material, from, to, radius, sides = 8) {
    this.lathe(material, from, to, [0, 0, 0, radius, 1, radius, 1, 0], sides)
  }

  /**
   * Four corners with places from (u0, v0) to (u1, v1) and normals of the two sides.
   * @param {number} material @param {readonly [Vector, Vector, Vector, Vector]} corners
   * @param {readonly [number, number, number, number]} places @param {readonly [Vector, Vector]} normals
   */
  patch(material, [a, b, c, d], [u0, v0, u1, v1], [one, two]) {
    this.triangle(material, [a, b, c], [u0, v0, u1, v0, u1, v1], [one, two, two])
    this.triangle(material, [a, c, d], [u0, v0, u1, v1, u0, v1], [one, two, one])
  }

  /** Adds another mesh, its points moved rigidly. @param {Mesh} other @param {(point: Vector) => Vector} move */
  append(other, move) {
    const origin = move([0, 0, 0])
    for (let start = 0; start < other.corners.length; start += 9) {
      for (const corner of [0, 3, 6]) {
        this.corners.push(...move(vectorAt(other.corners, start + corner)))
        this.normals.push(...subtract(move(vectorAt(other.normals, start + corner)), origin))
      }
    }
    this.places.push(...other.places)
    this.materials.push(...other.materials)
  }
}

/** @param {readonly number[]} values @param {number} index @returns {Vector} */
function vectorAt(values, index) {
  return [values[index] ?? 0, values[index + 1] ?? 0, values[index + 2] ?? 0]
}
