import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Vector3 } from '../../../core/math/vector3.ts'
import { distanceBetween, turnDegrees } from '../../../core/obedience/path-errors.ts'
import { poseOfView, viewOfPose } from '../../../core/obedience/rigid-view.ts'
import { solveView } from '../../../core/obedience/solve-view.ts'
import { pose, scene, withStrays } from './scene.ts'

const boardView = viewOfPose(pose([0, 0, 0], [0, 0, 0]))
const vector = (most: number): fc.Arbitrary<Vector3> => {
  const part = fc.double({ min: -most, max: most, noNaN: true })
  return fc.tuple(part, part, part)
}

describe('a view', () => {
  it('is a pose written in another way', () => {
    fc.assert(
      fc.property(vector(3), vector(5), (turn, place) => {
        const given = pose(turn, place)
        poseOfView(viewOfPose(given)).forEach((value, at) => expect(value).toBeCloseTo(given[at]!, 9))
      }),
    )
  })
})

describe('solving for a camera', () => {
  it('finds exactly the camera that exact sightings come from, from the board’s', () => {
    fc.assert(
      fc.property(vector(0.25), vector(0.25), (turn, place) => {
        const truth = pose(turn, place)
        const found = poseOfView(solveView(scene(truth), [boardView])!.view)
        expect(turnDegrees(truth, found)).toBeLessThan(1e-4)
        expect(distanceBetween(truth, found)).toBeLessThan(1e-6)
      }),
      { numRuns: 40 },
    )
  })

  it('finds it among four strays in ten', () => {
    fc.assert(
      fc.property(vector(0.2), vector(0.2), (turn, place) => {
        const truth = pose(turn, place)
        const solved = solveView(withStrays(scene(truth, { noise: 0.1 }), 32), [boardView])!
        const found = poseOfView(solved.view)
        expect(turnDegrees(truth, found)).toBeLessThan(0.1)
        expect(distanceBetween(truth, found)).toBeLessThan(0.005)
        expect(solved.agreeing.length).toBeGreaterThanOrEqual(48)
        expect(solved.agreeing.length).toBeLessThan(52)
      }),
      { numRuns: 20 },
    )
  })

  it('finds it before a single plane too, and knows that it is less sure', () => {
    const truth = pose([0.02, 0.1, 0.01], [0.1, -0.05, 0.2])
    const deep = solveView(scene(truth, { noise: 0.2 }), [boardView])!
    const plane = solveView(scene(truth, { noise: 0.2, depth: [1, 1] }), [boardView])!
    expect(turnDegrees(truth, poseOfView(plane.view))).toBeLessThan(0.5)
    expect(distanceBetween(truth, poseOfView(plane.view))).toBeLessThan(0.02)
    expect(plane.place).toBeGreaterThan(deep.place)
  })

  it('tells how sure it is: errors of many tries spread as it says', () => {
    const truth = pose([0, 0.1, 0], [0.1, 0, 0])
    const tries = Array.from({ length: 60 }, (_, seed) => {
      const solved = solveView(scene(truth, { noise: 0.3, seed: seed + 1 }), [boardView])!
      const found = poseOfView(solved.view)
      return {
        turn: turnDegrees(truth, found) / solved.turnDegrees,
        place: distanceBetween(truth, found) / solved.place,
      }
    })
    const rootMeanSquare = (values: number[]): number => Math.hypot(...values) / Math.sqrt(values.length)
    expect(rootMeanSquare(tries.map(({ turn }) => turn))).toBeGreaterThan(0.8)
    expect(rootMeanSquare(tries.map(({ turn }) => turn))).toBeLessThan(1.25)
    expect(rootMeanSquare(tries.map(({ place }) => place))).toBeGreaterThan(0.8)
    expect(rootMeanSquare(tries.map(({ place }) => place))).toBeLessThan(1.25)
  })

  it('finds none in sightings of chance, nor in few', () => {
    const truth = pose([0, 0, 0], [0, 0, 0])
    expect(solveView(withStrays(scene(truth), 80), [boardView])).toBeNull()
    expect(solveView(scene(truth, { count: 11 }), [boardView])).toBeNull()
    expect(solveView(scene(truth, { count: 12 }), [boardView])).not.toBeNull()
  })

  it('gives the same bits each time', () => {
    const sightings = withStrays(scene(pose([0, 0.1, 0], [0.1, 0, 0]), { noise: 0.3 }), 30)
    expect(solveView(sightings, [boardView])).toEqual(solveView(sightings, [boardView]))
  })
})
