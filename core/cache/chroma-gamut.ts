import type { Picture } from './texture.ts'

const DIAGONAL = Math.SQRT1_2

/** Directions in the plane of chroma, half of the circle's; each also stands for its opposite. */
const DIRECTIONS: readonly (readonly [number, number])[] = [
  [1, 0],
  [0.92388, 0.38268],
  [DIAGONAL, DIAGONAL],
  [0.38268, 0.92388],
  [0, 1],
  [-0.38268, 0.92388],
  [-DIAGONAL, DIAGONAL],
  [-0.92388, 0.38268],
]

/** Part of the picture's pixels that may lie outside its gamut to each side: noise and small marks. */
const OUTSIDE_PART = 0.02

/** Chroma that nobody sees. */
const SLACK = 0.01

/** Enough pixels for the ends of a distribution. */
const MOST_SAMPLES = 40_000

/**
 * The range of a picture's chroma, so that what is invented beside it gets no colour that the picture does not have: a
 * drawing in pencil stays one. Chroma is that of YCoCg: orange − blue and green − magenta; the range is convex.
 */
export class ChromaGamut {
  /** Mean orange − blue and green − magenta. */
  readonly #middle: readonly [number, number]
  /** How far it reaches from the middle along each direction and against it. */
  readonly #ahead: readonly number[]
  readonly #behind: readonly number[]

  constructor({ rgb }: Picture) {
    const pixels = rgb.length / 3
    const stride = Math.max(1, Math.floor(pixels / MOST_SAMPLES))
    const count = Math.ceil(pixels / stride)
    const orange = new Float32Array(count)
    const green = new Float32Array(count)
    let orangeSum = 0
    let greenSum = 0
    for (let i = 0; i < count; i++) {
      const at = i * stride * 3
      orange[i] = (rgb[at]! - rgb[at + 2]!) / 255
      green[i] = (rgb[at + 1]! - (rgb[at]! + rgb[at + 2]!) / 2) / 255
      orangeSum += orange[i]!
      greenSum += green[i]!
    }
    this.#middle = [orangeSum / count, greenSum / count]
    const [x, y] = this.#middle
    const outside = Math.floor(count * OUTSIDE_PART)
    const reaches = DIRECTIONS.map(([dx, dy]) => {
      const along = orange.map((value, i) => (value - x) * dx + (green[i]! - y) * dy).sort()
      return [Math.max(0, along[count - 1 - outside]!), Math.max(0, -along[outside]!)] as const
    })
    this.#ahead = reaches.map(([ahead]) => ahead + SLACK)
    this.#behind = reaches.map(([, behind]) => behind + SLACK)
  }

  /**
   * Draws the colours of chosen pixels towards the picture's mean chroma until they lie in its range; their luma stays.
   * @param planes RGB 0..1 `[3, pixels]`, changed in place
   * @param chosen 1 for each pixel to be changed
   */
  limit(planes: Float32Array, chosen: Uint8Array): void {
    const pixels = chosen.length
    const [x, y] = this.#middle
    for (let i = 0; i < pixels; i++) {
      if (chosen[i] === 0) continue
      const red = planes[i]!
      const green = planes[pixels + i]!
      const blue = planes[2 * pixels + i]!
      const orange = red - blue
      const greenish = green - (red + blue) / 2
      const part = this.#allowedPart(orange - x, greenish - y)
      if (part === 1) continue
      const base = red / 4 + green / 2 + blue / 4 - (y + part * (greenish - y)) / 2
      const newOrange = x + part * (orange - x)
      planes[i] = inRange(base + newOrange / 2)
      planes[pixels + i] = inRange(base + y + part * (greenish - y))
      planes[2 * pixels + i] = inRange(base - newOrange / 2)
    }
  }

  #allowedPart(orange: number, green: number): number {
    let part = 1
    for (let k = 0; k < DIRECTIONS.length; k++) {
      const along = orange * DIRECTIONS[k]![0] + green * DIRECTIONS[k]![1]
      const reach = along > 0 ? this.#ahead[k]! : this.#behind[k]!
      const size = along > 0 ? along : -along
      if (size * part > reach) part = reach / size
    }
    return part
  }
}

function inRange(value: number): number {
  return Math.min(1, Math.max(0, value))
}
