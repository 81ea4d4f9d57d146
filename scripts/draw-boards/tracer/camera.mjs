import { add, normalize, scale } from './vector.mjs'

/** @typedef {import('./vector.mjs').Vector} Vector */
/** @typedef {{ place: Vector, yawRadians: number, pitchRadians: number, focalLengthMm: number }} Camera  yaw to the right, pitch up */

const sensorWidthMm = 24.89

/** Right, up and forward of a camera. @param {Camera} camera */
export function axesOf({ yawRadians, pitchRadians }) {
  const [cy, sy, cp, sp] = [Math.cos(yawRadians), Math.sin(yawRadians), Math.cos(pitchRadians), Math.sin(pitchRadians)]
  return {
    right: /** @type {Vector} */ ([cy, 0, -sy]),
    up: /** @type {Vector} */ ([-sy * sp, cp, -cy * sp]),
    forward: /** @type {Vector} */ ([sy * cp, sp, cy * cp]),
  }
}

/**
 * Direction through a place of the picture, `x` and `y` in pixels from the upper left corner; not yet of length 1: one
 * unit along the view, so that a distance along it is a z-depth.
 * @param {Camera} camera @param {{ width: number, height: number }} size @param {number} x @param {number} y @returns {Vector}
 */
export function rayThrough(camera, size, x, y) {
  const { right, up, forward } = axesOf(camera)
  const focal = (camera.focalLengthMm / sensorWidthMm) * size.width
  return add(add(forward, scale(right, (x - size.width / 2) / focal)), scale(up, (size.height / 2 - y) / focal))
}

/** @param {Camera} camera @param {{ width: number, height: number }} size @param {number} x @param {number} y */
export const unitRayThrough = (camera, size, x, y) => normalize(rayThrough(camera, size, x, y))
