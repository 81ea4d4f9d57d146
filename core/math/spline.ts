/**
 * Slopes at the knots of a cubic Hermite spline that never leaves the range of two neighbouring values (Fritsch and
 * Carlson, 1980): the parabola's slope through three knots, limited to three times the smaller secant, and zero at
 * a turning point or next to equal values. They scale and shift with the values.
 *
 * @param times strictly ascending, at least two
 * @param values one per time
 */
export function monotoneSlopes(times: readonly number[], values: readonly number[]): readonly number[] {
  const last = times.length - 1
  const steps = times.slice(1).map((time, index) => time - times[index]!)
  const secants = steps.map((step, index) => (values[index + 1]! - values[index]!) / step)
  if (last === 1) return [secants[0]!, secants[0]!]
  return times.map((_, index) => {
    if (index === 0) return endSlope(steps[0]!, steps[1]!, secants[0]!, secants[1]!)
    if (index === last) return endSlope(steps[last - 1]!, steps[last - 2]!, secants[last - 1]!, secants[last - 2]!)
    return innerSlope(steps[index - 1]!, steps[index]!, secants[index - 1]!, secants[index]!)
  })
}

function innerSlope(before: number, after: number, secantBefore: number, secantAfter: number): number {
  if (!(secantBefore * secantAfter > 0)) return 0
  const parabola = (after * secantBefore + before * secantAfter) / (before + after)
  const limit = 3 * Math.min(Math.abs(secantBefore), Math.abs(secantAfter))
  return Math.sign(parabola) * Math.min(Math.abs(parabola), limit)
}

function endSlope(near: number, far: number, secantNear: number, secantFar: number): number {
  const parabola = ((2 * near + far) * secantNear - near * secantFar) / (near + far)
  if (parabola * secantNear <= 0) return 0
  return Math.sign(parabola) * Math.min(Math.abs(parabola), 3 * Math.abs(secantNear))
}

/**
 * The cubic with the given end values and slopes; exactly `from` at fraction 0 and wherever nothing changes.
 *
 * @param fraction place in the interval, 0..1
 * @param step length of the interval, in the unit of the slopes
 */
export function hermite(
  from: number,
  to: number,
  slopeFrom: number,
  slopeTo: number,
  step: number,
  fraction: number,
): number {
  const rest = 1 - fraction
  const blend = fraction * fraction * (3 - 2 * fraction)
  return from + (to - from) * blend + step * fraction * rest * (slopeFrom * rest - slopeTo * fraction)
}

/** Index of the interval `times[index]..times[index + 1]` that holds the time; the first or last one outside. */
export function intervalIndex(times: readonly number[], time: number): number {
  let low = 0
  let high = times.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (times[middle]! <= time) low = middle
    else high = middle
  }
  return low
}
