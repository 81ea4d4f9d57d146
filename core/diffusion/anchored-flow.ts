/**
 * Anchored rectified flow: `x_t = (1 − t) x_0 + t e`. The network predicts the clean sample `x_0` (as the cache plus a
 * correction, hence anchored), and Euler steps walk from noise at t = 1 to the clean sample at t = 0.
 */

/**
 * Times of a run, from exactly 1 to exactly 0, `steps + 1` of them: evenly spaced, then shifted by
 * `t' = shift · t / (1 + (shift − 1) t)`, which puts more steps near noise when `shift` is above 1.
 *
 * @param steps at least 1
 * @param shift above 0; 1 keeps the even spacing
 */
export function flowTimes(steps: number, shift: number): Float64Array {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`steps must be a positive integer, got ${steps}`)
  if (!(shift > 0)) throw new RangeError(`shift must be above 0, got ${shift}`)
  const times = new Float64Array(steps + 1)
  // The first time is 1 by definition, where the formula may be one rounding off.
  times[0] = 1
  for (let i = 1; i <= steps; i++) {
    const even = 1 - i / steps
    times[i] = (shift * even) / (1 + (shift - 1) * even)
  }
  return times
}

/**
 * One Euler step in place: `x += (nextTime − time) · (x − clean) / time`. A step to time 0 gives `clean` exactly.
 *
 * @param sample float32 values at `time`, overwritten by those at `nextTime`
 * @param clean the network's prediction of the clean sample, of the same length
 */
export function flowStep(sample: Float32Array, clean: Float32Array, time: number, nextTime: number): void {
  if (sample.length !== clean.length) throw new RangeError('sample and clean differ in length')
  if (nextTime === 0) {
    sample.set(clean)
    return
  }
  const factor = (nextTime - time) / time
  for (let i = 0; i < sample.length; i++) sample[i] = sample[i]! + factor * (sample[i]! - clean[i]!)
}
