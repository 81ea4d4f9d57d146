import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameClipper } from '../../../renderer/features/camera/model/clip-to-frame.ts'
import { frameFromWorld } from '../../../renderer/features/camera/model/frustum.ts'

/** A camera at the origin that looks along −z; at distance 1 its frame is 2 wide and 1 high. */
const frame = { x: 0, y: 0, width: 200, height: 100 }
const matrix = frameFromWorld({ position: [0, 0, 0], orientation: [0, 0, 0, 1] }, [100, 100, 100, 50], frame)
const one = Uint32Array.of(0, 1, 2)

function clippedToFrame(positions: Float32Array, indices = one): Float32Array {
  return new FrameClipper(positions, indices).clip(matrix)
}

function area(triangles: Float32Array): number {
  let sum = 0
  for (let at = 0; at < triangles.length; at += 9) {
    const [ax, ay, , bx, by, , cx, cy] = triangles.subarray(at, at + 9)
    sum += Math.abs((bx! - ax!) * (cy! - ay!) - (cx! - ax!) * (by! - ay!)) / 2
  }
  return sum
}

describe('FrameClipper', () => {
  it('keeps what is inside, leaves out what is outside or behind', () => {
    const inside = Float32Array.of(-0.2, -0.1, -1, 0.2, -0.1, -1, 0, 0.2, -1)
    expect(clippedToFrame(inside)).toEqual(inside)
    expect(clippedToFrame(Float32Array.of(3, 0, -1, 4, 0, -1, 3, 1, -1))).toHaveLength(0)
    expect(clippedToFrame(Float32Array.of(-0.2, 0, 1, 0.2, 0, 1, 0, 0.2, 1))).toHaveLength(0)
  })

  it('fills exactly the frame from a triangle far larger than it', () => {
    const large = Float32Array.of(-90, -50, -1, 90, -50, -1, 0, 200, -1)
    expect(area(clippedToFrame(large))).toBeCloseTo(2, 4)
    const both = Float32Array.of(-90, -50, -1, 90, -50, -1, 90, 50, -1, -90, 50, -1)
    expect(area(clippedToFrame(both, Uint32Array.of(0, 1, 2, 0, 2, 3)))).toBeCloseTo(2, 4)
  })

  it('never leaves a corner outside the frame', () => {
    const place = fc.tuple(...[3, 3, 3].map((reach) => fc.double({ min: -reach, max: reach, noNaN: true })))
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        const clipped = clippedToFrame(new Float32Array([...a, ...b, ...c]))
        for (let at = 0; at < clipped.length; at += 3) {
          const [x, y, z] = clipped.subarray(at, at + 3)
          expect(z!).toBeLessThanOrEqual(0)
          expect(Math.abs(x!)).toBeLessThanOrEqual(-z! + 1e-4)
          expect(Math.abs(y!)).toBeLessThanOrEqual(-z! / 2 + 1e-4)
        }
      }),
    )
  })
})
