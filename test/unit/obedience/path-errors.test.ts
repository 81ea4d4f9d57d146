import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Vector3 } from '../../../core/math/vector3.ts'
import {
  cameraCtrlSums,
  distanceBetween,
  travelError,
  travelScale,
  turnDegrees,
  type PosePair,
} from '../../../core/obedience/path-errors.ts'
import { pose } from './scene.ts'

const radians = (degrees: number): number => (degrees * Math.PI) / 180
const vector = (most: number): fc.Arbitrary<Vector3> => {
  const part = fc.double({ min: -most, max: most, noNaN: true })
  return fc.tuple(part, part, part)
}

/** An authored dolly of equal steps, and what became of it. */
function dolly(change: (z: number) => readonly number[]): PosePair[] {
  return [0, 0.1, 0.2, 0.3].map((z) => ({ authored: pose([0, 0, 0], [0, 0, z]), achieved: change(z) }))
}

describe('the angle between two poses', () => {
  it('is that of the turn from one to the other, wherever they stand', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 179.9, noNaN: true }), vector(2), vector(3), (degrees, place, axis) => {
        const length = Math.hypot(...axis)
        fc.pre(length > 0.01)
        const turn = axis.map((part) => (part / length) * radians(degrees)) as unknown as Vector3
        expect(turnDegrees(pose([0, 0, 0], place), pose(turn, [0, 0, 0]))).toBeCloseTo(degrees, 4)
      }),
    )
  })
})

describe('CameraCtrl’s sums', () => {
  it('add angles in radians and distances over all frames', () => {
    const pairs = dolly((z) => pose([0, radians(z * 100), 0], [z, 0, z]))
    const { rotErrRadians, transErr } = cameraCtrlSums(pairs)
    expect(rotErrRadians).toBeCloseTo(radians(0 + 10 + 20 + 30), 9)
    expect(transErr).toBeCloseTo(0.6, 9)
  })

  it('do not depend on where the whole achieved path lies', () => {
    fc.assert(
      fc.property(vector(1), vector(2), (turn, place) => {
        // Every pose moved by the same motion of the world: a turn about y, then a shift.
        const [, about] = turn
        const moved = (z: number): number[] =>
          pose([0, about, 0], [place[0] + Math.sin(about) * z, place[1], place[2] + Math.cos(about) * z])
        const { rotErrRadians, transErr } = cameraCtrlSums(dolly(moved))
        expect(rotErrRadians).toBeLessThan(1e-6)
        expect(transErr).toBeLessThan(1e-9)
      }),
    )
  })

  it('keep the scale: half of the way is an error', () => {
    expect(cameraCtrlSums(dolly((z) => pose([0, 0, 0], [0, 0, z / 2]))).transErr).toBeCloseTo(0.3, 9)
  })
})

describe('the error of the place', () => {
  it('is 1 for a camera that stands still, a half for half of the way', () => {
    expect(travelError(dolly(() => pose([0, 0, 0], [0, 0, 0])))).toEqual({
      travel: expect.closeTo(1, 9),
      relativeTo: 'travel',
    })
    expect(travelError(dolly((z) => pose([0, 0, 0], [0, 0, z / 2]))).travel).toBeCloseTo(0.5, 9)
    expect(travelError(dolly((z) => pose([0, 0, 0], [0, 0, z]))).travel).toBe(0)
  })

  it('is told in subject distances where the camera only turns', () => {
    const pairs = [0, 5, 10].map((degrees) => ({
      authored: pose([0, radians(degrees), 0], [0, 0, 0]),
      achieved: pose([0, radians(degrees), 0], [0, 0.03, 0]),
    }))
    expect(travelError(pairs)).toEqual({ travel: expect.closeTo(0.03, 9), relativeTo: 'subject-distance' })
    expect(travelScale(pairs)).toBeNull()
  })
})

it('tells how much of the way a camera goes, whatever it does beside', () => {
  const pairs = dolly((z) => pose([0, 0, 0], [z, 0.2, 0.7 * z]))
  expect(travelScale(pairs)).toBeCloseTo(0.7, 9)
  expect(distanceBetween(pairs[0]!.authored, pairs[0]!.achieved)).toBeCloseTo(0.2, 9)
})
