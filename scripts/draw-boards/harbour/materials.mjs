import { fractalNoise, hash, noise } from '../tracer/noise.mjs'
import { add, clamp, mix, normalize, scale, smoothstep } from '../tracer/vector.mjs'

/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {import('../tracer/integrator.mjs').Material} Material */
/** @typedef {import('../tracer/integrator.mjs').SurfacePoint} SurfacePoint */

/** All materials of a scene; `add` gives the number that triangles carry. */
export class Palette {
  /** @type {Material[]} */ materials = []

  /** @param {Material} material */
  add(material) {
    return this.materials.push(material) - 1
  }
}

/** @param {Vector} color @returns {Material} */
export const plain = (color) => () => ({ color })

/** Painted wood or metal with a little dirt. @param {Vector} color @returns {Material} */
export function painted(color, dirt = 0.25) {
  return ({ point: [x, y, z] }) => ({
    color: scale(color, 1 - dirt * fractalNoise(x * 3, y * 3, z * 3)),
    mirror: 0.02,
  })
}

/** Lime plaster: patches, streaks under the eaves, damp at the foot. @param {Vector} color @param {number} seed @returns {Material} */
export function plaster(color, seed) {
  return ({ point: [x, y, z], normal }) => {
    const patches = fractalNoise(z * 0.7 + seed, y * 0.7, x * 0.7, 5)
    const streaks = fractalNoise(z * 5 + seed, y * 0.5, x * 5, 3)
    const damp = smoothstep(1.6, 0, y + 1.2 * (noise(z * 2, x * 2, seed) - 0.5))
    const grain = 0.93 + 0.14 * noise(z * 40, y * 40, x * 40)
    const tone = (0.8 + 0.32 * patches) * (0.92 + 0.16 * streaks) * grain
    const bump = (noise(z * 22, y * 22, seed) - 0.5) * 0.1
    return {
      color: mix(scale(color, tone), [0.2, 0.19, 0.17], 0.55 * damp),
      normal: normalize(add(normal, [0, bump, bump])),
    }
  }
}

/** Bricks of 22 by 7 cm with joints, on any upright wall. @param {Vector} color @returns {Material} */
export function brick(color) {
  return ({ point: [x, y, z], normal }) => {
    const along = Math.abs(normal[0]) > Math.abs(normal[2]) ? z : x
    const row = Math.floor(y / 0.075)
    const shifted = along / 0.225 + (row % 2) * 0.5
    const column = Math.floor(shifted)
    const [u, v] = [(shifted - column) * 0.225, y - row * 0.075]
    const joint = Math.min(u, 0.225 - u, v, 0.075 - v) < 0.006
    if (joint) return { color: [0.42, 0.38, 0.34] }
    const tone = 0.65 + 0.6 * hash(row, column, 3)
    const warm = hash(row, column, 9)
    return { color: [color[0] * tone, color[1] * tone * (0.9 + 0.2 * warm), color[2] * tone] }
  }
}

/** Rows of clay tiles; `place` runs along the eaves and up the slope. @param {Vector} color @param {number} seed @returns {Material} */
export function tiles(color, seed) {
  return ({ place: [u, v], normal }) => {
    const row = Math.floor(v / 0.32)
    const shifted = u / 0.22 + (row % 2) * 0.5
    const column = Math.floor(shifted)
    const [across, up] = [shifted - column, v / 0.32 - row]
    const tone = (0.65 + 0.5 * hash(row, column, seed)) * (0.75 + 0.25 * fractalNoise(u, v, seed))
    const shade = up < 0.14 ? 0.45 : across < 0.08 || across > 0.92 ? 0.7 : 1
    const moss = smoothstep(0.55, 0.8, fractalNoise(u * 0.8, v * 0.8, seed + 4))
    const swell = Math.sin(across * Math.PI * 2) * 0.18
    return {
      color: mix(scale(color, tone * shade), [0.16, 0.19, 0.09], 0.5 * moss),
      normal: normalize(add(normal, [0, 0, swell])),
    }
  }
}

