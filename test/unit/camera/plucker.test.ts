import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandPlucker, pluckerSha256 } from '../../../core/camera/plucker.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import { normalizeQuaternion, rotationRows } from '../../../core/math/quaternion.ts'

const SIZE = { width: 7, height: 5 }
const number = fc.double({ min: -2, max: 2, noNaN: true }).map(Math.fround)
const camera: fc.Arbitrary<Camera> = fc
  .record({
    turn: fc.tuple(number, number, number),
    position: fc.tuple(number, number, number),
    focal: fc.tuple(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 2, max: 20 })),
    centre: fc.tuple(number, number),
  })
  .map(({ turn, position, focal, centre }) => ({
    worldFromCamera: rotationRows(normalizeQuaternion([...turn, 1]))
      .flatMap((row, i) => [...row, position[i]!])
      .map(Math.fround),
    intrinsics: [...focal, Math.fround(3.5 + centre[0]), Math.fround(2.5 + centre[1])],
  }))

/** The reference's formula, pixel by pixel: normalise, rotate, cross. */
function ray(camera: Camera, x: number, y: number) {
  const [fx, fy, cx, cy] = camera.intrinsics as [number, number, number, number]
  const q = [(x + 0.5 - cx) / fx, (y + 0.5 - cy) / fy, 1]
  const length = Math.hypot(...q)
  const m = camera.worldFromCamera
  const [a, b, c] = [0, 1, 2].map((r) => q.reduce((sum, value, j) => sum + (m[r * 4 + j]! * value) / length, 0))
  const [ox, oy, oz] = [m[3]!, m[7]!, m[11]!]
  const direction = [a!, b!, c!]
  const moment = [oy * c! - oz * b!, oz * a! - ox * c!, ox * b! - oy * a!]
  return { direction, moment, origin: [ox, oy, oz] }
}

describe('expandPlucker', () => {
  it('is the ray through every pixel centre in every layout', () => {
    fc.assert(
      fc.property(fc.array(camera, { minLength: 1, maxLength: 3 }), (cameras) => {
        const maps = {
          'moment-direction': expandPlucker(cameras, SIZE, 'moment-direction'),
          'direction-moment': expandPlucker(cameras, SIZE, 'direction-moment'),
          'origin-direction': expandPlucker(cameras, SIZE, 'origin-direction'),
        }
        cameras.forEach((one, frame) => {
          for (let pixel = 0; pixel < 35; pixel++) {
            const { direction, moment, origin } = ray(one, pixel % 7, Math.floor(pixel / 7))
            const expected = {
              'moment-direction': [...moment, ...direction],
              'direction-moment': [...direction, ...moment],
              'origin-direction': [...origin, ...direction],
            }
            for (const layout of ['moment-direction', 'direction-moment', 'origin-direction'] as const) {
              expected[layout].forEach((value, channel) => {
                const found = maps[layout][(frame * 6 + channel) * 35 + pixel]!
                expect(Math.abs(found - value)).toBeLessThanOrEqual(6e-7)
              })
            }
          }
        })
      }),
      { numRuns: 50 },
    )
  })

  it('has unit directions, and moments square to them', () => {
    fc.assert(
      fc.property(camera, (one) => {
        const map = expandPlucker([one], SIZE, 'moment-direction')
        for (let pixel = 0; pixel < 35; pixel++) {
          const [mx, my, mz, dx, dy, dz] = [0, 1, 2, 3, 4, 5].map((c) => map[c * 35 + pixel]!)
          expect(Math.hypot(dx!, dy!, dz!)).toBeCloseTo(1, 5)
          expect(mx! * dx! + my! * dy! + mz! * dz!).toBeCloseTo(0, 5)
        }
      }),
    )
  })

  it('gives a camera the same rays wherever it stands in the list', () => {
    fc.assert(
      fc.property(camera, camera, (a, b) => {
        const map = expandPlucker([a, b, a], SIZE, 'moment-direction')
        expect(map.subarray(0, 210)).toEqual(expandPlucker([a], SIZE, 'moment-direction'))
        expect(map.subarray(420)).toEqual(map.subarray(0, 210))
        expect(map.subarray(210, 420)).toEqual(expandPlucker([b], SIZE, 'moment-direction'))
      }),
    )
  })
})

describe('pluckerSha256', () => {
  it('is the SHA-256 of the little-endian bytes', async () => {
    expect(await pluckerSha256(new Float32Array(0))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    const bytes = Buffer.alloc(12)
    ;[1.5, -2, 0.1].forEach((value, i) => bytes.writeFloatLE(value, i * 4))
    const expected = createHash('sha256').update(bytes).digest('hex')
    expect(await pluckerSha256(Float32Array.of(1.5, -2, 0.1))).toBe(expected)
  })
})
