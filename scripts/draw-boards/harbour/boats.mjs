import { Mesh } from '../tracer/mesh.mjs'
import { add, cross, normalize, scale, subtract } from '../tracer/vector.mjs'
import { painted, plain, planks, windowGlass } from './materials.mjs'

/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {import('./materials.mjs').Palette} Palette */
/**
 * @typedef {object} Boat
 * @property {Vector} place middle of the waterline
 * @property {number} heading radians from z towards x
 * @property {number} length
 * @property {Vector} hull
 * @property {Vector} stripe
 * @property {'rowing' | 'sail' | 'trawler'} kind
 */

const stations = 22
const girths = 9

/** Points of a hull's half section, keel to gunwale. @param {Boat} boat @param {number} part stern 0, bow 1 @returns {Vector[]} */
function section(boat, part) {
  const { length } = boat
  const beam = length * (boat.kind === 'rowing' ? 0.34 : 0.29)
  const fullness =
    Math.sqrt(Math.max(0, 1 - Math.abs((part - 0.42) / 0.58) ** 2.6)) *
    (part < 0.42 ? 1 - 0.35 * ((0.42 - part) / 0.42) ** 2 : 1)
  const height = length * 0.1 + 0.14
  const sheer = height * (1 + 1.5 * Math.max(0, part - 0.45) ** 2 * 2.2 + 0.25 * (1 - part) ** 2)
  const z = (part - 0.5) * length
  return Array.from({ length: girths + 1 }, (_, step) => {
    const girth = step / girths
    const y = -0.3 + (sheer + 0.3) * girth
    return [
      (beam / 2) * fullness * Math.sin(Math.min(1, 0.12 + girth) * Math.PI * 0.5) ** 0.7,
      y,
      z + 0.18 * length * part ** 6 * girth,
    ]
  })
}

/** Adds boats to a mesh. */
export class BoatBuilder {
  /** @param {Mesh} mesh @param {Palette} palette */
  constructor(mesh, palette) {
    this.mesh = mesh
    this.palette = palette
    this.deck = palette.add(planks([0.42, 0.28, 0.16], 0.11))
    this.wood = palette.add(painted([0.3, 0.17, 0.08], 0.4))
    this.rope = palette.add(plain([0.16, 0.13, 0.1]))
    this.canvas = palette.add(painted([0.5, 0.42, 0.32], 0.35))
    this.white = palette.add(painted([0.62, 0.6, 0.55], 0.2))
    this.metal = palette.add(painted([0.22, 0.22, 0.23], 0.4))
  }

  /** @param {Boat} boat */
  add(boat) {
    const own = new Mesh()
    this.hull(own, boat)
    if (boat.kind === 'rowing') this.benches(own, boat)
    if (boat.kind === 'sail') this.rig(own, boat)
    if (boat.kind === 'trawler') this.wheelhouse(own, boat)
    const [c, s] = [Math.cos(boat.heading), Math.sin(boat.heading)]
    this.mesh.append(own, ([x, y, z]) => add(boat.place, [x * c + z * s, y, z * c - x * s]))
  }

  /** @param {Mesh} own @param {Boat} boat */
  hull(own, boat) {
    const sheerTop = section(boat, 1)[girths]?.[1] ?? 1
    const paint = this.palette.add(({ place: [along, girth], point: [x, y, z] }) => {
      const strake = Math.abs(girth * girths - Math.round(girth * girths)) < 0.06 ? 0.65 : 1
      const worn = 0.85 + 0.15 * Math.sin(along * 40 + x + z) * Math.sin(y * 30)
      const color = girth > 0.86 ? boat.stripe : girth < 0.33 ? /** @type {Vector} */ ([0.17, 0.05, 0.04]) : boat.hull
      return { color: scale(color, strake * worn), mirror: 0.025 }
    })
    const inside = boat.kind === 'rowing' ? 0.1 : 0.78
    for (let station = 0; station < stations; station += 1) {
      const [one, two] = [section(boat, station / stations), section(boat, (station + 1) / stations)]
      for (const side of [1, -1]) {
        const flip = (/** @type {Vector | undefined} */ point) =>
          /** @type {Vector} */ ([(point?.[0] ?? 0) * side, point?.[1] ?? 0, point?.[2] ?? 0])
        for (let step = 0; step < girths; step += 1) {
          const [a, b, c, d] = [flip(one[step]), flip(two[step]), flip(two[step + 1]), flip(one[step + 1])]
          const out = scale(normalize(cross(subtract(d, a), subtract(b, a))), side)
          own.patch(
            paint,
            [a, b, c, d],
            [station / stations, step / girths, (station + 1) / stations, (step + 1) / girths],
            [out, out],
          )
        }
        const [rail, railOn] = [flip(one[girths]), flip(two[girths])]
        own.pole(this.wood, rail, railOn, 0.035, 6)
        const lower = (/** @type {Vector} */ p) =>
          /** @type {Vector} */ ([p[0] * 0.93, Math.max(0.06, p[1] * inside), p[2] * 0.97])
        const [x0, x1] = [lower(rail), lower(railOn)]
        const centre = (/** @type {Vector} */ p) => /** @type {Vector} */ ([0, p[1], p[2]])
        own.triangle(this.deck, [centre(x0), x0, x1], [0, x0[2], x0[0], x0[2], x1[0], x1[2]])
        own.triangle(this.deck, [centre(x0), x1, centre(x1)], [0, x0[2], x1[0], x1[2], 0, x1[2]])
      }
    }
    const stern = section(boat, 0)
    const centre = /** @type {Vector} */ ([0, sheerTop * 0.4, -boat.length / 2])
    for (let step = 0; step < girths; step += 1) {
      for (const side of [1, -1]) {
        const [a, b] = [stern[step] ?? centre, stern[step + 1] ?? centre]
        own.triangle(
          paint,
          [centre, [a[0] * side, a[1], a[2]], [b[0] * side, b[1], b[2]]],
          [0, 0.5, 0, step / girths, 0, (step + 1) / girths],
        )
      }
    }
  }

