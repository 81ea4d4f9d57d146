import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { evaluatePath } from '../../../core/camera/path.ts'
import { rotateVector, type Quaternion } from '../../../core/math/quaternion.ts'
import { anglesFromOrientation, orientationFromAngles } from '../../../renderer/features/camera/model/pose-angles.ts'

const angle = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })

describe('angles of a camera', () => {
  it('come back as they were given, turns of the roll too', () => {
    fc.assert(
      fc.property(angle(179.9), angle(89.9), angle(1000), (panDegrees, tiltDegrees, rollDegrees) => {
        const back = anglesFromOrientation(orientationFromAngles({ panDegrees, tiltDegrees, rollDegrees }), rollDegrees)
        expect(back.panDegrees).toBeCloseTo(panDegrees, 6)
        expect(back.tiltDegrees).toBeCloseTo(tiltDegrees, 6)
        expect(back.rollDegrees).toBeCloseTo(rollDegrees, 6)
      }),
    )
  })

  it('give back the same orientation for any, also straight up and down', () => {
    const part = fc.double({ min: -1, max: 1, noNaN: true })
    const any = fc.tuple(part, part, part, part).filter((q) => Math.hypot(...q) > 0.1)
    const poles: Quaternion[] = [
      [Math.SQRT1_2, 0, 0, Math.SQRT1_2],
      [-0.5, 0.5, 0.5, 0.5],
    ]
    const check = (q: Quaternion): void => {
      const again = orientationFromAngles(anglesFromOrientation(q))
      const length = Math.hypot(...q)
      const dot = Math.abs(q.reduce((sum, value, index) => sum + (value / length) * again[index]!, 0))
      expect(dot).toBeGreaterThan(1 - 1e-9)
    }
    fc.assert(fc.property(any, check))
    poles.forEach(check)
  })

  it('have the signs of the moves of the same names', () => {
    const last = (name: 'pan' | 'tilt' | 'roll') =>
      evaluatePath(pathFromMoves([{ name, amount: 10 }], { frames: 5 }), [4])[0]!.orientation
    expect(anglesFromOrientation(last('pan')).panDegrees).toBeCloseTo(10, 9)
    expect(anglesFromOrientation(last('tilt')).tiltDegrees).toBeCloseTo(10, 9)
    expect(anglesFromOrientation(last('roll')).rollDegrees).toBeCloseTo(10, 9)
    // Panned right, the camera looks towards +x; tilted up, towards +y.
    expect(rotateVector(last('pan'), [0, 0, -1])[0]).toBeGreaterThan(0.1)
    expect(rotateVector(last('tilt'), [0, 0, -1])[1]).toBeGreaterThan(0.1)
  })
})
