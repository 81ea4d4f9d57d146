/** @typedef {readonly [number, number, number]} Vector  x right, y up, z away from the viewer; metres or colour */

/** Number at a known index of an array. @param {ArrayLike<number>} values @param {number} index @returns {number} */
export const at = (values, index) => /** @type {number} */ (values[index])

/** @param {Vector} a @param {Vector} b @returns {Vector} */
export const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
/** @param {Vector} a @param {Vector} b @returns {Vector} */
export const subtract = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
/** @param {Vector} a @param {number} factor @returns {Vector} */
export const scale = (a, factor) => [a[0] * factor, a[1] * factor, a[2] * factor]
/** @param {Vector} a @param {Vector} b @returns {Vector} */
export const multiply = (a, b) => [a[0] * b[0], a[1] * b[1], a[2] * b[2]]
/** @param {Vector} a @param {Vector} b */
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
/** @param {Vector} a @param {Vector} b @returns {Vector} */
export const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
/** @param {Vector} a */
export const length = (a) => Math.sqrt(dot(a, a))
/** @param {Vector} a @returns {Vector} */
export const normalize = (a) => scale(a, 1 / length(a))
/** @param {Vector} a @param {Vector} b @param {number} part @returns {Vector} */
export const mix = (a, b, part) => add(scale(a, 1 - part), scale(b, part))
/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value))
/** 0 below `low`, 1 above `high`, smooth between. @param {number} low @param {number} high @param {number} value */
export const smoothstep = (low, high, value) => {
  const part = clamp((value - low) / (high - low), 0, 1)
  return part * part * (3 - 2 * part)
}
