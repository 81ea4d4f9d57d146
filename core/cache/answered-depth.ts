import { StudioError } from '../contract/errors.ts'
import { log } from '../math/exponential.ts'
import { normaliseDepth } from './depth.ts'
import { gateDepth, type GatedDepth } from './gate-depth.ts'

/** What a depth network answers, in the terms of {@link gateDepth}. */
export interface AnsweredDepth {
  /** Natural logarithm of z-depth, unit free; not finite where the network says nothing. */
  readonly logDepth: Float32Array
  /** Natural logarithm of the expected error of it. */
  readonly logError: Float32Array
  /** 1 where there is nothing but sky; null where the network does not tell. */
  readonly sky: Uint8Array | null
}

/**
 * How much farther the farthest of a picture is than its nearest where a network tells only the order: inverse depth of
 * free offset says nothing of it. Of all such numbers six gives the least error on rendered scenes of known depth, and is
 * what a ground with a backdrop has.
 */
export const FARTHEST_TO_NEAREST = 6

/** Parts of the picture that may be farther than the farthest and nearer than the nearest: stray samples, and the sky. */
const STRAY_PART = 0.02

/** Of small things in front of everything, in ranges from the farthest; larger are stray samples. */
const MOST_NEARNESS = 2

/** Expected error of an inverse depth, as part of the range between the farthest and the nearest. */
const INVERSE_ERROR = 0.02

/** Expected relative error of a depth that a network states itself. */
const DEPTH_ERROR = 0.03

/** A range below this part of the values themselves is rounding: the picture is flat to the network. */
const LEAST_RANGE = 1e-5

/**
 * Depth from inverse depth of free scale and offset. The second percentile of it becomes the farthest, the 98th the
 * nearest, {@link FARTHEST_TO_NEAREST} apart; what is beyond the farthest is put there, what is nearer stays nearer, to
 * twice the range.
 * @param inverse `[height, width]`, larger is nearer; samples that are not finite say nothing
 * @throws StudioError `inference.depth-answer` without any finite sample
 */
export function depthFromInverse(inverse: Float32Array): AnsweredDepth {
  const rising = inverse.filter((value) => Number.isFinite(value)).sort()
  if (rising.length === 0) throw new StudioError('inference.depth-answer')
  const far = quantile(rising, STRAY_PART)
  const near = quantile(rising, 1 - STRAY_PART)
  const range = near - far
  const isFlat = !(range > LEAST_RANGE * Math.max(Math.abs(near), Math.abs(far)))
  const least = 1 / (FARTHEST_TO_NEAREST - 1)
  const logDepth = inverse.map((value) => {
    if (!Number.isFinite(value)) return Number.NaN
    return isFlat ? 0 : -log(Math.min(MOST_NEARNESS, Math.max(0, (value - far) / range)) + least)
  })
  return { logDepth, logError: logDepth.map((value) => log(INVERSE_ERROR) + value), sky: null }
}

/**
 * Depth from depth of free scale.
 * @param depth `[height, width]`, larger is farther; samples that are not finite or not above 0 say nothing
 * @throws StudioError `inference.depth-answer` without any usable sample
 */
export function depthFromDepth(depth: Float32Array, sky: Uint8Array | null = null): AnsweredDepth {
  const isUsable = (value: number): boolean => value > 0 && value < Infinity
  if (!depth.some((value, i) => isUsable(value) && sky?.[i] !== 1)) throw new StudioError('inference.depth-answer')
  const logDepth = depth.map((value, i) => (isUsable(value) && sky?.[i] !== 1 ? log(value) : Number.NaN))
  return { logDepth, logError: new Float32Array(depth.length).fill(log(DEPTH_ERROR)), sky }
}

/** The board's depth, in subject distances: towards a plane where the network is unsure or says nothing, sky far away. */
export function gateAnswer(
  { logDepth, logError, sky }: AnsweredDepth,
  size: { readonly width: number; readonly height: number },
): GatedDepth {
  const gated = gateDepth(logDepth, logError, size)
  if (sky === null) return gated
  const values = gated.depth.values.map((value, i) => (sky[i] === 1 ? Infinity : value))
  return { ...gated, depth: normaliseDepth({ ...size, values }) }
}

function quantile(rising: Float32Array, part: number): number {
  return rising[Math.round(part * (rising.length - 1))]!
}
