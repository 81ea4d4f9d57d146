import { HoleFiller } from './fill.ts'
import { meanAround } from './local-mean.ts'
import type { CacheFrame } from './rasterise.ts'
import { FRINGE, HOLE, RIM, SURFACE } from './triangle.ts'

/**
 * Bands of detail, fine first: what differs from the mean of a square of `reach` pixels to each side and not from the
 * band before. Fine detail is texture and may be strengthened; coarser detail of a small model is blotches, which may
 * only be quietened.
 */
const BANDS = [
  { reach: 2, mostGain: 2 },
  { reach: 12, mostGain: 1 },
] as const

/** Part of the detail's chroma that is kept: a small model's changes of colour are blotches, those of light texture. */
const CHROMA_PART = 1 / 3

/** Deviation that nobody sees; keeps the gain finite. */
const LEAST_DEVIATION = 0.004

/**
 * Gives what a model drew into holes as much detail as there is around them: its blotches vanish beside a clear sky,
 * its texture stands out beside gravel. How strong detail is comes from the surface at the holes' far sides.
 * @param view with filled inverse depth
 * @param missing 1 in holes, `[height, width]`
 * @param drawn 1 where `planes` hold the model's own drawing: holes and some border, `[height, width]`
 * @param planes the model's picture `[3, height, width]`, changed in place where drawn
 */
export function matchDetail(view: CacheFrame, missing: Uint8Array, drawn: Uint8Array, planes: Float32Array): void {
  const { width, layers, rgb } = view
  const pixels = missing.length
  const known = missing.map((hole, i) => Number(hole === 0 && layers[i] !== RIM && layers[i] !== FRINGE))
  let knownLuma: Float32Array = Float32Array.from(known, (_, i) => luma(rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!))
  let rest: readonly Float32Array[] = [0, 1, 2].map((k) => planes.slice(k * pixels, (k + 1) * pixels))
  const matched = new Float32Array(3 * pixels)
  for (const { reach, mostGain } of BANDS) {
    const knownMean = meanAround(knownLuma, known, width, reach)
    const means = rest.map((plane) => meanAround(plane, drawn, width, reach))
    const wanted = carriedOn(view, known, deviation(difference(knownLuma, knownMean), known, width))
    const [red, green, blue] = rest.map((plane, k) => difference(plane, means[k]!)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ]
    const light = red.map((value, i) => luma(value, green[i]!, blue[i]!))
    const own = deviation(light, drawn, width)
    for (let i = 0; i < pixels; i++) {
      const gain = Math.min(mostGain, (wanted[i]! + LEAST_DEVIATION) / (own[i]! + LEAST_DEVIATION))
      const grey = (1 - CHROMA_PART) * light[i]!
      matched[i]! += gain * (grey + CHROMA_PART * red[i]!)
      matched[pixels + i]! += gain * (grey + CHROMA_PART * green[i]!)
      matched[2 * pixels + i]! += gain * (grey + CHROMA_PART * blue[i]!)
    }
    knownLuma = knownMean
    rest = means
  }
  for (let i = 0; i < 3 * pixels; i++) {
    const pixel = i % pixels
    if (drawn[pixel] === 1) planes[i] = matched[i]! + rest[Math.floor(i / pixels)]![pixel]!
  }
}

function luma(red: number, green: number, blue: number): number {
  return red / 4 + green / 2 + blue / 4
}

function difference(values: Float32Array, mean: Float32Array): Float32Array {
  return values.map((value, i) => value - mean[i]!)
}

/** Root of the mean square around each place, of chosen values. */
function deviation(values: Float32Array, chosen: Uint8Array, width: number): Float32Array {
  const squares = values.map((value) => value * value)
  // Running sums may end a little below 0.
  return meanAround(squares, chosen, width, BANDS[1].reach).map((value) => Math.sqrt(Math.max(0, value)))
}

/** Values of known surface, carried on from the far sides into everything else. */
function carriedOn({ width, height, inverseDepth }: CacheFrame, known: Uint8Array, values: Float32Array): Float32Array {
  const frame = {
    layers: known.map((one) => (one === 1 ? SURFACE : HOLE)),
    rgb: new Float32Array(values.length * 3),
    inverseDepth: inverseDepth.map((value, i) => (known[i] === 1 ? value : 0)),
  }
  for (let i = 0; i < values.length; i++) if (known[i] === 1) frame.rgb[i * 3] = values[i]!
  new HoleFiller(width, height).fillWithDepth(frame)
  return values.map((_, i) => frame.rgb[i * 3]!)
}
