import { Mesh } from '../tracer/mesh.mjs'
import { addCat, addFigure } from './figures.mjs'
import { lantern, walls } from './layout.mjs'

/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {{ from: Vector, to: Vector, width: number }} Edge  a line to draw where it is seen; width in pixels at 4 m */
/** @typedef {import('./layout.mjs').Wall} Wall */

/** Things of the alley. Each part of the mesh has a number of its own, which draws its contour; `blacks` are filled. */
export class Alley {
  constructor() {
    this.mesh = new Mesh()
    /** @type {Edge[]} */ this.edges = []
    /** Darkness 0..1 that a part has by its own colour. @type {Map<number, number>} */ this.darkness = new Map()
    this.parts = 0
    this.rods = 0
    this.build()
  }

  /** A new part. @param {number} darkness */
  part(darkness = 0) {
    this.parts += 1
    this.darkness.set(this.parts, darkness)
    return this.parts
  }

  /** @param {Vector} from @param {Vector} to @param {number} width */
  edge(from, to, width = 1.5) {
    this.edges.push({ from, to, width })
  }

  /** A box with its edges drawn. @param {Vector} low @param {Vector} high */
  block(low, high, darkness = 0, width = 1.4) {
    const part = this.part(darkness)
    this.mesh.box(part, low, high)
    const corner = (/** @type {number} */ bits) =>
      /** @type {Vector} */ ([bits & 1 ? high[0] : low[0], bits & 2 ? high[1] : low[1], bits & 4 ? high[2] : low[2]])
    for (let bits = 0; bits < 8; bits += 1) {
      for (const axis of [1, 2, 4]) if (!(bits & axis)) this.edge(corner(bits), corner(bits | axis), width)
    }
    return part
  }

  /** A thin bar, drawn as one stroke. @param {Vector} from @param {Vector} to @param {number} radius */
  rod(from, to, radius) {
    this.mesh.pole(this.rods, from, to, radius, 5)
    this.edge(from, to, 1 + radius * 90)
  }

  build() {
    this.rods = this.part(-1)
    this.mesh.quad(this.part(0.05), [-12, 0, -3], [24, 0, 0], [0, 0, 40])
    for (const { x, start, end, height, side } of walls) {
      const [low, high] = side === 1 ? [x - 6, x] : [x, x + 6]
      this.block([low, 0, start], [high, height, end], 0, 1.8)
      const [out, inner] = side === 1 ? [x + 0.18, x] : [x - 0.18, x]
      this.block([Math.min(out, inner), height - 0.32, start], [Math.max(out, inner), height - 0.1, end], 0.1)
    }
    this.backdrop()
    this.leftWall()
    this.rightWall()
    this.washing()
    this.things()
    addFigure(this, [0.42, 0, 9])
    addCat(this, [-1.6, 0.98, 6.75])
  }

  /** Houses across the street at the alley's end. */
  backdrop() {
    this.block([-9, 0, 30], [0.4, 8.6, 36])
    this.block([0.4, 0, 30.5], [9, 11.5, 36])
    const roof = this.part(0.45)
    this.mesh.quad(roof, [-9.3, 8.6, 29.7], [9.9, 0, 0], [0, 2.6, 2.4])
    for (let column = 0; column < 4; column += 1) {
      for (const y of [1.2, 4.2, 6.8])
        this.block(
          [-3.6 + column * 1.9, y, 29.9],
          [-2.6 + column * 1.9, y + 1.5, 30],
          column % 2 === 0 && y > 4 ? 0 : 0.85,
          1,
        )
    }
    this.block([-2.1, 8.8, 31], [-1.3, 11.9, 31.8], 0.3)
  }

  /** @param {Wall} wall @param {number} z @param {number} y @param {number} width @param {number} height */
  window({ x, side }, z, y, width, height) {
    const out = (/** @type {number} */ reach) => x + side * reach
    const span = (/** @type {number} */ a, /** @type {number} */ b) =>
      /** @type {[number, number]} */ ([Math.min(a, b), Math.max(a, b)])
    const [nearX, farX] = span(out(0.01), out(0.03))
    this.block([nearX, y, z], [farX, y + height, z + width], 0.97, 1)
    const [frameLow, frameHigh] = span(x, out(0.09))
    for (const [z0, z1] of [
      [z - 0.09, z],
      [z + width, z + width + 0.09],
    ])
      this.block([frameLow, y, z0 ?? 0], [frameHigh, y + height, z1 ?? 0], 0, 1)
    this.block([frameLow, y + height, z - 0.14], [frameHigh, y + height + 0.16, z + width + 0.14], 0, 1.2)
    const [sillLow, sillHigh] = span(x, out(0.17))
    this.block([sillLow, y - 0.1, z - 0.16], [sillHigh, y, z + width + 0.16], 0, 1.3)
    const [barLow, barHigh] = span(out(0.03), out(0.055))
    this.block([barLow, y, z + width / 2 - 0.03], [barHigh, y + height, z + width / 2 + 0.03], 0, 0.6)
    this.block([barLow, y + height * 0.52, z], [barHigh, y + height * 0.52 + 0.05, z + width], 0, 0.6)
  }

