import { at, clamp } from '../tracer/vector.mjs'
import { ragged } from './shading.mjs'

/** @typedef {import('./pen.mjs').Pen} Pen */
/** @typedef {import('./shading.mjs').Sight} Sight */
/** @typedef {{ surfaces: Uint8Array, dark: Float32Array }} Shades  per picture pixel: direction of the surface, darkness */

/** Surfaces by where they face; each is hatched in its own direction, so that planes read. */
const facings = { sky: 0, left: 1, right: 2, ground: 3, front: 4, other: 5 }

/** First and crossing direction of each surface, radians from the picture's x axis. */
const directions = [
  [0, 0],
  [1.22, 0.55],
  [1.9, 2.6],
  [0.06, 2.9],
  [0.85, 2.3],
  [0.7, 2.2],
]

/** Layers of strokes: where darkness exceeds `above`, so many pixels apart. */
const layers = [
  { above: 0.4, spacing: 6.2, width: 0.95, direction: 0, turn: 0, longest: 95 },
  { above: 0.56, spacing: 5.4, width: 1, direction: 1, turn: 0, longest: 70 },
  { above: 0.7, spacing: 4.4, width: 1.15, direction: 0, turn: 0.5, longest: 60 },
  { above: 0.86, spacing: 2.1, width: 2.1, direction: 1, turn: 0.3, longest: 120 },
  { above: 0.9, spacing: 1.7, width: 2.4, direction: 0, turn: 0.15, longest: 160 },
]

/** Darkness and facing of every pixel. @param {Sight} sight @returns {Shades} */
export function shadesOf(sight) {
  const { width, height } = sight.size
  const surfaces = new Uint8Array(width * height)
  const dark = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const surface = sight.look(x + 0.5, y + 0.5)
      const place = y * width + x
      surfaces[place] = surface.part === 0 ? facings.sky : facingOf(surface.normal)
      dark[place] = sight.darkness(surface)
    }
  }
  return { surfaces, dark }
}

/** @param {import('../tracer/vector.mjs').Vector} normal */
function facingOf([x, y, z]) {
  if (x > 0.9) return facings.left
  if (x < -0.9) return facings.right
  if (y > 0.9) return facings.ground
  return z < -0.9 ? facings.front : facings.other
}

/** Hatches the whole picture. @param {Pen} pen @param {Shades} shades */
export function hatch(pen, shades) {
  for (const layer of layers) {
    directions.forEach((pair, surface) => {
      if (surface === facings.sky) return
      const angle = (pair[layer.direction] ?? 0) + layer.turn
      hatchSurface(pen, shades, surface, angle, layer)
    })
  }
}

/** @param {Pen} pen @param {Shades} shades @param {number} surface @param {number} angle @param {typeof layers[number]} layer */
function hatchSurface(pen, shades, surface, angle, layer) {
  const { width, height } = pen.size
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const reach = Math.hypot(width, height) / 2
  const wants = (/** @type {number} */ x, /** @type {number} */ y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)]
    if (column < 0 || row < 0 || column >= width || row >= height) return false
    const place = row * width + column
    return (
      shades.surfaces[place] === surface &&
      at(shades.dark, place) + ragged(x, y) * (layer.above > 0.8 ? 0.3 : 1) > layer.above
    )
  }
  for (let offset = -reach; offset < reach; offset += layer.spacing * (0.78 + 0.44 * pen.random())) {
    const lean = (pen.random() - 0.5) * 0.016
    const point = (/** @type {number} */ along) =>
      /** @type {[number, number]} */ ([
        width / 2 + c * along - s * (offset + lean * along),
        height / 2 + s * along + c * (offset + lean * along),
      ])
    let start = NaN
    let limit = 0
    for (let along = -reach * 1.05; along <= reach * 1.05; along += 1) {
      const [x, y] = point(along)
      const on = wants(x, y)
      if (on && Number.isNaN(start)) {
        start = along
        limit = layer.longest * (0.55 + 0.75 * pen.random())
      }
      if (Number.isNaN(start) || (on && along - start < limit)) continue
      if (along - start > 4)
        pen.line([point(start - clamp(pen.random() * 2, 0, 2)), point(along)], layer.width, { waver: 0.35 })
      start = NaN
      if (on) along += 1 + 3 * pen.random()
    }
  }
}
