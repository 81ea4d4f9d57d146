import { hash, randomFrom } from '../tracer/noise.mjs'
import { brick, painted, plain, planks, plaster, tiles, windowGlass } from './materials.mjs'

/** @typedef {import('../tracer/mesh.mjs').Mesh} Mesh */
/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {import('./materials.mjs').Palette} Palette */
/**
 * @typedef {object} House
 * @property {number} front x of the facade, which looks towards smaller x
 * @property {number} start z of its near corner
 * @property {number} width along z
 * @property {number} storeys
 * @property {Vector} color
 * @property {boolean} isBrick
 * @property {Vector} trim
 * @property {'shop' | 'home'} ground
 * @property {number} seed
 */

const storeyHeight = 2.75
const depth = 8

/** Builds houses into one mesh with shared materials for what they have in common. */
export class HouseBuilder {
  /** @param {Mesh} mesh @param {Palette} palette */
  constructor(mesh, palette) {
    this.mesh = mesh
    this.palette = palette
    this.frame = palette.add(painted([0.62, 0.6, 0.55], 0.2))
    this.stone = palette.add(painted([0.42, 0.4, 0.37], 0.4))
    this.dark = palette.add(plain([0.05, 0.05, 0.05]))
  }

  /** @param {House} house */
  add(house) {
    const { mesh, palette } = this
    const wall = palette.add(house.isBrick ? brick(house.color) : plaster(house.color, house.seed))
    const eaves = house.storeys * storeyHeight + 0.5
    const end = house.start + house.width
    mesh.box(wall, [house.front, 0, house.start], [house.front + depth, eaves, end])
    mesh.box(this.stone, [house.front - 0.06, 0, house.start], [house.front, 0.45, end])
    this.roof(house, wall, eaves)
    const trim = palette.add(painted(house.trim, 0.3))
    const bays = Math.max(2, Math.round(house.width / 1.9))
    for (let storey = 0; storey < house.storeys; storey += 1) {
      for (let bay = 0; bay < bays; bay += 1) {
        const middle = house.start + ((bay + 0.5) * house.width) / bays
        const seed = house.seed * 31 + storey * 7 + bay
        if (storey > 0) this.window(house, middle, storey * storeyHeight + 0.75, [0.95, 1.5], seed, trim)
        else if (house.ground === 'home') this.groundFloor(house, middle, bay, bays, seed, trim)
      }
    }
    if (house.ground === 'shop') this.shop(house, trim)
  }

  /** Ridge across the quay: a gable on the front. @param {House} house @param {number} wall @param {number} eaves */
  roof(house, wall, eaves) {
    const { mesh, palette } = this
    const middle = house.start + house.width / 2
    const end = house.start + house.width
    const rise = house.width * 0.55
    const ridge = eaves + rise
    const clay = palette.add(tiles(hash(house.seed, 1) > 0.4 ? [0.36, 0.15, 0.09] : [0.16, 0.15, 0.155], house.seed))
    /** @type {[Vector, Vector, Vector]} */
    const gable = [
      [house.front, eaves, house.start],
      [house.front, eaves, end],
      [house.front, ridge, middle],
    ]
    mesh.triangle(wall, gable, [0, 0, 1, 0, 0, 1])
    const over = 0.28
    const [x0, across] = [house.front - over, depth + over]
    mesh.quad(clay, [x0, eaves - 0.15, house.start - 0.2], [across, 0, 0], [0, rise + 0.2, house.width / 2 + 0.2])
    mesh.quad(clay, [x0, eaves - 0.15, end + 0.2], [across, 0, 0], [0, rise + 0.2, -house.width / 2 - 0.2])
    const board = palette.add(painted(house.trim, 0.3))
    mesh.quad(board, [x0 - 0.01, eaves - 0.33, house.start - 0.2], [0, 0.2, 0], [0, rise + 0.18, house.width / 2 + 0.2])
    mesh.quad(board, [x0 - 0.01, eaves - 0.33, end + 0.2], [0, 0.2, 0], [0, rise + 0.18, -house.width / 2 - 0.2])
    this.window(house, middle, eaves + 0.15, [0.8, 1.1], house.seed * 31 + 99, board)
    const chimney = house.front + 2.2
    mesh.box(
      palette.add(brick([0.4, 0.17, 0.11])),
      [chimney, ridge - 1.6, middle + 0.5],
      [chimney + 0.8, ridge + 0.9, middle + 1.2],
    )
    mesh.box(this.stone, [chimney - 0.08, ridge + 0.9, middle + 0.42], [chimney + 0.88, ridge + 1.02, middle + 1.28])
  }

