import { fractalNoise, randomFrom } from '../tracer/noise.mjs'
import { scale } from '../tracer/vector.mjs'
import { granite, painted, plain, planks, setts, water } from './materials.mjs'

/** @typedef {import('../tracer/mesh.mjs').Mesh} Mesh */
/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {import('./materials.mjs').Palette} Palette */

export const waterLevel = -1.25
const farEnd = 78

/** The ground: quay, its wall and steps, the sea, the far shore. @param {Mesh} mesh @param {Palette} palette */
export function addGround(mesh, palette) {
  const stone = palette.add(granite())
  const floor = palette.add(setts())
  mesh.quad(floor, [0.55, 0, -6], [20, 0, 0], [0, 0, farEnd + 6])
  mesh.box(stone, [0, -0.1, -6], [0.55, 0.07, farEnd])
  mesh.quad(stone, [0, -3, -6], [0, 0, farEnd + 6], [0, 3, 0])
  mesh.quad(palette.add(water()), [-900, waterLevel, -20], [1800, 0, 0], [0, 0, 1200])
  const wood = palette.add(planks([0.2, 0.14, 0.09], 0.25))
  for (let z = 3.5; z < farEnd; z += 4.4) mesh.box(wood, [-0.22, -2.5, z], [0, -0.12, z + 0.24])
  breakwater(mesh, palette, stone)
  hills(mesh, palette)
}

/** A mole with a lighthouse, far left. @param {Mesh} mesh @param {Palette} palette @param {number} stone */
function breakwater(mesh, palette, stone) {
  mesh.box(stone, [-90, -3, 112], [-27, 0.7, 117])
  mesh.box(stone, [-90, 0.7, 115.5], [-30, 1.8, 117])
  const white = palette.add(({ point: [, y] }) => ({
    color: y > 5.2 && y < 8.4 ? [0.42, 0.07, 0.05] : [0.66, 0.63, 0.58],
  }))
  const dark = palette.add(painted([0.12, 0.12, 0.13]))
  const lamp = palette.add(() => ({ color: [0.5, 0.5, 0.5], glow: [5, 3.4, 1.5] }))
  mesh.lathe(white, [-31, 0.7, 114.5], [-31, 11.5, 114.5], [0, 2, 0.08, 1.75, 1, 1.15, 1, 0], 20)
  mesh.lathe(dark, [-31, 11.5, 114.5], [-31, 11.9, 114.5], [0, 0, 0, 1.6, 1, 1.6, 1, 0], 20)
  mesh.lathe(lamp, [-31, 11.9, 114.5], [-31, 13.3, 114.5], [0, 0.8, 1, 0.8], 12)
  mesh.lathe(dark, [-31, 13.3, 114.5], [-31, 14.5, 114.5], [0, 1.05, 1, 0.05], 12)
}

/** Wooded hills across the bay, in three ridges. @param {Mesh} mesh @param {Palette} palette */
function hills(mesh, palette) {
  const ridges = [
    { z: 250, height: 16, color: /** @type {Vector} */ ([0.075, 0.1, 0.06]), seed: 1 },
    { z: 420, height: 42, color: /** @type {Vector} */ ([0.07, 0.095, 0.08]), seed: 2 },
    { z: 700, height: 88, color: /** @type {Vector} */ ([0.08, 0.1, 0.11]), seed: 3 },
  ]
  for (const { z, height, color, seed } of ridges) {
    const material = palette.add(({ point: [x, y] }) => ({
      color: scale(color, 0.55 + 0.9 * fractalNoise(x * 0.12, y * 0.25, seed, 4)),
    }))
    const width = z * 1.7
    const step = width / 220
    const top = (/** @type {number} */ x) => {
      const shape = fractalNoise(x / (height * 3.2) + seed * 13, seed, 0, 3) ** 1.5 * 1.7
      return height * shape + height * 0.05 * fractalNoise((x / height) * 4, seed * 3, 1, 3) + 2
    }
    for (let x = -width; x < width; x += step) {
      /** @type {[Vector, Vector, Vector, Vector]} */
      const [a, b, c, d] = [
        [x, -2, z - 30],
        [x + step, -2, z - 30],
        [x + step, top(x + step), z + 20],
        [x, top(x), z + 20],
      ]
      mesh.triangle(material, [a, b, c], [0, 0, 1, 0, 1, 1])
      mesh.triangle(material, [a, c, d], [0, 0, 1, 1, 0, 1])
    }
  }
}

