import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameFromWorld, frustumOf, frustumSegments } from '../../../renderer/features/camera/model/frustum.ts'
import {
  dollied,
  eyeAtPose,
  eyeOrientation,
  eyePosition,
  firstEye,
  flown,
  framing,
  lookedRound,
  namedView,
  orbited,
  panned,
} from '../../../renderer/features/camera/model/navigation.ts'
import {
  distanceToSegment,
  nearestThing,
  projectToScreen,
  type Screen,
} from '../../../renderer/features/camera/model/screen.ts'

const screen: Screen = {
  width: 800,
  height: 600,
  position: [0, 0, 2],
  orientation: [0, 0, 0, 1],
  fovYTangent: 0.5,
  orthographicHalfHeight: null,
}

const eyePose = (eye: typeof firstEye) => ({ position: eyePosition(eye), orientation: eyeOrientation(eye) })

describe('projectToScreen', () => {
  it('puts what lies ahead in the middle, right to the right, up above', () => {
    expect(projectToScreen(screen, [0, 0, 0])).toEqual([400, 300])
    // At depth 2 the view is 2 high: one unit up is its upper edge.
    expect(projectToScreen(screen, [0, 1, 0])![1]).toBeCloseTo(0)
    expect(projectToScreen(screen, [1, 0, 0])![0]).toBeCloseTo(700)
    expect(projectToScreen(screen, [0, 0, 3])).toBeNull()
  })

  it('ignores depth in orthographic views', () => {
    const flat = { ...screen, orthographicHalfHeight: 1 }
    expect(projectToScreen(flat, [1, 0, -50])).toEqual(projectToScreen(flat, [1, 0, 5]))
  })
})

describe('picking', () => {
  it('measures to the segment, not to its line', () => {
    const segment = [
      [0, 0, 0],
      [0.5, 0, 0],
    ] as const
    expect(distanceToSegment(screen, [475, 310], segment)).toBeCloseTo(10)
    expect(distanceToSegment(screen, [390, 300], segment)).toBeCloseTo(10)
  })

  it('finds the cone under the pointer and none beside', () => {
    const box = { x: 0, y: 0, width: 320, height: 180 }
    const cones = [-0.6, 0, 0.6].map((x) =>
      frustumSegments(frustumOf({ position: [x, 0, 0], orientation: [0, 0, 0, 1] }, [300, 300, 160, 90], box, 0.2)),
    )
    const apex = projectToScreen(screen, [0.6, 0, 0])!
    expect(nearestThing(screen, [apex[0], apex[1] + 3], cones)).toBe(2)
    expect(nearestThing(screen, [apex[0], apex[1] + 120], cones)).toBe(-1)
  })
})

describe('frameFromWorld', () => {
  it('puts the corners of a camera’s cone on the corners of its frame', () => {
    const box = { x: 0, y: 12, width: 320, height: 156 }
    const pose = eyePose(orbited(firstEye, 70, -30))
    const lens = [300, 310, 158, 92]
    const matrix = frameFromWorld(pose, lens, box)
    const corners = frustumOf(pose, lens, box, 0.7).corners.map((corner) => {
      const [u, v, , w] = [0, 1, 2, 3].map((row) =>
        [...corner, 1].reduce((sum, value, column) => sum + matrix[row * 4 + column]! * value, 0),
      )
      expect(w).toBeCloseTo(0.7, 9)
      return [u! / w!, v! / w!]
    })
    const wanted = [0, 0, 1, 0, 1, 1, 0, 1]
    corners.flat().forEach((value, index) => expect(value).toBeCloseTo(wanted[index]!, 9))
  })
})

describe('the eye', () => {
  const eyes = fc.record({ right: fc.integer({ min: -900, max: 900 }), down: fc.integer({ min: -900, max: 900 }) })

  it('keeps its target in the middle of the view while it orbits', () => {
    fc.assert(
      fc.property(eyes, ({ right, down }) => {
        const eye = orbited(firstEye, right, down)
        const view = { ...screen, position: eyePosition(eye), orientation: eyeOrientation(eye) }
        const [x, y] = projectToScreen(view, eye.target)!
        expect(x).toBeCloseTo(400, 6)
        expect(y).toBeCloseTo(300, 6)
      }),
    )
  })

  it('keeps its place while it looks round', () => {
    fc.assert(
      fc.property(eyes, ({ right, down }) => {
        const [x, y, z] = eyePosition(lookedRound(firstEye, right, down))
        const before = eyePosition(firstEye)
        expect([x - before[0], y - before[1], z - before[2]].every((value) => Math.abs(value) < 1e-9)).toBe(true)
      }),
    )
  })

  it('drags the space with the pointer when it pans', () => {
    const unitsPerPixel = (2 * firstEye.distance * 0.5) / 600
    const eye = panned(firstEye, 40, -25, unitsPerPixel)
    const view = { ...screen, position: eyePosition(eye), orientation: eyeOrientation(eye) }
    const [x, y] = projectToScreen(view, firstEye.target)!
    expect([x, y].map(Math.round)).toEqual([440, 275])
  })

  it('flies the way it looks, nears, and never passes its limits', () => {
    const front = namedView(firstEye, 'front')
    expect(flown(front, 0, 0, 1).target[2]).toBeCloseTo(front.target[2] - 1)
    expect(flown(front, 1, 2, 0).target).toEqual([front.target[0] + 1, front.target[1] + 2, front.target[2]])
    expect(dollied(firstEye, 0).distance).toBeGreaterThan(0)
    expect(dollied(firstEye, 1e9).distance).toBeLessThan(1e3)
  })

  it('frames points so that all of them are in sight', () => {
    const point = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -5, max: 5, noNaN: true })))
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 8 }), (points) => {
        const all = points as unknown as [number, number, number][]
        const eye = framing(firstEye, all, screen.fovYTangent, 800 / 600)
        const view = { ...screen, position: eyePosition(eye), orientation: eyeOrientation(eye) }
        for (const place of all) {
          const seen = projectToScreen(view, place)
          expect(seen !== null && seen[0] >= 0 && seen[0] <= 800 && seen[1] >= 0 && seen[1] <= 600).toBe(true)
        }
      }),
    )
  })

  it('stands and looks as a camera does when it takes its place', () => {
    const eye = eyeAtPose(firstEye, { position: [1, 2, 3], orientation: [0, 0, 0, 1] })
    expect(eyePosition(eye).map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 2, 3])
    expect([eye.panDegrees, eye.tiltDegrees]).toEqual([0, 0])
  })
})
