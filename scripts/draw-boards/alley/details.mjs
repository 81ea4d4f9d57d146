import { fractalNoise, hash, noise } from '../tracer/noise.mjs'
import { add, clamp, scale, subtract } from '../tracer/vector.mjs'
import { walls } from './layout.mjs'

/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {import('./pen.mjs').Pen} Pen */
/** @typedef {import('./shading.mjs').Sight} Sight */

/** A straight line in space where it is seen, thinner far off. @param {Pen} pen @param {Sight} sight @param {Vector} from @param {Vector} to @param {number} width */
export function lineInSpace(pen, sight, from, to, width, waver = 0.6) {
  const [a, b] = clippedBeforeEye(from, to)
  const [start, end] = [sight.project(a), sight.project(b)]
  if (start === null || end === null || Math.max(Math.abs(start[0]), Math.abs(end[0])) > 9000) return
  const pixels = Math.hypot(end[0] - start[0], end[1] - start[1])
  const samples = Math.max(2, Math.min(600, Math.ceil(pixels / 3)))
  // Equal steps in space are not equal steps in the picture.
  const seen = Array.from({ length: samples + 1 }, (_, sample) => {
    const part = sample / samples
    const near = 1 / sight.distanceTo(a)
    const far = 1 / sight.distanceTo(b)
    return sight.isSeen(add(a, scale(subtract(b, a), (part * far) / (near + (far - near) * part))))
  })
  const distance = Math.min(sight.distanceTo(a), sight.distanceTo(b))
  const thin = clamp(4.5 / distance, 0.5, 1.25)
  pen.line([start, end], width * thin, {
    waver: waver * thin,
    isSeen: (part) => seen[Math.round(part * samples)] ?? false,
  })
}

/** A line through many points in space, drawn in one go where it is seen. @param {Pen} pen @param {Sight} sight @param {readonly Vector[]} points @param {number} width */
export function curveInSpace(pen, sight, points, width, waver = 0.4) {
  const places = points.flatMap((point) => {
    const place = sight.project(point)
    return place === null ? [] : [place]
  })
  if (places.length < points.length) return
  const seen = points.map((point) => sight.isSeen(point))
  const thin = clamp(4.5 / sight.distanceTo(points[0] ?? [0, 0, 0]), 0.5, 1.25)
  pen.line(places, width * thin, {
    waver: waver * thin,
    isSeen: (part) => seen[Math.round(part * (points.length - 1))] ?? false,
  })
}

/** @param {Vector} from @param {Vector} to @returns {[Vector, Vector]} */
function clippedBeforeEye(from, to) {
  const nearest = 1
  const cut = (/** @type {Vector} */ a, /** @type {Vector} */ b) =>
    a[2] >= nearest || b[2] <= nearest ? a : add(a, scale(subtract(b, a), (nearest - a[2]) / (b[2] - a[2])))
  return [cut(from, to), cut(to, from)]
}

/** Bricks here and there, as a hand suggests a wall. @param {Pen} pen @param {Sight} sight */
export function drawBricks(pen, sight) {
  const [long, high] = [0.36, 0.125]
  walls.forEach(({ x, start, end, height, side }, wall) => {
    for (let row = 2; row * high < height - 0.5; row += 1) {
      for (let column = 0; start + column * long < end; column += 1) {
        const z = start + (column + (row % 2) / 2) * long
        const y = row * high
        const patch = fractalNoise(z * 0.55 + wall * 9, y * 0.6, wall, 3)
        if (z < 1.2 || z + long > end || patch < 0.55 || hash(row, column, wall) < 0.22) continue
        const out = x + side * 0.004
        lineInSpace(pen, sight, [out, y, z + 0.03], [out, y, z + long - 0.03], 1.05, 0.4)
        if (hash(row, column, 7) > 0.35)
          lineInSpace(pen, sight, [out, y + 0.01, z], [out, y + high - 0.01, z], 0.95, 0.3)
        if (patch > 0.66 && hash(row, column, 5) > 0.6)
          lineInSpace(pen, sight, [out, y + high * 0.5, z + 0.05], [out, y + high * 0.5, z + long * 0.6], 0.8, 0.3)
      }
    }
  })
}

