import { sin } from '../math/trigonometry.ts'

interface Extent {
  readonly width: number
  readonly height: number
}

/** Neighbours to each side that the window reaches over, in target pixels where the picture shrinks. */
const WINDOW = 3
/** Weights are integers of 22 fractional bits, so that a sum of products fits 32 bits with its sign. */
const ONE = 0x400000

/**
 * 8-bit RGB `[height, width, 3]` at another size by a Lanczos window of three lobes that widens when the picture shrinks:
 * to the last bit what Pillow's `Image.resize(size, LANCZOS)` gives. Rows first, then columns, each rounded to 8 bits;
 * a pass that changes nothing is left out.
 */
export function lanczosResize(rgb: Uint8Array, source: Extent, target: Extent): Uint8Array {
  const narrow =
    source.width === target.width
      ? rgb
      : resampledLines(rgb, lanczosTaps(source.width, target.width), {
          lines: source.height,
          lineStep: 3 * source.width,
          outLineStep: 3 * target.width,
          step: 3,
          values: 3,
        })
  if (source.height === target.height) return narrow
  return resampledLines(narrow, lanczosTaps(source.height, target.height), {
    lines: 1,
    lineStep: 0,
    outLineStep: 0,
    step: 3 * target.width,
    values: 3 * target.width,
  })
}

interface Taps {
  readonly first: number
  /** Integers, `ONE` in sum but for rounding. */
  readonly weights: readonly number[]
}

function lanczosTaps(sourceCount: number, targetCount: number): Taps[] {
  const scale = sourceCount / targetCount
  const stretch = Math.max(1, scale)
  const reach = WINDOW * stretch
  return Array.from({ length: targetCount }, (_, i) => {
    const centre = (i + 0.5) * scale
    const first = Math.max(0, Math.trunc(centre - reach + 0.5))
    const end = Math.min(sourceCount, Math.trunc(centre + reach + 0.5))
    const weights = Array.from({ length: end - first }, (_, k) => lanczos((k + first - centre + 0.5) / stretch))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return { first, weights: weights.map((weight) => roundHalfAway((weight / total) * ONE)) }
  })
}

function lanczos(x: number): number {
  return x >= -WINDOW && x < WINDOW ? normalisedSinc(x) * normalisedSinc(x / WINDOW) : 0
}

function normalisedSinc(x: number): number {
  return x === 0 ? 1 : sin(x * Math.PI) / (x * Math.PI)
}

function roundHalfAway(value: number): number {
  return value < 0 ? -Math.floor(0.5 - value) : Math.floor(0.5 + value)
}

/** How the pixels of a picture lie as lines that are resampled alike. */
interface Lines {
  readonly lines: number
  readonly lineStep: number
  readonly outLineStep: number
  /** From one sample of a line to the next, the same before and after. */
  readonly step: number
  /** Values side by side that a sample has. */
  readonly values: number
}

function resampledLines(bytes: Uint8Array, taps: readonly Taps[], layout: Lines): Uint8Array {
  const { lines, lineStep, outLineStep, step, values } = layout
  const out = new Uint8Array(lines * taps.length * (lines === 1 ? step : values))
  for (let line = 0; line < lines; line++) {
    for (const [i, { first, weights }] of taps.entries()) {
      const from = line * lineStep + first * step
      const to = line * outLineStep + i * step
      for (let value = 0; value < values; value++) {
        let sum = ONE / 2
        for (let k = 0; k < weights.length; k++) sum += weights[k]! * bytes[from + k * step + value]!
        out[to + value] = Math.min(255, Math.max(0, Math.floor(sum / ONE)))
      }
    }
  }
  return out
}
