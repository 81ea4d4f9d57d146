import { HoleFiller } from './fill.ts'
import type { CacheFrame } from './rasterise.ts'
import { FRINGE, HOLE, RIM, SURFACE } from './triangle.ts'

/**
 * How far in from a hole's border a decoder is kept from the known pixels, so that it says there what it would have
 * drawn itself. Its last layers mix known pixels into three pixels beyond.
 */
const HIDDEN_PIXELS = 8

/** How much of that band is compared: all of it lies out of reach of the mixing. */
const COMPARED_PIXELS = 4

/** Sweeps that join the fill of the difference to the border's finest detail; coarser parts are right before. */
const SWEEPS = 24

/**
 * What a decoder is told is known: 1 where a view shows something known, but for a band along the holes, `[height,
 * width]`.
 * @param missing 1 where the view shows nothing known, `[height, width]`
 */
export function hiddenBorder(missing: Uint8Array, width: number): Uint8Array {
  return grown(missing, width, HIDDEN_PIXELS).map((value) => 1 - value)
}

/** 1 in holes and in the band along them where a decoder draws by itself all the same, `[height, width]`. */
export function drawnFreely(missing: Uint8Array, width: number): Uint8Array {
  return grown(missing, width, COMPARED_PIXELS)
}

/** Joins what a model draws into holes to what is known around them. For frames of one size. */
export class SeamCloser {
  readonly #width: number
  readonly #filler: HoleFiller
  readonly #difference: Float32Array
  readonly #layers: Uint8Array
  readonly #inverseDepth: Float32Array

  constructor(width: number, height: number) {
    const pixels = width * height
    this.#width = width
    this.#filler = new HoleFiller(width, height)
    this.#difference = new Float32Array(pixels * 3)
    this.#layers = new Uint8Array(pixels)
    this.#inverseDepth = new Float32Array(pixels)
  }

  /**
   * Seamless cloning (Pérez, Gangnet and Blake 2003): along the holes' borders the model's picture differs from the
   * known one; that difference is carried into the holes as a membrane and added. Near objects in front of a hole are
   * left out: their border is a real one.
   * @param view with filled inverse depth
   * @param missing 1 in holes, `[height, width]`
   * @param planes the model's picture `[3, height, width]`, drawn without knowing {@link hiddenBorder}; changed in
   *   place: known pixels become the view's, bit for bit
   */
  close(view: CacheFrame, missing: Uint8Array, planes: Float32Array): void {
    this.#compare(view, missing, planes)
    if (this.#layers.includes(SURFACE)) {
      const frame = { layers: this.#layers, rgb: this.#difference, inverseDepth: this.#inverseDepth }
      const joined = this.#layers.slice()
      this.#filler.fillWithDepth(frame)
      for (let sweep = 0; sweep < SWEEPS; sweep++) this.#relax(missing, joined)
    } else this.#difference.fill(0)
    const pixels = missing.length
    for (let i = 0; i < pixels; i++) {
      for (let k = 0; k < 3; k++) {
        const known = view.rgb[i * 3 + k]!
        const invented = Math.min(1, Math.max(0, planes[k * pixels + i]! + this.#difference[i * 3 + k]!))
        planes[k * pixels + i] = missing[i] === 0 ? known : invented
      }
    }
  }

  /** The difference along the borders; everything else becomes a hole in it. */
  #compare(view: CacheFrame, missing: Uint8Array, planes: Float32Array): void {
    const near = drawnFreely(missing, this.#width)
    const pixels = missing.length
    for (let i = 0; i < pixels; i++) {
      const isJump = view.layers[i] === RIM || view.layers[i] === FRINGE
      const compared = missing[i] === 0 && near[i] === 1 && !isJump
      this.#layers[i] = compared ? SURFACE : HOLE
      this.#inverseDepth[i] = compared ? view.inverseDepth[i]! : 0
      for (let k = 0; k < 3; k++) {
        this.#difference[i * 3 + k] = compared ? view.rgb[i * 3 + k]! - planes[k * pixels + i]! : 0
      }
    }
  }

  /** Each hole pixel becomes the mean of its neighbours in holes and on compared borders. */
  #relax(missing: Uint8Array, joined: Uint8Array): void {
    const width = this.#width
    const difference = this.#difference
    for (let i = 0; i < missing.length; i++) {
      if (missing[i] === 0) continue
      const column = i % width
      let count = 0
      let red = 0
      let green = 0
      let blue = 0
      for (let side = 0; side < 4; side++) {
        if ((side === 0 && column === 0) || (side === 1 && column === width - 1)) continue
        const at = i + (side === 0 ? -1 : side === 1 ? 1 : side === 2 ? -width : width)
        if (at < 0 || at >= missing.length || (missing[at] === 0 && joined[at] !== SURFACE)) continue
        count++
        red += difference[at * 3]!
        green += difference[at * 3 + 1]!
        blue += difference[at * 3 + 2]!
      }
      if (count === 0) continue
      difference[i * 3] = red / count
      difference[i * 3 + 1] = green / count
      difference[i * 3 + 2] = blue / count
    }
  }
}

/** Every 1 grown to a square of `radius` pixels to each side. */
function grown(mask: Uint8Array, width: number, radius: number): Uint8Array {
  const across = new Uint8Array(mask.length)
  for (let row = 0; row < mask.length; row += width) growLine(mask, across, row, 1, width, radius)
  const down = new Uint8Array(mask.length)
  for (let column = 0; column < width; column++) growLine(across, down, column, width, mask.length / width, radius)
  return down
}

function growLine(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  stride: number,
  count: number,
  radius: number,
): void {
  let inReach = 0
  for (let i = 0; i < Math.min(radius, count); i++) inReach += from[start + i * stride]!
  for (let i = 0; i < count; i++) {
    if (i + radius < count) inReach += from[start + (i + radius) * stride]!
    if (i > radius) inReach -= from[start + (i - radius - 1) * stride]!
    to[start + i * stride] = inReach > 0 ? 1 : 0
  }
}
