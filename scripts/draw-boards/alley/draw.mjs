import { npyFrom, pngFrom } from '../encode.mjs'
import { noise } from '../tracer/noise.mjs'
import { at, clamp } from '../tracer/vector.mjs'
import { drawBricks, drawConstruction, drawGlow, drawSetts, drawTrimmings, lineInSpace } from './details.mjs'
import { hatch, shadesOf } from './hatching.mjs'
import { finer, Pen } from './pen.mjs'
import { lantern } from './layout.mjs'
import { Alley } from './scene.mjs'
import { Sight } from './shading.mjs'

const size = { width: 1280, height: 720 }
const depthSize = { width: 320, height: 180 }
/** Depth of the sky in metres: finite, behind the last house. */
const farMetres = 100

/** An alley by night in pen and ink, as PNG. */
export function drawAlley() {
  const alley = new Alley()
  const sight = new Sight(alley, size)
  const pen = new Pen(size, 5)
  drawConstruction(pen, sight)
  hatch(pen, shadesOf(sight))
  drawContours(pen, sight)
  for (const { from, to, width } of alley.edges) lineInSpace(pen, sight, from, to, width)
  drawBricks(pen, sight)
  drawSetts(pen, sight)
  drawTrimmings(pen, sight)
  drawGlow(pen, sight, lantern)
  return pngFrom(pen.developed(), size)
}

/** The alley's z-depth in metres as .npy. */
export function drawAlleyDepth() {
  const sight = new Sight(new Alley(), depthSize)
  const depth = new Float32Array(depthSize.width * depthSize.height)
  for (let y = 0, place = 0; y < depthSize.height; y += 1) {
    for (let x = 0; x < depthSize.width; x += 1, place += 1) {
      depth[place] = Math.min(farMetres, sight.look(x + 0.5, y + 0.5).depth)
    }
  }
  return npyFrom(depth, depthSize)
}

/** Outlines where one part ends and another begins, heavier on what is near. @param {Pen} pen @param {Sight} sight */
function drawContours(pen, sight) {
  const [width, height] = [size.width * finer, size.height * finer]
  const parts = new Int32Array(width * height)
  const depths = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const { part, depth } = sight.look((x + 0.5) / finer, (y + 0.5) / finer)
      parts[y * width + x] = part
      depths[y * width + x] = depth
    }
  }
  for (let y = 0; y + 1 < height; y += 1) {
    for (let x = 0; x + 1 < width; x += 1) {
      const place = y * width + x
      for (const beside of [place + 1, place + width]) {
        if (at(parts, place) !== at(parts, beside))
          contourDot(pen, x / finer, y / finer, Math.min(at(depths, place), at(depths, beside)))
      }
    }
  }
}

/** @param {Pen} pen @param {number} x @param {number} y @param {number} depth */
function contourDot(pen, x, y, depth) {
  const swell = 0.6 + 0.8 * noise(x / 30, y / 30, 9)
  const shift = (/** @type {number} */ seed) => (noise(x / 38, y / 38, seed) - 0.5) * 1.6
  pen.dot(x + shift(1), y + shift(2), clamp(3.6 / depth, 0.42, 0.95) * swell)
}
