import { noise, randomFrom } from '../tracer/noise.mjs'
import { at, clamp, mix } from '../tracer/vector.mjs'

/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {readonly [number, number]} Point  picture pixels */

/** Drawn at this many times the picture's size, then averaged down. */
export const finer = 2

/** A sheet of paper and a pen that draws on it by hand: lines waver, swell and taper. */
export class Pen {
  /** @param {{ width: number, height: number }} size @param {number} seed */
  constructor(size, seed) {
    this.size = size
    this.width = size.width * finer
    this.height = size.height * finer
    /** Ink 0..1 and blue pencil 0..1, finer pixels. */
    this.ink = new Float32Array(this.width * this.height)
    this.pencil = new Float32Array(this.width * this.height)
    this.random = randomFrom(seed)
  }

  /**
   * A line through points; `width` in picture pixels. Parts where `isSeen` is false are left out, place by place.
   * @param {readonly Point[]} points @param {number} width
   * @param {{ waver?: number, pencil?: boolean, isSeen?: (part: number) => boolean, even?: boolean }} [manner]
   */
  line(points, width, { waver = 0.7, pencil = false, isSeen = () => true, even = false } = {}) {
    const seed = this.random() * 1000
    const lengths = points.slice(1).map((point, index) => distance(point, points[index] ?? point))
    const total = lengths.reduce((sum, each) => sum + each, 0)
    const steps = Math.max(2, Math.ceil(total * finer * 1.3))
    for (let step = 0; step <= steps; step += 1) {
      const part = step / steps
      if (!isSeen(part)) continue
      const [x, y] = along(points, lengths, part * total)
      const travelled = part * total
      const shift = (/** @type {number} */ of) =>
        (noise(travelled / 34 + seed, of) + 0.5 * noise(travelled / 9 + seed, of + 7) - 0.75) * 2 * waver
      const pressure = even ? 1 : 0.72 + 0.5 * noise(travelled / 22 + seed, 31)
      const ends = Math.min(
        1,
        (0.35 + travelled / 9) * (even ? 9 : 1),
        (0.25 + (total - travelled) / 14) * (even ? 9 : 1),
      )
      this.dot(
        x + shift(1),
        y + shift(2),
        (width / 2) * pressure * ends,
        pencil ? this.pencil : this.ink,
        pencil ? 0.35 : 1,
      )
    }
  }

  /** A round touch of the nib. @param {number} x @param {number} y @param {number} radius @param {Float32Array} layer @param {number} strength */
  dot(x, y, radius, layer = this.ink, strength = 1) {
    const [cx, cy, r] = [x * finer, y * finer, radius * finer]
    for (let py = Math.max(0, Math.floor(cy - r - 1)); py <= Math.min(this.height - 1, cy + r + 1); py += 1) {
      for (let px = Math.max(0, Math.floor(cx - r - 1)); px <= Math.min(this.width - 1, cx + r + 1); px += 1) {
        const cover = clamp(r + 0.5 - Math.hypot(px + 0.5 - cx, py + 0.5 - cy), 0, 1) * strength
        const place = py * this.width + px
        if (cover > at(layer, place)) layer[place] = cover
      }
    }
  }

  /** 8-bit RGB: ink and pencil on warm paper with a little tooth. */
  developed() {
    const { width, height } = this.size
    const rgb = new Uint8Array(width * height * 3)
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) rgb.set(this.colorAt(x, y), (y * width + x) * 3)
    }
    return rgb
  }

  /** @param {number} x @param {number} y @returns {Vector} */
  colorAt(x, y) {
    let [ink, pencil] = [0, 0]
    for (let sub = 0; sub < finer * finer; sub += 1) {
      const place = (y * finer + Math.floor(sub / finer)) * this.width + x * finer + (sub % finer)
      ink += at(this.ink, place) / (finer * finer)
      pencil += at(this.pencil, place) / (finer * finer)
    }
    const tooth = noise(x / 1.7, y / 1.7, 1)
    const cloud = noise(x / 260, y / 260, 4) - 0.5
    // Sparse flecks: a grain in every pixel would make the file several times as long.
    const fleck = tooth > 0.9 ? 4 : 0
    const paper = /** @type {Vector} */ ([243 + 6 * cloud - fleck, 236 + 7 * cloud - fleck, 220 + 10 * cloud - fleck])
    const drawn = mix(paper, [136, 172, 206], Math.round(pencil * 4) / 4)
    const black = mix(drawn, [26, 23, 27], Math.round(ink * 5) / 5)
    return [Math.round(black[0]), Math.round(black[1]), Math.round(black[2])]
  }
}

/** @param {Point} a @param {Point} b */
const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1])

/** @param {readonly Point[]} points @param {readonly number[]} lengths @param {number} travelled @returns {Point} */
function along(points, lengths, travelled) {
  let left = travelled
  for (let index = 0; index < lengths.length; index += 1) {
    const [from, to] = [points[index] ?? [0, 0], points[index + 1] ?? [0, 0]]
    const length = at(lengths, index)
    if (left <= length || index === lengths.length - 1) {
      const part = length === 0 ? 0 : left / length
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
    }
    left -= length
  }
  return points[0] ?? [0, 0]
}
