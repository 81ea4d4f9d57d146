import { Mesh } from '../tracer/mesh.mjs'
import { randomFrom } from '../tracer/noise.mjs'
import { BoatBuilder } from './boats.mjs'
import { HouseBuilder } from './houses.mjs'
import { Palette } from './materials.mjs'
import { addGround, addLamps, addThings, waterLevel } from './quay.mjs'
import { sky, sunColor, sunDirection } from './sky.mjs'

/** @typedef {import('../tracer/vector.mjs').Vector} Vector */

/** Eye height and lens of the board: 24 mm on Super 35. */
export const harbourCamera = {
  place: /** @type {Vector} */ ([2.75, 1.72, 0]),
  yawRadians: -0.17,
  pitchRadians: -0.035,
  focalLengthMm: 24,
}

/** @type {readonly Vector[]} */
const fronts = [
  [0.56, 0.33, 0.16],
  [0.5, 0.47, 0.4],
  [0.38, 0.14, 0.09],
  [0.23, 0.33, 0.38],
  [0.6, 0.5, 0.3],
  [0.5, 0.25, 0.2],
  [0.3, 0.36, 0.27],
  [0.56, 0.53, 0.48],
  [0.42, 0.17, 0.11],
  [0.5, 0.4, 0.22],
  [0.33, 0.38, 0.43],
]
/** @type {readonly Vector[]} */
const trims = [
  [0.08, 0.19, 0.17],
  [0.1, 0.17, 0.28],
  [0.06, 0.14, 0.1],
  [0.45, 0.42, 0.36],
  [0.3, 0.06, 0.05],
]

/** A harbour street in the evening, in metres. @returns {import('../tracer/integrator.mjs').Scene} */
export function harbourScene() {
  const mesh = new Mesh()
  const palette = new Palette()
  addGround(mesh, palette)
  const lampPlaces = addLamps(mesh, palette)
  addThings(mesh, palette)
  addHouses(mesh, palette)
  addBoats(mesh, palette)
  return {
    mesh,
    materials: palette.materials,
    sunDirection,
    sunColor,
    sky,
    lamps: lampPlaces.map((place) => ({ place, color: /** @type {Vector} */ ([1.5, 0.85, 0.32]) })),
    hazeDistance: 520,
  }
}

/** @param {Mesh} mesh @param {Palette} palette */
function addHouses(mesh, palette) {
  const builder = new HouseBuilder(mesh, palette)
  const random = randomFrom(21)
  let start = 1.2
  for (let index = 0; start < 72; index += 1) {
    const width = 5.2 + 2.4 * random()
    const color = fronts[index % fronts.length] ?? [0.5, 0.5, 0.5]
    builder.add({
      front: 7.1 + 0.35 * random(),
      start,
      width,
      storeys: 2 + Math.floor(random() * 2.3),
      color,
      isBrick: color[0] > 2 * color[1] && color[0] < 0.45,
      trim: trims[Math.floor(random() * trims.length)] ?? [0.3, 0.3, 0.3],
      ground: index % 3 === 1 ? 'shop' : 'home',
      seed: index + 3,
    })
    start += width
  }
  // Across the end of the quay, and on the far shore.
  for (let index = 0; index < 12; index += 1) {
    const row = new Mesh()
    const far = new HouseBuilder(row, palette)
    far.add({
      front: 0,
      start: 0,
      width: 6 + 3 * random(),
      storeys: 2 + (index % 2),
      color: fronts[(index * 5 + 2) % fronts.length] ?? [0.5, 0.5, 0.5],
      isBrick: index % 4 === 2,
      trim: trims[index % trims.length] ?? [0.3, 0.3, 0.3],
      ground: 'home',
      seed: index + 40,
    })
    const [x, z] = index < 2 ? [8 - index * 8.2, 80] : [-4 - index * 8.6, 172 + 6 * random()]
    mesh.append(row, ([px, py, pz]) => [x - pz, py - (index < 2 ? 0 : 0.6), z + px])
  }
}

/** @param {Mesh} mesh @param {Palette} palette */
function addBoats(mesh, palette) {
  const builder = new BoatBuilder(mesh, palette)
  const at = (/** @type {number} */ x, /** @type {number} */ z) => /** @type {Vector} */ ([x, waterLevel, z])
  builder.add({
    kind: 'rowing',
    place: at(-2.2, 8.6),
    heading: 0.28,
    length: 4.2,
    hull: [0.12, 0.3, 0.34],
    stripe: [0.6, 0.56, 0.48],
  })
  builder.add({
    kind: 'sail',
    place: at(-2.6, 15.2),
    heading: 0.05,
    length: 7.4,
    hull: [0.56, 0.53, 0.46],
    stripe: [0.06, 0.13, 0.26],
  })
  builder.add({
    kind: 'trawler',
    place: at(-3.2, 26.5),
    heading: -0.04,
    length: 11.5,
    hull: [0.07, 0.17, 0.3],
    stripe: [0.6, 0.55, 0.45],
  })
  builder.add({
    kind: 'rowing',
    place: at(-7.4, 13.2),
    heading: 1.0,
    length: 3.8,
    hull: [0.42, 0.1, 0.06],
    stripe: [0.6, 0.57, 0.5],
  })
  builder.add({
    kind: 'sail',
    place: at(-12.5, 31),
    heading: 0.9,
    length: 9.2,
    hull: [0.3, 0.07, 0.05],
    stripe: [0.6, 0.56, 0.5],
  })
  builder.add({
    kind: 'sail',
    place: at(-3, 41),
    heading: 0.05,
    length: 8.6,
    hull: [0.1, 0.2, 0.16],
    stripe: [0.55, 0.5, 0.4],
  })
  builder.add({
    kind: 'trawler',
    place: at(-3.4, 55),
    heading: 0.03,
    length: 12,
    hull: [0.33, 0.09, 0.06],
    stripe: [0.55, 0.5, 0.42],
  })
  builder.add({
    kind: 'sail',
    place: at(-27, 62),
    heading: 1.9,
    length: 11,
    hull: [0.5, 0.48, 0.44],
    stripe: [0.1, 0.16, 0.22],
  })
}