  leftWall() {
    const [near, middle, far] = walls
    if (!near || !middle || !far) return
    for (const z of [4.1, 5.95]) this.window(near, z, 3.1, 0.95, 1.55)
    this.window(near, 5.95, 5.9, 0.95, 1.4)
    this.window(near, 4.1, 5.9, 0.95, 1.4)
    for (const z of [8.3, 11]) for (const y of [2.7, 5.3, 7.9]) this.window(middle, z, y, 1, 1.45)
    for (const y of [2.2, 4.6]) this.window(far, 16, y, 1, 1.4)
    // A door with a step, a sign above it.
    this.block([-2.16, 0.18, 4.95], [-2.12, 2.25, 5.95], 0.9, 1)
    for (const [z0, z1] of [
      [4.8, 4.95],
      [5.95, 6.1],
    ])
      this.block([-2.16, 0, z0 ?? 0], [-2, 2.4, z1 ?? 0])
    this.block([-2.16, 2.25, 4.75], [-1.95, 2.5, 6.15])
    this.block([-2.16, 0, 4.7], [-1.72, 0.18, 6.2])
    // The lantern on its arm.
    const iron = this.part(0.95)
    const [x, y, z] = lantern
    this.mesh.pole(iron, [-1.96, y + 0.55, z], [x, y + 0.55, z], 0.035)
    this.mesh.pole(iron, [-1.96, y + 0.05, z], [x - 0.35, y + 0.55, z], 0.025)
    const glass = this.part(-1)
    this.mesh.lathe(glass, [x, y - 0.25, z], [x, y + 0.2, z], [0, 0.13, 1, 0.22], 8)
    this.mesh.lathe(iron, [x, y + 0.2, z], [x, y + 0.55, z], [0, 0.3, 0.6, 0.08, 1, 0.04], 8)
    this.mesh.lathe(iron, [x, y - 0.33, z], [x, y - 0.25, z], [0, 0.05, 1, 0.15], 8)
    // A sign over the alley further on.
    this.mesh.pole(iron, [-1.95, 4.7, 9.9], [-0.75, 4.7, 9.9], 0.03)
    this.block([-1.75, 3.75, 9.86], [-0.8, 4.6, 9.94], 0.15, 1.6)
    this.mesh.pole(this.part(0.2), [-2.06, 0, 7.3], [-2.06, 8.1, 7.3], 0.075, 12)
    for (const height of [1.2, 3.4, 5.6, 7.6])
      this.mesh.lathe(this.part(0.4), [-2.06, height, 7.3], [-2.06, height + 0.12, 7.3], [0, 0.1, 1, 0.1], 12)
  }

  rightWall() {
    const [, , , near, middle, far] = walls
    if (!near || !middle || !far) return
    this.window(near, 3.5, 2.75, 1, 1.6)
    for (const y of [3.1, 5.4]) this.window(middle, 10.9, y, 1, 1.4)
    for (const z of [14.5, 17.5]) for (const y of [2.4, 4.7, 7]) this.window(far, z, y, 1, 1.4)
    this.fireEscape()
    // A roller shutter and its box.
    this.block([2.3, 0, 4.6], [2.36, 2.3, 6], 0.3, 1)
    for (let y = 0.15; y < 2.3; y += 0.16) this.edge([2.295, y, 4.6], [2.295, y, 6], 0.8)
    this.block([2.1, 2.3, 4.5], [2.36, 2.6, 6.1], 0.1)
  }

