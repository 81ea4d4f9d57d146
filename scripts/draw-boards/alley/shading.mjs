import { axesOf, rayThrough } from '../tracer/camera.mjs'
import { Hierarchy } from '../tracer/hierarchy.mjs'
import { fractalNoise } from '../tracer/noise.mjs'
import { add, at, clamp, cross, dot, length, normalize, scale, subtract } from '../tracer/vector.mjs'
import { alleyCamera, lantern, moon } from './layout.mjs'

/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {import('./scene.mjs').Alley} Alley */

const moonDirection = normalize(moon)

/** Sees the alley: what is where in the picture, what hides what, how dark it is there. */
export class Sight {
  /** @param {Alley} alley @param {{ width: number, height: number }} size */
  constructor(alley, size) {
    this.alley = alley
    this.size = size
    this.hierarchy = new Hierarchy(alley.mesh)
    this.axes = axesOf(alleyCamera)
    this.focal = (alleyCamera.focalLengthMm / 24.89) * size.width
  }

  /** Picture place of a point, or null behind the eye. @param {Vector} point @returns {readonly [number, number] | null} */
  project(point) {
    const way = subtract(point, alleyCamera.place)
    const ahead = dot(way, this.axes.forward)
    if (ahead < 0.3) return null
    const x = this.size.width / 2 + (dot(way, this.axes.right) / ahead) * this.focal
    return [x, this.size.height / 2 - (dot(way, this.axes.up) / ahead) * this.focal]
  }

  /** @param {Vector} point */
  distanceTo(point) {
    return length(subtract(point, alleyCamera.place))
  }

  /** @param {Vector} point */
  isSeen(point) {
    const way = subtract(point, alleyCamera.place)
    const distance = length(way)
    const hit = this.hierarchy.intersect(alleyCamera.place, scale(way, 1 / distance), distance)
    return hit === null || hit.distance > distance * 0.996 - 0.02
  }

  /** Part number, z-depth, point and flat normal at a place of the picture; part 0 is the sky. @param {number} x @param {number} y */
  look(x, y) {
    const ray = rayThrough(alleyCamera, this.size, x, y)
    const hit = this.hierarchy.intersect(alleyCamera.place, ray)
    if (hit === null) return { part: 0, depth: Infinity, point: alleyCamera.place, normal: scale(ray, -1) }
    const base = hit.triangle * 9
    const { corners } = this.hierarchy
    const corner = (/** @type {number} */ index) =>
      /** @type {Vector} */ ([at(corners, base + index), at(corners, base + index + 1), at(corners, base + index + 2)])
    const flat = normalize(cross(subtract(corner(3), corner(0)), subtract(corner(6), corner(0))))
    const normal = dot(flat, ray) > 0 ? scale(flat, -1) : flat
    const part = this.alley.mesh.materials[hit.triangle] ?? 0
    return { part, depth: hit.distance, point: add(alleyCamera.place, scale(ray, hit.distance)), normal }
  }

  /** How dark the surface is drawn, 0 paper to 1 ink. @param {{ part: number, point: Vector, normal: Vector }} surface */
  darkness({ part, point, normal }) {
    if (part === 0) return 0
    const own = this.alley.darkness.get(part) ?? 0
    if (own < 0) return 0
    const from = add(point, scale(normal, 0.004))
    const way = subtract(lantern, from)
    const distance = length(way)
    const toLantern = scale(way, 1 / distance)
    let light = 0.3 + 0.1 * clamp(point[1] / 6, 0, 1)
    const facing = dot(normal, toLantern)
    if (facing > 0 && !this.hierarchy.intersect(from, toLantern, distance - 0.6, true)) {
      light += (26 / (distance * distance + 9)) * (0.25 + 0.75 * facing)
    }
    const facingMoon = dot(normal, moonDirection)
    if (facingMoon > 0 && !this.hierarchy.intersect(from, moonDirection, Infinity, true))
      light += 0.75 * facingMoon ** 0.6
    const far = clamp((point[2] - 20) / 12, 0, 1)
    const shade = clamp(1 - light, 0, 1) * (1 - 0.6 * far)
    // Dark things keep a light edge where the lantern rakes them.
    return own > 0.9 ? own - clamp(light - 1.15, 0, 0.5) : clamp(shade + own * 0.6, 0, 1)
  }
}

/** Ragged edge for shading, so that hatching does not stop along a ruler. @param {number} x @param {number} y */
export const ragged = (x, y) => (fractalNoise(x / 26, y / 26, 3, 3) - 0.5) * 0.16
