import { randomFrom } from './noise.mjs'
import { rayThrough, unitRayThrough } from './camera.mjs'
import { add, clamp, scale } from './vector.mjs'

/** @typedef {import('./integrator.mjs').Integrator} Integrator */
/** @typedef {import('./camera.mjs').Camera} Camera */
/** @typedef {{ width: number, height: number }} Size */

/** Light of one sample is cut here, so that a rare bright path leaves no speck. */
const brightest = 8

/**
 * Light of some rows, `[rows, width, 3]`, `samples` squared rays a pixel. Each pixel has its own random numbers, so the
 * rows may be shared out in any way.
 * @param {Integrator} integrator @param {Camera} camera @param {Size} size
 * @param {{ first: number, step: number, samples: number }} rows
 */
export function renderRows(integrator, camera, size, { first, step, samples }) {
  const count = Math.ceil((size.height - first) / step)
  const light = new Float32Array(count * size.width * 3)
  for (let row = 0; row < count; row += 1) {
    const y = first + row * step
    for (let x = 0; x < size.width; x += 1) {
      light.set(pixelLight(integrator, camera, size, x, y, samples), (row * size.width + x) * 3)
    }
  }
  return light
}

/** @param {Integrator} integrator @param {Camera} camera @param {Size} size @param {number} x @param {number} y @param {number} samples */
function pixelLight(integrator, camera, size, x, y, samples) {
  const random = randomFrom(y * size.width + x + 1)
  /** @type {import('./vector.mjs').Vector} */ let sum = [0, 0, 0]
  for (let sample = 0; sample < samples * samples; sample += 1) {
    const across = ((sample % samples) + random()) / samples
    const down = (Math.floor(sample / samples) + random()) / samples
    const ray = unitRayThrough(camera, size, x + across, y + down)
    const light = integrator.light(camera.place, ray, random)
    sum = add(sum, [Math.min(brightest, light[0]), Math.min(brightest, light[1]), Math.min(brightest, light[2])])
  }
  return scale(sum, 1 / (samples * samples))
}

/** z-depth through the middle of each pixel, `[height, width]`, metres; `far` where nothing is hit. @param {Integrator} integrator @param {Camera} camera @param {Size} size @param {number} far */
export function renderDepth(integrator, camera, size, far) {
  const depth = new Float32Array(size.width * size.height)
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const hit = integrator.hierarchy.intersect(camera.place, rayThrough(camera, size, x + 0.5, y + 0.5))
      depth[y * size.width + x] = Math.min(far, hit?.distance ?? far)
    }
  }
  return depth
}

/** Film-like curve and sRGB: light to 8-bit, `exposure` times. @param {Float32Array} light @param {number} exposure */
export function developed(light, exposure) {
  return Uint8Array.from(light, (value) => {
    const x = value * exposure
    const toned = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)
    const linear = clamp(toned, 0, 1)
    return Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055))
  })
}