/** Setts of the quay: rows with rounded stones and dark joints, worn and a little wet. @returns {Material} */
export function setts() {
  return ({ point: [x, , z], distance }) => {
    const row = Math.floor(z / 0.17)
    const shifted = x / 0.24 + (row % 2) * 0.5 + hash(row, 5) * 0.3
    const column = Math.floor(shifted)
    const [u, v] = [shifted - column - 0.5, z / 0.17 - row - 0.5]
    const edge = Math.max(Math.abs(u) * 0.24, Math.abs(v) * 0.17 + 0.035) / 0.12
    const joint = smoothstep(0.8, 1, edge + 0.1 * (noise(x * 60, z * 60) - 0.5))
    const tone = 0.55 + 0.55 * hash(row, column, 1)
    const stone = mix([0.23, 0.215, 0.2], [0.3, 0.26, 0.215], hash(row, column, 2))
    const grain = 0.85 + 0.3 * noise(x * 90, z * 90)
    const near = clamp(12 / (distance + 4), 0, 1)
    const tilt = [(hash(row, column, 6) - 0.5) * 0.12, (hash(row, column, 7) - 0.5) * 0.12]
    const puddle = smoothstep(0.6, 0.68, fractalNoise(x * 0.5 + 3, z * 0.32, 8))
    const rough = (1 - puddle) * near
    return {
      color: scale(mix(scale(stone, tone * grain), [0.06, 0.055, 0.05], joint), 1 - 0.45 * puddle),
      normal: normalize([(u * 0.38 + (tilt[0] ?? 0)) * rough, 1, (v * 0.38 + (tilt[1] ?? 0)) * rough]),
      mirror: 0.012 + 0.03 * puddle,
    }
  }
}

/** Cut granite in long blocks: quay wall and its cap. @returns {Material} */
export function granite() {
  return ({ point: [x, y, z], normal }) => {
    const row = Math.floor((y + 10) / 0.42)
    const shifted = z / 1.1 + (row % 2) * 0.5
    const column = Math.floor(shifted)
    const joint = Math.min(shifted - column, 1 - shifted + column) * 1.1 < 0.012
    const tone = 0.75 + 0.35 * hash(row, column, 11)
    const speck = 0.75 + 0.5 * noise(x * 70, y * 70, z * 70)
    const stain = smoothstep(-0.35, -1.3, y + 0.5 * (noise(z * 1.7, y * 2) - 0.5))
    const base = mix([0.36, 0.34, 0.32], [0.07, 0.085, 0.05], stain)
    const bump = (noise(x * 14, y * 14, z * 14) - 0.5) * 0.25
    return {
      color: joint ? [0.1, 0.095, 0.09] : scale(base, tone * speck),
      normal: normalize(add(normal, [bump, bump, bump])),
    }
  }
}

/** Boards along `place` v, as wide as `width` metres of u. @param {Vector} color @param {number} width @returns {Material} */
export function planks(color, width) {
  return ({ place: [u, v] }) => {
    const board = Math.floor(u / width)
    const across = u / width - board
    const grain = fractalNoise(u * 60, v * 2.2, board * 7, 3)
    const tone = 0.6 + 0.35 * hash(board, 4) + 0.35 * (grain - 0.5)
    return { color: across < 0.06 ? scale(color, 0.2) : scale(color, tone) }
  }
}

/** Sea: ripples that flatten out with distance, so that far water mirrors the sky. @returns {Material} */
export function water() {
  return ({ point: [x, , z], distance }) => {
    const calm = 1 / (1 + distance * 0.012)
    const slope = (/** @type {number} */ frequency, /** @type {number} */ seed) => {
      const step = 0.05 / frequency
      const height = fractalNoise(x * frequency, z * frequency * 1.6, seed, 3)
      return [
        (fractalNoise(x * frequency + step * frequency, z * frequency * 1.6, seed, 3) - height) / step,
        (fractalNoise(x * frequency, (z + step) * frequency * 1.6, seed, 3) - height) / step,
      ]
    }
    const [swellX = 0, swellZ = 0] = slope(0.55, 1)
    const [rippleX = 0, rippleZ = 0] = slope(2.6, 2)
    const normal = normalize([-(swellX * 0.05 + rippleX * 0.014) * calm, 1, -(swellZ * 0.05 + rippleZ * 0.014) * calm])
    return { color: [0.012, 0.035, 0.04], normal, mirror: 0.03 }
  }
}

/** Glass before a dark or a lit room. @param {number} seed @param {number} lit 0..1 @returns {Material} */
export function windowGlass(seed, lit) {
  return ({ point: [x, y, z] }) => {
    const curtain = 0.55 + 0.45 * noise((z + x) * 3 + seed, y * 0.6)
    const fall = 0.75 + 0.25 * noise(z * 1.3, y * 1.3, seed)
    const wobble = (noise(z * 2.5 + seed, y * 2.5) - 0.5) * 0.03
    return {
      color: [0.02, 0.022, 0.025],
      glow: scale([1.9, 1.05, 0.42], lit * curtain * fall),
      normal: normalize([-1, wobble, wobble]),
      mirror: 0.06,
    }
  }
}
