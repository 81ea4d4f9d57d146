import { HOLE, SURFACE, type CacheFrame } from './rasterise.ts'

/** One level of the push-pull pyramid: colour, its weight 0..1 and the inverse depth it stands for. */
interface Level {
  readonly width: number
  readonly height: number
  readonly rgb: Float32Array
  readonly weight: Float32Array
  readonly inverseDepth: Float32Array
}

/** Keeps the preference for the far side finite where inverse depth nears zero (sky). */
const FAR_FLOOR = 0.02

/**
 * Fills the holes of frames of one size in place: a pyramid of means is built from what is there ("push") and holes
 * take their colour from the finest level that knows one ("pull"). Where near and far meet the far side counts more:
 * a hole opens behind the near object, so the background belongs there.
 */
export class HoleFiller {
  readonly #levels: Level[] = []

  constructor(width: number, height: number) {
    let level = createLevel(width, height)
    this.#levels.push(level)
    while (level.width > 1 || level.height > 1) {
      level = createLevel((level.width + 1) >> 1, (level.height + 1) >> 1)
      this.#levels.push(level)
    }
  }

  /**
   * Fills every pixel of `frame.rgb` that is a hole, from the surface and the surround; then takes the surround out of
   * coverage and inverse depth. Colours of covered pixels stay bit for bit. A frame that covers nothing becomes grey.
   */
  fill(frame: CacheFrame): void {
    if (frame.coverage.includes(HOLE)) {
      const finest = this.#levels[0]!
      finest.rgb.set(frame.rgb)
      finest.inverseDepth.set(frame.inverseDepth)
      for (let i = 0; i < frame.coverage.length; i++) finest.weight[i] = frame.coverage[i] === HOLE ? 0 : 1
      for (let k = 1; k < this.#levels.length; k++) push(this.#levels[k - 1]!, this.#levels[k]!)
      greyIfEmpty(this.#levels[this.#levels.length - 1]!)
      for (let k = this.#levels.length - 1; k > 0; k--) pull(this.#levels[k]!, this.#levels[k - 1]!)
      frame.rgb.set(finest.rgb)
    }
    for (let i = 0; i < frame.coverage.length; i++) {
      if (frame.coverage[i] === SURFACE) continue
      frame.coverage[i] = HOLE
      frame.inverseDepth[i] = 0
    }
  }
}

function createLevel(width: number, height: number): Level {
  const pixels = width * height
  const inverseDepth = new Float32Array(pixels)
  return { width, height, rgb: new Float32Array(pixels * 3), weight: new Float32Array(pixels), inverseDepth }
}

function greyIfEmpty(coarsest: Level): void {
  if (coarsest.weight[0] !== 0) return
  coarsest.weight[0] = 1
  coarsest.rgb.fill(0.5)
}

/** Preference of a sample against the farthest one beside it: the fourth power of the ratio of their depths. */
function farPreference(inverseDepth: number, farthest: number): number {
  const ratio = (farthest + FAR_FLOOR) / (inverseDepth + FAR_FLOOR)
  return ratio * ratio * ratio * ratio
}

function push(fine: Level, coarse: Level): void {
  for (let row = 0; row < coarse.height; row++) {
    const top = row * 2
    const bottom = Math.min(top + 1, fine.height - 1)
    for (let column = 0; column < coarse.width; column++) {
      const left = column * 2
      const right = Math.min(left + 1, fine.width - 1)
      samples[0] = top * fine.width + left
      samples[1] = top * fine.width + right
      samples[2] = bottom * fine.width + left
      samples[3] = bottom * fine.width + right
      shares.fill(1)
      blend(fine, coarse, row * coarse.width + column)
    }
  }
}

function pull(coarse: Level, fine: Level): void {
  for (let row = 0; row < fine.height; row++) {
    const near = row >> 1
    const far = Math.min(coarse.height - 1, Math.max(0, near + (row & 1 ? 1 : -1)))
    for (let column = 0; column < fine.width; column++) {
      const pixel = row * fine.width + column
      if (fine.weight[pixel]! > 0) continue
      const nearColumn = column >> 1
      const farColumn = Math.min(coarse.width - 1, Math.max(0, nearColumn + (column & 1 ? 1 : -1)))
      samples[0] = near * coarse.width + nearColumn
      samples[1] = near * coarse.width + farColumn
      samples[2] = far * coarse.width + nearColumn
      samples[3] = far * coarse.width + farColumn
      shares[0] = 9
      shares[1] = 3
      shares[2] = 3
      shares[3] = 1
      blend(coarse, fine, pixel)
    }
  }
}

/** The four samples of the level at hand and their shares. */
const samples = new Int32Array(4)
const shares = new Float64Array(4)

/** Writes the mean of the four samples, the far ones preferred, into a pixel of `to`. */
function blend(from: Level, to: Level, pixel: number): void {
  let farthest = Infinity
  let known = 0
  for (let k = 0; k < 4; k++) {
    const weight = from.weight[samples[k]!]!
    if (weight === 0) continue
    known = Math.max(known, weight)
    farthest = Math.min(farthest, from.inverseDepth[samples[k]!]!)
  }
  to.weight[pixel] = known
  if (known === 0) return
  let sum = 0
  let red = 0
  let green = 0
  let blue = 0
  let inverseDepth = 0
  for (let k = 0; k < 4; k++) {
    const sample = samples[k]!
    const weight = from.weight[sample]!
    if (weight === 0) continue
    const share = shares[k]! * weight * farPreference(from.inverseDepth[sample]!, farthest)
    sum += share
    red += share * from.rgb[sample * 3]!
    green += share * from.rgb[sample * 3 + 1]!
    blue += share * from.rgb[sample * 3 + 2]!
    inverseDepth += share * from.inverseDepth[sample]!
  }
  to.rgb[pixel * 3] = red / sum
  to.rgb[pixel * 3 + 1] = green / sum
  to.rgb[pixel * 3 + 2] = blue / sum
  to.inverseDepth[pixel] = inverseDepth / sum
}