  fireEscape() {
    for (const y of [3, 5.3]) {
      this.block([1.05, y, 6.9], [2.05, y + 0.07, 10.2], 0.7, 1.2)
      for (const height of [0.5, 0.95]) {
        this.rod([1.08, y + height, 6.9], [1.08, y + height, 10.2], 0.022)
        for (const z of [6.92, 10.18]) this.rod([1.08, y + height, z], [2.05, y + height, z], 0.022)
      }
      for (let z = 6.92; z < 10.3; z += 0.362) this.rod([1.08, y, z], [1.08, y + 0.95, z], 0.014)
      for (const z of [7.1, 10]) this.rod([1.15, y, z], [2.05, y - 0.75, z], 0.03)
    }
    for (const z of [8.9, 9.35]) this.rod([1.2, 3, z], [1.2, 5.3, z], 0.025)
    for (let y = 3.2; y < 5.3; y += 0.28) this.rod([1.2, y, 8.9], [1.2, y, 9.35], 0.018)
    for (const z of [7.2, 7.6]) this.rod([1.2, 1.3, z], [1.2, 3, z], 0.025)
    for (let y = 1.4; y < 3; y += 0.28) this.rod([1.2, y, 7.2], [1.2, y, 7.6], 0.018)
  }

  /** Lines across the alley with washing on them, and wires above. */
  washing() {
    const sag = (/** @type {number} */ part) => 0.5 * part * (1 - part)
    for (const [y, z, y1] of [
      [4.45, 10.4, 4.3],
      [5.2, 14, 5.5],
      [3.95, 7.4, 3.3],
      [6.2, 18, 6.8],
    ]) {
      const point = (/** @type {number} */ part) =>
        /** @type {Vector} */ ([-2.1 + 4.3 * part, (y ?? 0) + ((y1 ?? 0) - (y ?? 0)) * part - sag(part), z ?? 0])
      for (let part = 0; part < 12; part += 1) this.rod(point(part / 12), point((part + 1) / 12), 0.009)
    }
    for (const [x, width, drop, z, y] of [
      [-0.35, 0.62, 0.8, 10.4, 4.28],
      [0.4, 0.4, 0.6, 10.4, 4.26],
      [0.95, 0.6, 0.5, 10.4, 4.27],
      [-0.9, 0.7, 0.75, 14, 5.2],
      [0, 0.5, 0.95, 14, 5.24],
      [0.75, 0.66, 0.7, 14, 5.28],
    ]) {
      this.cloth([x ?? 0, y ?? 0, z ?? 0], width ?? 1, drop ?? 1)
    }
  }

  /** A cloth pegged at two corners, in soft folds. @param {Vector} corner @param {number} width @param {number} drop */
  cloth([x, y, z], width, drop) {
    const part = this.part(-1)
    const folds = 8
    const point = (/** @type {number} */ across, /** @type {number} */ down) =>
      /** @type {Vector} */ ([
        x + width * across,
        y - drop * down - 0.04 * Math.sin(across * Math.PI),
        z + 0.06 * down * Math.sin(across * 9 + x * 5),
      ])
    for (let fold = 0; fold < folds; fold += 1) {
      const [one, two] = [fold / folds, (fold + 1) / folds]
      this.mesh.triangle(part, [point(one, 0), point(two, 0), point(two, 1)], [0, 0, 1, 0, 1, 1])
      this.mesh.triangle(part, [point(one, 0), point(two, 1), point(one, 1)], [0, 0, 1, 1, 0, 1])
    }
    for (const across of [0.3, 0.62]) this.edge(point(across, 0.25), point(across + 0.04, 0.95), 0.8)
  }

  /** Bins, crates, a hand cart's wheel, in the foreground. */
  things() {
    const bin = (/** @type {number} */ x, /** @type {number} */ z) => {
      this.mesh.lathe(this.part(0.12), [x, 0, z], [x, 0.86, z], [0, 0.27, 1, 0.33], 24)
      this.mesh.lathe(this.part(0.3), [x, 0.86, z], [x, 0.98, z], [0, 0.37, 0.35, 0.37, 0.9, 0.12, 1, 0], 24)
    }
    bin(-1.6, 6.75)
    bin(-1.5, 7.65)
    this.block([1.25, 0, 5.4], [2.15, 0.7, 6.2], 0.08, 1.6)
    this.block([1.4, 0.7, 5.55], [2.1, 1.22, 6.15], 0.05, 1.5)
    this.block([0.98, 0, 6.5], [1.62, 0.5, 7.05], 0.1, 1.4)
    for (const [y, z, x0, x1] of [
      [0.35, 5.395, 1.25, 2.15],
      [0.96, 5.545, 1.4, 2.1],
      [0.25, 6.495, 0.98, 1.62],
    ])
      this.edge([x0 ?? 0, y ?? 0, z ?? 0], [x1 ?? 0, y ?? 0, z ?? 0], 1.1)
    this.edge([1.25, 0, 5.395], [2.15, 0.35, 5.395], 1)
    this.edge([1.25, 0.35, 5.395], [2.15, 0.7, 5.395], 1)
    this.edge([1.4, 0.7, 5.545], [2.1, 0.96, 5.545], 0.9)
  }
}
