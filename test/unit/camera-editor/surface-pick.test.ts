import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conjugateQuaternion, rotateVector } from '../../../core/math/quaternion.ts'
import { addVectors, scaleVector, subtractVectors, type Vector3 } from '../../../core/math/vector3.ts'
import { orientationFromAngles } from '../../../renderer/features/camera/model/pose-angles.ts'
import { projectToScreen, type Screen } from '../../../renderer/features/camera/model/screen.ts'
import {
  rayThroughFrame,
  rayThroughScreen,
  surfacePoint,
  type Ray,
} from '../../../renderer/features/camera/model/surface-pick.ts'

const degrees = fc.double({ min: -80, max: 80, noNaN: true })
const number = fc.double({ min: -2, max: 2, noNaN: true })

/** Two walls that face the origin, 1 and 2 ahead, in OpenCV axes; the near one covers x below 0. */
const walls = {
  positions: new Float32Array([-9, -9, 1, 0, -9, 1, 0, 9, 1, -9, 9, 1, -9, -9, 2, 9, -9, 2, 9, 9, 2, -9, 9, 2]),
  indices: new Uint32Array([0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7]),
}

describe('rays through a viewport', () => {
  const views = fc.record({
    width: fc.integer({ min: 200, max: 900 }),
    height: fc.integer({ min: 200, max: 900 }),
    position: fc.tuple(number, number, number),
    orientation: fc
      .record({ panDegrees: degrees, tiltDegrees: degrees, rollDegrees: fc.constant(0) })
      .map(orientationFromAngles),
    fovYTangent: fc.double({ min: 0.2, max: 1, noNaN: true }),
    orthographicHalfHeight: fc.option(fc.double({ min: 0.2, max: 3, noNaN: true })),
  })

  it('go through what is drawn there', () => {
    fc.assert(
      fc.property(views, fc.tuple(number, number, number), (screen: Screen, point) => {
        const place = projectToScreen(screen, point)
        fc.pre(place !== null && Math.abs(place[0]) < 4000 && Math.abs(place[1]) < 4000)
        expect(distanceFrom(rayThroughScreen(screen, place), point)).toBeLessThan(1e-6)
      }),
    )
  })

  it('go through what a camera has there', () => {
    const pose = {
      position: [0.2, 0.1, 0.3] as Vector3,
      orientation: orientationFromAngles({ panDegrees: 20, tiltDegrees: 5, rollDegrees: 9 }),
    }
    const frame = { x: 0, y: 12, width: 320, height: 168 }
    const point: Vector3 = [0.4, -0.2, -2]
    const [x, y, z] = rotateVector(conjugateQuaternion(pose.orientation), subtractVectors(point, pose.position))
    const [u, v] = [160 + (300 * x) / -z, 96 + (300 * -y) / -z]
    const ray = rayThroughFrame(pose, [300, 300, 160, 96], frame, [u / 320, (v - 12) / 168])
    expect(distanceFrom(ray, point)).toBeLessThan(1e-6)
  })
})

describe('surfacePoint', () => {
  it('is the nearest surface on the ray, and none beside or behind', () => {
    const towards = (x: number): Ray => ({ origin: [0, 0, 0], direction: [x, 0, -1] })
    const near = surfacePoint(walls, towards(-0.25))!
    near.forEach((value, axis) => expect(value).toBeCloseTo([-0.25, 0, -1][axis]!, 6))
    const far = surfacePoint(walls, towards(0.25))!
    far.forEach((value, axis) => expect(value).toBeCloseTo([0.5, 0, -2][axis]!, 6))
    expect(surfacePoint(walls, { origin: [0, 0, 0], direction: [0, 0, 1] })).toBeNull()
    expect(surfacePoint(walls, towards(30))).toBeNull()
  })

  it('is seen from behind too', () => {
    const back = surfacePoint(walls, { origin: [1, 0, -5], direction: [0, 0, 1] })!
    expect(back[2]).toBeCloseTo(-2, 6)
  })
})

/** Distance of a point from the half line. */
function distanceFrom({ origin, direction }: Ray, point: Vector3): number {
  const length = Math.hypot(...direction)
  const toward = subtractVectors(point, origin)
  const along = direction.reduce((sum, value, axis) => sum + (value / length) * toward[axis]!, 0)
  expect(along).toBeGreaterThan(0)
  const nearest = addVectors(origin, scaleVector(direction, along / length))
  return Math.hypot(...subtractVectors(nearest, point))
}