/** Lamp posts along the water; the places of their flames. @param {Mesh} mesh @param {Palette} palette @returns {Vector[]} */
export function addLamps(mesh, palette) {
  const iron = palette.add(painted([0.03, 0.04, 0.04], 0.3))
  const flame = palette.add(() => ({ color: [0.4, 0.4, 0.4], glow: [6.5, 3.9, 1.5] }))
  /** @type {Vector[]} */
  const places = []
  for (const z of [9.4, 19, 29, 39.5, 50, 61]) {
    const x = 1.25
    mesh.lathe(
      iron,
      [x, 0, z],
      [x, 3.2, z],
      [0, 0.16, 0.05, 0.15, 0.08, 0.08, 0.3, 0.065, 0.31, 0.085, 0.33, 0.06, 1, 0.04],
      12,
    )
    mesh.box(iron, [x - 0.26, 2.86, z - 0.02], [x + 0.26, 2.9, z + 0.02])
    mesh.lathe(flame, [x, 3.26, z], [x, 3.66, z], [0, 0.1, 1, 0.17], 6)
    mesh.lathe(iron, [x, 3.2, z], [x, 3.26, z], [0, 0.05, 1, 0.13], 6)
    mesh.lathe(iron, [x, 3.66, z], [x, 3.98, z], [0, 0.24, 0.5, 0.1, 0.7, 0.04, 1, 0.01], 6)
    places.push([x, 3.46, z])
  }
  return places
}

/** Bollards, ropes, crates, barrels, a bench. @param {Mesh} mesh @param {Palette} palette */
export function addThings(mesh, palette) {
  const iron = palette.add(painted([0.045, 0.045, 0.05], 0.5))
  const rope = palette.add(({ place: [, v] }) => ({
    color: scale([0.4, 0.32, 0.2], 0.6 + 0.4 * Math.abs(Math.sin(v * 60))),
  }))
  for (let z = 4.3; z < 70; z += 6.1) {
    mesh.lathe(
      iron,
      [0.33, 0.07, z],
      [0.33, 0.56, z],
      [0, 0.17, 0.12, 0.13, 0.62, 0.1, 0.7, 0.17, 0.88, 0.17, 1, 0.09, 1, 0],
      18,
    )
  }
  for (let turn = 0; turn < 3; turn += 1) ring(mesh, rope, [0.33, 0.2 + turn * 0.055, 4.3], 0.16, 0.028)
  for (let turn = 0; turn < 5; turn += 1)
    ring(mesh, rope, [1.05, 0.035 + (turn % 3) * 0.05, 5.0], 0.34 - turn * 0.05, 0.03)
  hang(mesh, rope, [0.3, 0.36, 4.35], [-1.6, -0.55, 7.2])
  hang(mesh, rope, [0.3, 0.36, 10.45], [-1.9, -0.35, 12.0])
  hang(mesh, rope, [0.3, 0.36, 16.55], [-2.0, 0.1, 18.5])
  const random = randomFrom(11)
  const woods = [
    palette.add(planks([0.4, 0.27, 0.15], 0.13)),
    palette.add(planks([0.32, 0.23, 0.15], 0.13)),
    palette.add(planks([0.2, 0.26, 0.25], 0.13)),
  ]
  const crate = (/** @type {Vector} */ middle, /** @type {Vector} */ size, /** @type {number} */ turn) => {
    const wood = woods[Math.floor(random() * 3)] ?? 0
    mesh.turnedBox(wood, middle, size, turn)
    for (const y of [-0.42, 0.42])
      mesh.turnedBox(
        woods[0] ?? 0,
        [middle[0], middle[1] + y * size[1], middle[2]],
        [size[0] + 0.05, 0.07, size[2] + 0.05],
        turn,
      )
  }
  crate([4.75, 0.36, 6.3], [0.95, 0.72, 0.8], 0.25)
  crate([4.95, 1.0, 6.35], [0.75, 0.56, 0.65], -0.1)
  crate([5.75, 0.3, 6.9], [0.8, 0.6, 0.75], 0.7)
  crate([4.2, 0.22, 7.3], [0.6, 0.44, 0.5], -0.5)
  for (const [x, z, turn] of [
    [2.1, 24, 0.3],
    [2.6, 25, 0.1],
    [5.6, 21, 0.2],
    [5.4, 33, 0.5],
    [2, 43, 0.2],
  ])
    crate([x ?? 0, 0.35, z ?? 0], [0.9, 0.7, 0.7], turn ?? 0)
  const staves = palette.add(({ place: [u, v] }) => ({
    color:
      v > 0.14 && v < 0.2
        ? [0.07, 0.07, 0.075]
        : v > 0.8 && v < 0.86
          ? [0.07, 0.07, 0.075]
          : scale([0.34, 0.2, 0.1], 0.6 + 0.5 * fractalNoise(Math.floor(u * 22) * 7.7, v * 4)),
  }))
  for (const [x, z] of [
    [5.35, 8.2],
    [6.0, 8.0],
    [5.9, 14.4],
    [2.2, 33.5],
  ]) {
    mesh.lathe(
      staves,
      [x ?? 0, 0, z ?? 0],
      [x ?? 0, 0.95, z ?? 0],
      [0, 0.27, 0.25, 0.33, 0.5, 0.36, 0.75, 0.33, 1, 0.27, 0.97, 0.25, 0.97, 0],
      20,
    )
  }
  bench(mesh, palette, 5.9, 17.2)
  gulls(mesh, palette)
}