  /**
   * @param {House} house @param {number} middle @param {number} sill @param {readonly [number, number]} size
   * @param {number} seed @param {number} trim
   */
  window(house, middle, sill, [width, height], seed, trim) {
    const { mesh, palette, frame } = this
    const random = randomFrom(seed)
    const lit = random() < 0.38 ? 0.45 + 0.55 * random() : 0
    const x = house.front
    const [low, high, top] = [middle - width / 2, middle + width / 2, sill + height]
    const glass = palette.add(windowGlass(seed, lit))
    mesh.quad(glass, [x - 0.012, sill, low], [0, 0, width], [0, height, 0])
    const bar = (
      /** @type {number} */ z0,
      /** @type {number} */ z1,
      /** @type {number} */ y0,
      /** @type {number} */ y1,
      out = 0.05,
    ) => mesh.box(frame, [x - out, y0, z0], [x, y1, z1])
    bar(low - 0.07, low, sill - 0.05, top + 0.07, 0.07)
    bar(high, high + 0.07, sill - 0.05, top + 0.07, 0.07)
    bar(low, high, top, top + 0.09, 0.08)
    bar(middle - 0.025, middle + 0.025, sill, top, 0.04)
    for (const part of [0.36, 0.7]) bar(low, high, sill + height * part - 0.02, sill + height * part + 0.02, 0.035)
    mesh.box(this.stone, [x - 0.16, sill - 0.12, low - 0.12], [x, sill - 0.03, high + 0.12])
    if (random() < 0.55) this.shutters(x, low, high, sill, height, trim)
    if (random() < 0.3) this.flowers(x, low, high, sill, seed)
  }

  /** @param {number} x @param {number} low @param {number} high @param {number} sill @param {number} height @param {number} trim */
  shutters(x, low, high, sill, height, trim) {
    const width = (high - low) / 2
    for (const start of [low - width - 0.08, high + 0.08]) {
      this.mesh.box(trim, [x - 0.05, sill - 0.03, start], [x - 0.005, sill + height + 0.05, start + width])
      for (const part of [0.08, 0.53]) {
        this.mesh.box(
          trim,
          [x - 0.07, sill + height * part, start + 0.06],
          [x - 0.05, sill + height * (part + 0.38), start + width - 0.06],
        )
      }
    }
  }

  /** @param {number} x @param {number} low @param {number} high @param {number} sill @param {number} seed */
  flowers(x, low, high, sill, seed) {
    const random = randomFrom(seed + 5)
    const leaf = this.palette.add(plain([0.06, 0.13, 0.04]))
    const petal = this.palette.add(plain(random() < 0.5 ? [0.6, 0.05, 0.08] : [0.7, 0.25, 0.4]))
    this.mesh.box(this.dark, [x - 0.3, sill - 0.03, low], [x - 0.1, sill + 0.14, high])
    for (let plant = 0; plant < 26; plant += 1) {
      const size = 0.05 + 0.05 * random()
      const z = low + random() * (high - low)
      const y = sill + 0.14 + 0.18 * random()
      this.mesh.turnedBox(
        random() < 0.45 ? petal : leaf,
        [x - 0.32 + 0.2 * random(), y, z],
        [size, size, size],
        random() * 3,
      )
    }
  }

  /** @param {House} house @param {number} middle @param {number} bay @param {number} bays @param {number} seed @param {number} trim */
  groundFloor(house, middle, bay, bays, seed, trim) {
    if (bay !== Math.floor(bays / 2)) {
      this.window(house, middle, 0.95, [0.95, 1.45], seed, trim)
      return
    }
    const { mesh, palette } = this
    const x = house.front
    const door = palette.add(planks(house.trim, 0.16))
    mesh.quad(door, [x - 0.02, 0.12, middle - 0.5], [0, 0, 1], [0, 2.05, 0])
    mesh.quad(palette.add(windowGlass(seed, 0.8)), [x - 0.02, 2.22, middle - 0.5], [0, 0, 1], [0, 0.35, 0])
    for (const z of [middle - 0.65, middle + 0.5]) mesh.box(this.stone, [x - 0.12, 0, z], [x, 2.62, z + 0.15])
    mesh.box(this.stone, [x - 0.16, 2.6, middle - 0.72], [x, 2.8, middle + 0.72])
    mesh.box(this.stone, [x - 0.7, 0, middle - 0.75], [x, 0.12, middle + 0.75])
  }

  /** A lit shop window under an awning. @param {House} house @param {number} trim */
  shop(house, trim) {
    const { mesh, palette } = this
    const x = house.front
    const [start, end] = [house.start + 0.5, house.start + house.width - 0.5]
    mesh.box(trim, [x - 0.1, 0.0, start - 0.15], [x, 2.75, end + 0.15])
    const glass = palette.add(windowGlass(house.seed, 0.85))
    mesh.quad(glass, [x - 0.12, 0.7, start], [0, 0, end - start - 1.5], [0, 1.75, 0])
    mesh.quad(glass, [x - 0.12, 0.35, end - 1.1], [0, 0, 0.9], [0, 2.1, 0])
    for (let z = start; z < end - 1.4; z += (end - start - 1.5) / 3)
      mesh.box(trim, [x - 0.16, 0.7, z - 0.03], [x - 0.1, 2.45, z + 0.03])
    const cloth = palette.add(({ place: [u] }) => ({
      color: Math.floor(u / 0.28) % 2 === 0 ? house.trim : [0.6, 0.57, 0.5],
    }))
    mesh.quad(cloth, [x - 1.5, 2.35, start - 0.2], [0, 0, end - start + 0.4], [1.45, 0.65, 0])
    mesh.quad(cloth, [x - 1.5, 2.1, start - 0.2], [0, 0, end - start + 0.4], [0, 0.25, 0])
  }
}
