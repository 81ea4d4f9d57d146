import { Hierarchy } from './hierarchy.mjs'
import { add, at, cross, dot, multiply, normalize, scale, subtract } from './vector.mjs'

/** @typedef {import('./mesh.mjs').Mesh} Mesh */
/** @typedef {import('./vector.mjs').Vector} Vector */
/** @typedef {{ point: Vector, normal: Vector, place: readonly [number, number], distance: number }} SurfacePoint */
/** @typedef {{ color: Vector, normal?: Vector, glow?: Vector, mirror?: number }} Look  `mirror`: reflection seen head on, 0..1 */
/** @typedef {(at: SurfacePoint) => Look} Material */
/**
 * @typedef {object} Scene
 * @property {Mesh} mesh
 * @property {readonly Material[]} materials
 * @property {Vector} sunDirection towards the sun
 * @property {Vector} sunColor
 * @property {(direction: Vector) => Vector} sky
 * @property {readonly { place: Vector, color: Vector }[]} lamps
 * @property {number} hazeDistance metres after which two thirds of the light is the air's
 */

/** Half-angle of the sun's disc, wider than the real one for softer shadows. */
const sunRadius = 0.018
const maxBounces = 3

/** Light of a scene along rays: path tracing with the sun and one lamp sampled at every surface. */
export class Integrator {
  /** @param {Scene} scene */
  constructor(scene) {
    this.scene = scene
    this.hierarchy = new Hierarchy(scene.mesh)
  }

  /** @param {Vector} origin @param {Vector} direction @param {() => number} random @returns {Vector} */
  light(origin, direction, random) {
    const { scene } = this
    /** @type {Vector} */ let sum = [0, 0, 0]
    /** @type {Vector} */ let weight = [1, 1, 1]
    let [from, to] = [origin, direction]
    let air = 1
    for (let bounce = 0; ; bounce += 1) {
      const surface = this.surface(from, to)
      if (surface === null) return add(sum, multiply(weight, scene.sky(to)))
      const look = this.lookAt(surface)
      const normal = facing(look.normal ?? surface.normal, to)
      if (bounce === 0 || air === 1) {
        air = Math.exp(-surface.distance / scene.hazeDistance)
        const haze = scene.sky(normalize([to[0], Math.max(0.02, to[1]), to[2]]))
        sum = add(sum, scale(multiply(weight, haze), 1 - air))
        weight = scale(weight, air)
      }
      if (look.glow) sum = add(sum, multiply(weight, look.glow))
      const mirror = reflectance(look.mirror ?? 0, -dot(normal, to))
      const diffuse = multiply(weight, scale(look.color, 1 - mirror))
      const point = add(surface.point, scale(facing(surface.normal, to), 1e-3))
      sum = add(sum, multiply(diffuse, this.direct(point, normal, random)))
      if (bounce === maxBounces) return add(sum, multiply(diffuse, scale(scene.sky([0, 1, 0]), 0.25)))
      from = point
      const chance = mirror === 0 ? 0 : Math.min(0.9, Math.max(0.12, 1.6 * mirror))
      if (random() < chance) {
        weight = scale(weight, mirror / chance)
        to = reflected(to, normal, facing(surface.normal, to))
      } else {
        weight = scale(diffuse, 1 / (1 - chance))
        to = scattered(normal, random)
        air = 0
      }
      // Paths that hardly count any more end by lot, so that the mean stays right.
      const left = Math.max(weight[0], weight[1], weight[2])
      if (left < 0.12) {
        if (random() * 0.12 > left) return sum
        weight = scale(weight, 0.12 / left)
      }
    }
  }

