import type { CacheFrame } from './rasterise.ts'
import { FRINGE, HOLE, RIM } from './triangle.ts'

/** One level of the push-pull pyramid: colour, its weight 0..1 and the inverse depth it stands for. */
interface Level {
  readonly width: number
  readonly height: number
  readonly rgb: Float32Array
  readonly weight: Float32Array
  readonly inverseDepth: Float32Array
}

/** Weight of the surface beside a depth jump: it colours a hole only where nothing else does. */
const RIM_WEIGHT = 1e-3

/** Keeps the preference for the far side finite where inverse depth nears zero (sky). */
const FAR_FLOOR = 0.02

/**
 * Fills the holes of frames of one size in place: a pyramid of means is built from what is there ("push") and holes
 * take their colour from the finest level that knows one ("pull"). A hole opens behind a near object, so the rims of
 * near objects hardly count, and where near and far meet the far side counts more.
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
   * the inverse depth. Covered pixels stay bit for bit. A frame that shows nothing at all becomes grey.
   */
  fill(frame: CacheFrame): void {
    this.fillWithDepth(frame)
    const { coverage, inverseDepth } = frame
    for (let i = 0; i < coverage.length; i++) if (coverage[i] === 0) inverseDepth[i] = 0
  }

  /**
   * Fills colour and inverse depth of every hole from whatever else the frame shows, the surround and invented surface
   * included. A frame that shows nothing at all becomes grey at the subject's distance.
   */
  fillWithDepth({ layers, rgb, inverseDepth }: Pick<CacheFrame, 'layers' | 'rgb' | 'inverseDepth'>): void {
    if (!layers.includes(HOLE)) return
    const levels = this.#levels
    const finest = levels[0]!
    finest.rgb.set(rgb)
    finest.inverseDepth.set(inverseDepth)
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[i]!
      finest.weight[i] = layer === HOLE ? 0 : layer === RIM || layer === FRINGE ? RIM_WEIGHT : 1
    }
    for (let k = 1; k < levels.length; k++) push(levels[k - 1]!, levels[k]!)
    completeCoarsest(levels[levels.length - 1]!)
    for (let k = levels.length - 1; k > 0; k--) pull(levels[k]!, levels[k - 1]!)
    for (let i = 0; i < layers.length; i++) {
      if (layers[i] !== HOLE) continue
      inverseDepth[i] = finest.inverseDepth[i]!
      for (let k = i * 3; k < i * 3 + 3; k++) rgb[k] = finest.rgb[k]!
    }
  }
}

function createLevel(width: number, height: number): Level {
  const pixels = width * height
  const inverseDepth = new Float32Array(pixels)
  return { width, height, rgb: new Float32Array(pixels * 3), weight: new Float32Array(pixels), inverseDepth }
}

/** A frame that shows nothing gets a colour and a distance all the same. */
function completeCoarsest(coarsest: Level): void {
  if (coarsest.weight[0] === 0) {
    coarsest.rgb.fill(0.5)
    coarsest.inverseDepth.fill(1)
  }
  coarsest.weight[0] = 1
}

function push(fine: Level, coarse: Level): void {
  shares.fill(1)
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
      const pixel = row * coarse.width + column
      coarse.weight[pixel] = 0
      coarse.weight[pixel] = Math.min(1, blend(fine, coarse, pixel))
    }
  }
}

/** Completes what a level does not know, or hardly knows, from the next coarser one, bilinearly. */
function pull(coarse: Level, fine: Level): void {
  shares.set([9, 3, 3, 1])
  for (let row = 0; row < fine.height; row++) {
    const near = row >> 1
    const next = Math.min(coarse.height - 1, Math.max(0, near + (row & 1 ? 1 : -1)))
    for (let column = 0; column < fine.width; column++) {
      const pixel = row * fine.width + column
      if (fine.weight[pixel]! >= 1) continue
      const nearColumn = column >> 1
      const nextColumn = Math.min(coarse.width - 1, Math.max(0, nearColumn + (column & 1 ? 1 : -1)))
      samples[0] = near * coarse.width + nearColumn
      samples[1] = near * coarse.width + nextColumn
      samples[2] = next * coarse.width + nearColumn
      samples[3] = next * coarse.width + nextColumn
      blend(coarse, fine, pixel)
      fine.weight[pixel] = 1
    }
  }
}

/** The four samples of the level at hand and their shares. */
const samples = new Int32Array(4)
const shares = new Float64Array(4)

/**
 * Mixes the mean of the four samples, the far ones preferred, into a pixel of `to` as far as its weight is below 1.
 * @returns sum of the samples' weights; with 0 the pixel stays
 */
function blend(from: Level, to: Level, pixel: number): number {
  let farthest = Infinity
  let known = 0
  for (let k = 0; k < 4; k++) {
    const sample = samples[k]!
    if (from.weight[sample] === 0) continue
    known += from.weight[sample]!
    farthest = Math.min(farthest, from.inverseDepth[sample]!)
  }
  if (known === 0) return 0
  let sum = 0
  let red = 0
  let green = 0
  let blue = 0
  let inverseDepth = 0
  for (let k = 0; k < 4; k++) {
    const sample = samples[k]!
    const share = shares[k]! * from.weight[sample]! * farPreference(from.inverseDepth[sample]!, farthest)
    sum += share
    red += share * from.rgb[sample * 3]!
    green += share * from.rgb[sample * 3 + 1]!
    blue += share * from.rgb[sample * 3 + 2]!
    inverseDepth += share * from.inverseDepth[sample]!
  }
  const own = to.weight[pixel]!
  const part = (1 - own) / sum
  to.rgb[pixel * 3] = own * to.rgb[pixel * 3]! + part * red
  to.rgb[pixel * 3 + 1] = own * to.rgb[pixel * 3 + 1]! + part * green
  to.rgb[pixel * 3 + 2] = own * to.rgb[pixel * 3 + 2]! + part * blue
  to.inverseDepth[pixel] = own * to.inverseDepth[pixel]! + part * inverseDepth
  return known
}

/** Preference of a sample against the farthest one beside it: the fourth power of the ratio of their depths. */
function farPreference(inverseDepth: number, farthest: number): number {
  const ratio = (farthest + FAR_FLOOR) / (inverseDepth + FAR_FLOOR)
  return ratio * ratio * ratio * ratio
}