/** Setts of the ground: short bowed strokes in rows, sparser away from the light. @param {Pen} pen @param {Sight} sight */
export function drawSetts(pen, sight) {
  for (let row = 0; row < 70; row += 1) {
    const z = 2.4 + row * 0.25
    for (let column = -8; column < 9; column += 1) {
      const x = column * 0.31 + (row % 2) * 0.15
      if (noise(x * 0.9, z * 0.6, 4) < 0.3 + 0.007 * row || hash(row, column, 3) < 0.12) continue
      const points = [0, 0.25, 0.5, 0.75, 1].map(
        (part) => /** @type {Vector} */ ([x + 0.28 * part, 0.002, z + 0.09 * 4 * part * (1 - part)]),
      )
      curveInSpace(pen, sight, points, 1.9, 0.2)
    }
  }
  for (const radius of [0.34, 0.29]) {
    const rim = Array.from({ length: 41 }, (_, step) => {
      const turn = (step / 40) * 2 * Math.PI
      return /** @type {Vector} */ ([-0.55 + radius * Math.cos(turn), 0.003, 6.1 + radius * Math.sin(turn)])
    })
    curveInSpace(pen, sight, rim, 1.8, 0.3)
  }
  for (const step of [-0.18, -0.06, 0.06, 0.18])
    lineInSpace(pen, sight, [-0.55 + step, 0.003, 5.9], [-0.55 + step, 0.003, 6.3], 1.2)
  lineInSpace(pen, sight, [-0.05, 0.003, 1.5], [-0.1, 0.003, 24], 1.2)
  lineInSpace(pen, sight, [0.12, 0.003, 1.5], [0.06, 0.003, 24], 1)
}

/** Boards of the door, letters' place on the sign, folds of awnings. @param {Pen} pen @param {Sight} sight */
export function drawTrimmings(pen, sight) {
  for (let z = 5.5; z < 6.3; z += 0.16) lineInSpace(pen, sight, [-2.118, 0.25, z], [-2.118, 2.2, z], 0.9)
  // A cup on the sign: bowl, handle, steam.
  const sign = (/** @type {number} */ u, /** @type {number} */ v) =>
    /** @type {Vector} */ ([-1.75 + 0.95 * u, 3.75 + 0.85 * v, 9.855])
  const strokes = [
    [
      [0.28, 0.5],
      [0.32, 0.28],
      [0.42, 0.2],
      [0.56, 0.2],
      [0.64, 0.28],
      [0.68, 0.5],
      [0.28, 0.5],
    ],
    [
      [0.67, 0.45],
      [0.78, 0.44],
      [0.78, 0.32],
      [0.66, 0.3],
    ],
    [
      [0.2, 0.14],
      [0.76, 0.14],
    ],
    [
      [0.4, 0.58],
      [0.37, 0.66],
      [0.42, 0.73],
      [0.39, 0.82],
    ],
    [
      [0.54, 0.58],
      [0.51, 0.66],
      [0.56, 0.73],
      [0.53, 0.82],
    ],
  ]
  for (const stroke of strokes) {
    curveInSpace(
      pen,
      sight,
      stroke.map((place) => sign(place[0] ?? 0, place[1] ?? 0)),
      3,
      0.3,
    )
  }
}

/** Rays round the lantern and a few strokes of evening sky. @param {Pen} pen @param {Sight} sight @param {Vector} place */
export function drawGlow(pen, sight, place) {
  const middle = sight.project(place)
  if (middle === null) return
  for (let ray = 0; ray < 22; ray += 1) {
    const angle = (ray / 22) * 2 * Math.PI + (pen.random() - 0.5) * 0.16
    const [from, to] = [24 + 8 * pen.random(), 38 + 22 * pen.random()]
    const point = (/** @type {number} */ radius) =>
      /** @type {[number, number]} */ ([middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle)])
    pen.line([point(from), point(to)], 0.9, { waver: 0.3 })
  }
}

/** Pale blue perspective lines, left from the construction. @param {Pen} pen @param {Sight} sight */
export function drawConstruction(pen, sight) {
  const vanishing = sight.project([0.25, 1.45, 1e6])
  if (vanishing === null) return
  const { width, height } = pen.size
  const ends = [
    [-20, 130],
    [-20, 420],
    [120, height + 20],
    [470, height + 20],
    [860, height + 20],
    [width + 20, 590],
    [width + 20, 300],
    [width + 20, 60],
    [330, -20],
    [900, -20],
  ]
  for (const [x, y] of ends) pen.line([[x ?? 0, y ?? 0], vanishing], 1.6, { pencil: true, waver: 0.5, even: true })
  pen.line(
    [
      [0, vanishing[1] + 1],
      [width, vanishing[1] - 2],
    ],
    1.5,
    { pencil: true, waver: 0.5, even: true },
  )
}