  /** @param {Mesh} own @param {Boat} boat */
  benches(own, boat) {
    for (const part of [0.25, 0.48, 0.7]) {
      const [half, y, z] = section(boat, part)[girths - 2] ?? [0.5, 0.3, 0]
      own.box(this.wood, [-half, y - 0.02, z - 0.12], [half, y + 0.02, z + 0.12])
    }
    for (const side of [0.28, -0.22])
      own.pole(this.wood, [side, 0.42, -boat.length * 0.36], [side * 0.6, 0.5, boat.length * 0.3], 0.025)
  }

  /** @param {Mesh} own @param {Boat} boat */
  rig(own, boat) {
    const { length } = boat
    const foot = /** @type {Vector} */ ([0, 0.4, length * 0.1])
    const top = /** @type {Vector} */ ([0, length * 1.15, length * 0.07])
    own.lathe(this.wood, foot, top, [0, 0.085, 0.6, 0.075, 1, 0.03], 10)
    const boomStart = /** @type {Vector} */ ([0, length * 0.22, length * 0.1])
    const boomEnd = /** @type {Vector} */ ([0, length * 0.235, -length * 0.44])
    own.pole(this.wood, boomStart, boomEnd, 0.05)
    const lift = /** @type {Vector} */ ([0, 0.13, 0])
    own.lathe(
      this.canvas,
      add(boomStart, lift),
      add(boomEnd, lift),
      [0, 0.05, 0.05, 0.15, 0.3, 0.19, 0.6, 0.15, 0.9, 0.1, 1, 0.03],
      10,
    )
    own.box(this.white, [-length * 0.08, 0.4, -length * 0.12], [length * 0.08, length * 0.1 + 0.55, length * 0.16])
    const bow = section(boat, 1)[girths] ?? [0, 1, length / 2]
    own.pole(this.wood, [0, bow[1] - 0.05, bow[2] - 0.7], [0, bow[1] + 0.3, bow[2] + length * 0.16], 0.05)
    const side = section(boat, 0.55)[girths] ?? [1, 1, 0]
    /** @type {Vector[]} */
    const ends = [
      [0, bow[1] + 0.3, bow[2] + length * 0.16],
      [0, 0.8, -length * 0.5],
      [side[0], side[1], side[2]],
      [-side[0], side[1], side[2]],
      [side[0], side[1], side[2] - 0.9],
      [-side[0], side[1], side[2] - 0.9],
    ]
    for (const end of ends) own.pole(this.rope, end, scale(top, 0.97), 0.012, 4)
    own.pole(this.rope, boomEnd, scale(top, 0.97), 0.01, 4)
  }

  /** @param {Mesh} own @param {Boat} boat */
  wheelhouse(own, boat) {
    const { length } = boat
    const deck = length * 0.1
    const [w, back, front] = [length * 0.085, length * -0.22, length * 0.02]
    own.box(this.white, [-w, deck, back], [w, deck + 2.1, front])
    own.box(this.wood, [-w - 0.12, deck + 2.1, back - 0.15], [w + 0.12, deck + 2.22, front + 0.25])
    const glass = this.palette.add(windowGlass(77, 0.55))
    for (const side of [-1, 1]) {
      for (let pane = 0; pane < 3; pane += 1) {
        const z = back + 0.2 + pane * ((front - back) / 3)
        own.quad(glass, [side * (w + 0.01), deck + 1.2, z], [0, 0, (front - back) / 3 - 0.15], [0, 0.6, 0])
      }
    }
    own.quad(glass, [-w + 0.1, deck + 1.2, back - 0.01], [2 * w - 0.2, 0, 0], [0, 0.6, 0])
    own.lathe(this.wood, [0, deck, length * 0.2], [0, deck + length * 0.62, length * 0.18], [0, 0.1, 1, 0.05], 10)
    own.pole(this.wood, [0, deck + 0.9, length * 0.2], [0, deck + length * 0.42, length * 0.44], 0.05)
    own.pole(this.metal, [0, deck + 2.2, back + 0.5], [0, deck + 4.4, back + 0.5], 0.05)
    for (const end of [
      /** @type {Vector} */ ([0, deck + 0.7, length * 0.55]),
      /** @type {Vector} */ ([0, deck + 2.3, back]),
    ])
      own.pole(this.rope, end, [0, deck + length * 0.6, length * 0.18], 0.014, 4)
    own.turnedBox(this.metal, [0.2, deck + 0.35, length * -0.36], [1.1, 0.7, 0.9], 0.2)
    own.turnedBox(this.wood, [-0.4, deck + 0.3, length * 0.3], [0.8, 0.5, 0.6], 0.5)
  }
}
