/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {{ x: number, start: number, end: number, height: number, side: 1 | -1 }} Wall  side: where the alley lies, seen from it */

export const alleyCamera = {
  place: /** @type {Vector} */ ([0.25, 1.45, 0]),
  yawRadians: -0.035,
  pitchRadians: 0.03,
  focalLengthMm: 24,
}
/** The lantern on the left wall that lights the far part of the alley. */
export const lantern = /** @type {Vector} */ ([-1.15, 3.35, 13.2])
/** Towards the moon. */
export const moon = /** @type {Vector} */ ([0.62, 0.74, -0.26])

/** @type {readonly Wall[]} */
export const walls = [
  { x: -2.15, start: -2, end: 7.6, height: 8.4, side: 1 },
  { x: -1.95, start: 7.6, end: 14.6, height: 10.5, side: 1 },
  { x: -2.4, start: 14.6, end: 22, height: 7.2, side: 1 },
  { x: 2.35, start: -2, end: 6.2, height: 6.4, side: -1 },
  { x: 2.05, start: 6.2, end: 13, height: 7.6, side: -1 },
  { x: 2.3, start: 13, end: 22, height: 9.4, side: -1 },
]