/** @param {Mesh} mesh @param {number} material @param {Vector} middle @param {number} radius @param {number} thickness */
function ring(mesh, material, [x, y, z], radius, thickness) {
  const parts = 28
  const point = (/** @type {number} */ part) => {
    const turn = (part / parts) * 2 * Math.PI
    return /** @type {Vector} */ ([x + radius * Math.cos(turn), y, z + radius * Math.sin(turn)])
  }
  for (let part = 0; part < parts; part += 1)
    mesh.lathe(material, point(part), point(part + 1), [0, thickness, 1, thickness], 7)
}

/** A rope that sags between two points. @param {Mesh} mesh @param {number} material @param {Vector} from @param {Vector} to */
function hang(mesh, material, from, to) {
  const point = (/** @type {number} */ part) =>
    /** @type {Vector} */ ([
      from[0] + (to[0] - from[0]) * part,
      from[1] + (to[1] - from[1]) * part - 0.9 * part * (1 - part),
      from[2] + (to[2] - from[2]) * part,
    ])
  for (let part = 0; part < 20; part += 1)
    mesh.lathe(material, point(part / 20), point((part + 1) / 20), [0, 0.022, 1, 0.022], 6)
}

/** @param {Mesh} mesh @param {Palette} palette @param {number} x @param {number} z */
function bench(mesh, palette, x, z) {
  const wood = palette.add(painted([0.1, 0.19, 0.15], 0.3))
  const iron = palette.add(plain([0.05, 0.05, 0.05]))
  for (const step of [0, 0.13, 0.26]) mesh.box(wood, [x + step, 0.44, z], [x + step + 0.1, 0.48, z + 1.7])
  for (const step of [0.6, 0.75]) mesh.box(wood, [x + 0.4, step, z], [x + 0.43, step + 0.1, z + 1.7])
  for (const end of [0.1, 1.55]) mesh.box(iron, [x, 0, z + end], [x + 0.44, 0.44, z + end + 0.05])
}

/** @param {Mesh} mesh @param {Palette} palette */
function gulls(mesh, palette) {
  const feather = palette.add(plain([0.5, 0.5, 0.5]))
  const places = /** @type {const} */ ([
    [-7, 7.5, 28, 0.5],
    [-9.5, 8.6, 33, -0.4],
    [-4.5, 9.4, 36, 0.2],
    [-13, 7.6, 40, 0.8],
    [-2.5, 7.4, 31, -0.7],
  ])
  for (const [x, y, z, bank] of places) {
    for (const side of [-1, 1]) {
      const lift = 0.22 + 0.2 * bank * side
      mesh.triangle(
        feather,
        [
          [x, y, z],
          [x + side * 0.35, y + lift, z + 0.08],
          [x, y + 0.02, z + 0.28],
        ],
        [0, 0, 1, 0, 0, 1],
      )
      mesh.triangle(
        feather,
        [
          [x + side * 0.35, y + lift, z + 0.08],
          [x + side * 0.8, y + lift * 0.7, z - 0.05],
          [x + side * 0.2, y + lift * 0.5, z + 0.26],
        ],
        [0, 0, 1, 0, 0, 1],
      )
    }
  }
}
