/**
 * One Euler step of flow matching in place: `x += (s' − s) v`. The network predicts the velocity `v = noise − x0` along
 * `x_s = (1 − s) x0 + s · noise`; levels come from `flowTimes` in anchored-flow.ts, whose times they are.
 *
 * @param sample float32 values at `level`, overwritten by those at `nextLevel`
 * @param velocity of the same length
 */
export function flowEulerStep(sample: Float32Array, velocity: Float32Array, level: number, nextLevel: number): void {
  if (sample.length !== velocity.length) throw new RangeError('sample and velocity differ in length')
  for (let i = 0; i < sample.length; i++) sample[i] = sample[i]! + (nextLevel - level) * velocity[i]!
}

/** The clean sample that a velocity stands for: `x0 = x − s v`. */
export function cleanFromFlow(sample: Float32Array, velocity: Float32Array, level: number): Float32Array {
  return sample.map((value, i) => value - level * velocity[i]!)
}

/** What a network is told for a level: thousandths. */
export function flowTimestep(level: number): number {
  return Math.fround(1000 * Math.fround(level))
}
