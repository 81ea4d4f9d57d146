import { fractalNoise } from '../tracer/noise.mjs'
import { add, dot, mix, normalize, scale, smoothstep } from '../tracer/vector.mjs'

/** @typedef {import('../tracer/vector.mjs').Vector} Vector */

/** Towards the sun: low, to the left, a little ahead. */
export const sunDirection = normalize([-0.78, 0.3, 0.42])
/** @type {Vector} */ export const sunColor = [3.1, 1.85, 0.95]

/** Evening sky without the sun's disc. @param {Vector} direction @returns {Vector} */
export function sky(direction) {
  const up = Math.max(0, direction[1])
  const towards = Math.max(0, dot(direction, sunDirection))
  const high = /** @type {Vector} */ ([0.12, 0.27, 0.58])
  const low = mix([0.8, 0.56, 0.46], [1.35, 0.78, 0.36], towards ** 3)
  const middle = mix([0.4, 0.5, 0.68], [0.92, 0.66, 0.46], towards ** 2)
  let color = mix(mix(low, middle, smoothstep(0, 0.14, up)), high, smoothstep(0.06, 0.42, up))
  color = add(color, scale([1.3, 0.75, 0.3], 0.5 * towards ** 12 + 0.9 * towards ** 60))
  if (up > 0.015) color = clouds(color, direction, towards)
  return color
}

/** Thin evening clouds on a flat layer, lit warm from below towards the sun. @param {Vector} color @param {Vector} direction @param {number} towards */
function clouds(color, direction, towards) {
  const reach = 1 / (direction[1] + 0.09)
  const [x, z] = [direction[0] * reach, direction[2] * reach]
  const shape = fractalNoise(x * 0.9 + 4.2, z * 1.5 + 1.7, 0, 6)
  const streak = fractalNoise(x * 0.28 + 9, z * 2.6 + 3, 5, 5)
  const amount = smoothstep(0.46, 0.66, 0.6 * shape + 0.4 * streak) * smoothstep(0.015, 0.1, direction[1])
  const lit = mix([1.0, 0.68, 0.58], [1.7, 1.0, 0.52], towards ** 2)
  const thick = smoothstep(0.55, 0.8, shape)
  return mix(color, mix(lit, [0.46, 0.42, 0.52], 0.6 * thick), 0.9 * amount)
}
