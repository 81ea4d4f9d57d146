import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DepthRaster } from '../../../core/cache/depth.ts'
import { placePoints } from '../../../core/obedience/place-points.ts'

const size = { width: 400, height: 200 }
const lens = [380, 380, 200, 100]
const view = { size, lens, part: { x: 0, y: 0, width: 1, height: 1 } }

/** The depth of a plane a·x + b·y + c·z = 1, sampled at the centres of a raster that covers the frame. */
function planeDepth(width: number, height: number, [a, b, c]: readonly [number, number, number]): DepthRaster {
  const values = new Float32Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = (((column + 0.5) / width) * size.width - lens[2]!) / lens[0]!
      const y = (((row + 0.5) / height) * size.height - lens[3]!) / lens[1]!
      values[row * width + column] = 1 / (a * x + b * y + c)
    }
  }
  return { width, height, values }
}

describe('pixels placed in space', () => {
  it('lie on the plane that the depth shows, at any size of its raster', () => {
    const slope = fc.double({ min: -0.8, max: 0.8, noNaN: true })
    const pixel = fc.tuple(fc.double({ min: 0, max: 400, noNaN: true }), fc.double({ min: 0, max: 200, noNaN: true }))
    fc.assert(
      fc.property(slope, slope, pixel, fc.integer({ min: 24, max: 300 }), (a, b, [u, v], width) => {
        const depth = planeDepth(width, Math.round(width / 2), [a, b, 1])
        const [x = 0, y = 0, z = 0] = placePoints(Float64Array.of(u, v), depth, view)
        expect(a * x + b * y + z).toBeCloseTo(1, 4)
        expect((x / z) * lens[0]! + lens[2]!).toBeCloseTo(u, 6)
        expect((y / z) * lens[1]! + lens[3]!).toBeCloseTo(v, 6)
      }),
    )
  })

  it('have no place at an edge of depth, nor beyond what depth can tell', () => {
    const depth = planeDepth(100, 50, [0, 0, 1])
    for (let row = 0; row < 50; row++) depth.values.fill(1.5, row * 100 + 50, row * 100 + 100)
    const pixels = Float64Array.of(100, 100, 200, 100, 198, 100, 203, 100, 300, 100)
    const z = placePoints(pixels, depth, view).filter((_, at) => at % 3 === 2)
    expect([...z]).toEqual([1, NaN, NaN, NaN, expect.closeTo(1.5, 5)])
    expect(placePoints(Float64Array.of(100, 100), { ...depth, values: depth.values.fill(90) }, view)[2]).toBeNaN()
  })

  it('of a part of the frame take that part of the depth', () => {
    const depth = planeDepth(100, 50, [0, 0, 1])
    for (let row = 0; row < 50; row++) depth.values.fill(3, row * 100 + 50, row * 100 + 100)
    const right = { ...view, part: { x: 0.5, y: 0, width: 0.5, height: 1 } }
    expect(placePoints(Float64Array.of(100, 100), depth, right)[2]).toBeCloseTo(3, 5)
  })
})
