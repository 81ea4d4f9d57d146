import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confidenceWeight, fitInverseDepthPlane, gateDepth } from '../../../core/cache/gate-depth.ts'

const size = { width: 24, height: 16 }
const samples = size.width * size.height

/** ln of the depth of a plane whose inverse depth is linear in the picture. */
function logPlane(atCentre: number, right: number, down: number): Float32Array {
  return Float32Array.from({ length: samples }, (_, i) => {
    const x = ((i % 24) + 0.5) / 12 - 1
    const y = (Math.floor(i / 24) + 0.5) / 8 - 1
    return -Math.log(atCentre + right * x + down * y)
  })
}

function median(values: Float32Array): number {
  const sorted = values.toSorted()
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}

const sure = new Float32Array(samples).fill(-12)
const unsure = new Float32Array(samples).fill(12)

it.each([
  [0, 1],
  [0.35, 0.5],
  [0.7, 0.2],
  [1.05, 0.1],
  [Infinity, 0],
])('an expected error of %s counts %s', (error, weight) => {
  expect(confidenceWeight(Math.log(error))).toBeCloseTo(weight, 12)
})

it('what has no expected error counts nothing', () => {
  expect(confidenceWeight(Number.NaN)).toBe(0)
})

describe('gateDepth', () => {
  it('keeps a sure prediction but for its unit, and says so', () => {
    const log = Float32Array.from({ length: samples }, (_, i) => Math.sin(i) + 3)
    const { depth, planeShare } = gateDepth(log, sure, size)
    const unit = Math.exp(log[0]!) / depth.values[0]!
    for (const [i, value] of depth.values.entries()) expect(value * unit).toBeCloseTo(Math.exp(log[i]!), 3)
    expect(median(depth.values)).toBeCloseTo(1, 6)
    expect(planeShare).toBeLessThan(1e-6)
  })

  it('shows the plane of the sure half where it is unsure', () => {
    const truth = logPlane(1, 0.2, 0.5)
    const isSure = (i: number): boolean => i % 24 < 12
    const log = truth.map((value, i) => (isSure(i) ? value : value + Math.sin(7 * i)))
    const error = Float32Array.from({ length: samples }, (_, i) => (isSure(i) ? -12 : 6))
    const { depth, planeShare } = gateDepth(log, error, size)
    const unit = Math.exp(truth[0]!) / depth.values[0]!
    // What was predicted bounds the plane; this one lies within.
    for (const [i, value] of depth.values.entries()) expect(Math.log(value * unit)).toBeCloseTo(truth[i]!, 2)
    expect(planeShare).toBeCloseTo(0.5, 3)
  })

  it('stands between prediction and plane, by the weight, in the logarithm', () => {
    const log = logPlane(1, 0, 0)
    log[100] = Math.log(4)
    const error = sure.slice()
    error[100] = Math.log(0.35)
    // Half of the way from the plane at 1 to the prediction at 4 is 2.
    expect(gateDepth(log, error, size).depth.values[100]).toBeCloseTo(2, 2)
  })

  it('is a plane where nothing is sure, whatever was predicted, and never nearer or farther than that', () => {
    const logs = fc.float32Array({ minLength: samples, maxLength: samples, min: -4, max: 4, noNaN: true })
    fc.assert(
      fc.property(logs, (log) => {
        const { depth, planeShare } = gateDepth(log, unsure, size)
        expect(planeShare).toBeGreaterThan(0.999)
        const spread = Math.max(...log) - Math.min(...log)
        const found = depth.values.map((value) => Math.log(value))
        expect(Math.max(...found) - Math.min(...found)).toBeLessThan(spread + 1e-4)
        for (const value of depth.values) expect(value > 0 && value < Infinity).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('does without samples that are no number, and names a raster of nothing else', () => {
    const log = logPlane(1, 0.1, 0.3)
    const clean = gateDepth(log, sure, size).depth.values
    const holes = log.slice()
    for (const i of [30, 52, 200]) holes[i] = [Number.NaN, Infinity, -Infinity][i % 3]!
    for (const [i, value] of gateDepth(holes, sure, size).depth.values.entries())
      expect(value).toBeCloseTo(clean[i]!, 2)
    expect(() =>
      gateDepth(
        log.map(() => Number.NaN),
        sure,
        size,
      ),
    ).toThrow(expect.objectContaining({ code: 'cache.depth.no-valid' }))
    expect(() => gateDepth(log.subarray(1), sure, size)).toThrow(
      expect.objectContaining({ code: 'cache.raster.length' }),
    )
  })

  it.each([
    [1, 1],
    [1, 9],
    [9, 1],
  ])('takes a raster of %s×%s, on which no plane is defined', (width, height) => {
    const log = Float32Array.from({ length: width * height }, (_, i) => i / 10)
    const error = new Float32Array(width * height).fill(2)
    const { depth } = gateDepth(log, error, { width, height })
    expect(median(depth.values)).toBeCloseTo(1, 5)
  })
})

describe('fitInverseDepthPlane', () => {
  const slope = fc.double({ min: -0.4, max: 0.4, noNaN: true })
  const centre = fc.double({ min: 1, max: 3, noNaN: true })

  it('finds every plane again under any weights', () => {
    const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: samples, maxLength: samples })
    fc.assert(
      fc.property(centre, slope, slope, weights, (atCentre, right, down, list) => {
        const inverse = Float64Array.from(logPlane(atCentre, right, down), (log) => Math.exp(-log))
        const found = fitInverseDepthPlane(inverse, Float64Array.from(list), size)
        expect(found.atCentre).toBeCloseTo(atCentre, 5)
        expect(found.right).toBeCloseTo(right, 5)
        expect(found.down).toBeCloseTo(down, 5)
      }),
      { numRuns: 30 },
    )
  })

  it('listens to the samples by their weights', () => {
    const inverse = new Float64Array(samples).fill(1)
    const weights = new Float64Array(samples).fill(1)
    for (let i = 0; i < samples; i += 2) [inverse[i], weights[i]] = [5, 0]
    expect(fitInverseDepthPlane(inverse, weights, size)).toMatchObject({ atCentre: expect.closeTo(1, 6) as number })
    weights.fill(0)
    expect(fitInverseDepthPlane(inverse, weights, size).atCentre).toBeCloseTo(3, 1)
  })
})