  /** @param {Vector} origin @param {Vector} direction @returns {(SurfacePoint & { triangle: number }) | null} */
  surface(origin, direction) {
    const hit = this.hierarchy.intersect(origin, direction)
    if (hit === null) return null
    const { mesh } = this.scene
    const { triangle, u, v, distance } = hit
    const w = 1 - u - v
    const n = triangle * 9
    /** @param {number} axis */
    const normalAt = (axis) =>
      w * at(mesh.normals, n + axis) + u * at(mesh.normals, n + 3 + axis) + v * at(mesh.normals, n + 6 + axis)
    const p = triangle * 6
    /** @param {number} axis */
    const placeAt = (axis) =>
      w * at(mesh.places, p + axis) + u * at(mesh.places, p + 2 + axis) + v * at(mesh.places, p + 4 + axis)
    return {
      triangle,
      distance,
      point: add(origin, scale(direction, distance)),
      normal: normalize([normalAt(0), normalAt(1), normalAt(2)]),
      place: [placeAt(0), placeAt(1)],
    }
  }

  /** @param {SurfacePoint & { triangle: number }} surface */
  lookAt(surface) {
    const material = this.scene.materials[at(this.scene.mesh.materials, surface.triangle)]
    if (material === undefined) throw new RangeError('a triangle without a material')
    return material(surface)
  }

  /** Light that reaches a surface straight from the sun and the lamps, per unit of colour. @param {Vector} point @param {Vector} normal @param {() => number} random */
  direct(point, normal, random) {
    const { sunDirection, sunColor, lamps } = this.scene
    const spread = sunRadius * Math.sqrt(random())
    const turn = random() * 2 * Math.PI
    const [side, other] = frame(sunDirection)
    const toSun = normalize(
      add(sunDirection, add(scale(side, spread * Math.cos(turn)), scale(other, spread * Math.sin(turn)))),
    )
    /** @type {Vector} */ let sum = [0, 0, 0]
    const facingSun = dot(normal, toSun)
    if (facingSun > 0 && !this.hierarchy.intersect(point, toSun, Infinity, true)) sum = scale(sunColor, facingSun)
    const lamp = lamps[Math.floor(random() * lamps.length)]
    if (lamp === undefined) return sum
    const way = subtract(lamp.place, point)
    const distance = Math.sqrt(dot(way, way))
    const toLamp = scale(way, 1 / distance)
    const facingLamp = dot(normal, toLamp)
    // The lantern's own glass starts a hand's breadth before its flame.
    if (facingLamp <= 0 || this.hierarchy.intersect(point, toLamp, distance - 0.25, true)) return sum
    return add(sum, scale(lamp.color, (facingLamp * lamps.length) / (distance * distance + 0.2)))
  }
}

/** Schlick's approximation. @param {number} headOn @param {number} cosine */
function reflectance(headOn, cosine) {
  if (headOn === 0) return 0
  return headOn + (1 - headOn) * Math.max(0, 1 - Math.max(0, cosine)) ** 5
}

/** The normal on the side the ray comes from. @param {Vector} normal @param {Vector} ray */
function facing(normal, ray) {
  return dot(normal, ray) > 0 ? scale(normal, -1) : normal
}

/** Mirrored, and kept above the true surface where a rough normal would send it below. @param {Vector} ray @param {Vector} normal @param {Vector} flat */
function reflected(ray, normal, flat) {
  const mirrored = subtract(ray, scale(normal, 2 * dot(ray, normal)))
  const under = dot(mirrored, flat)
  return normalize(under > 0.01 ? mirrored : add(mirrored, scale(flat, 0.02 - under)))
}

/** Two directions across one. @param {Vector} axis @returns {[Vector, Vector]} */
function frame(axis) {
  const side = normalize(cross(axis, Math.abs(axis[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]))
  return [side, cross(axis, side)]
}

/** A direction from a matt surface, likelier the steeper. @param {Vector} normal @param {() => number} random */
function scattered(normal, random) {
  const [side, other] = frame(normal)
  const part = random()
  const turn = random() * 2 * Math.PI
  const across = Math.sqrt(part)
  const flat = add(scale(side, across * Math.cos(turn)), scale(other, across * Math.sin(turn)))
  return normalize(add(flat, scale(normal, Math.sqrt(1 - part))))
}
