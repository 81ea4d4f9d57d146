import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  identityMatrix,
  invertMatrix,
  matrixFromRows3x4,
  multiplyMatrices,
  rigidMatrix,
  transformPoint,
} from '../../../core/math/matrix4.ts'
import {
  multiplyQuaternions,
  normalizeQuaternion,
  quaternionAboutAxis,
  quaternionFromRotationRows,
  quaternionFromRotationVector,
  rotateVector,
  rotationRows,
  rotationVectorFromQuaternion,
  slerp,
  type Quaternion,
} from '../../../core/math/quaternion.ts'
import { crossProduct, dotProduct, vectorLength, type Vector3 } from '../../../core/math/vector3.ts'

const number = fc.double({ min: -10, max: 10, noNaN: true })
const vector = fc.tuple(number, number, number)
const quaternion = fc
  .tuple(number, number, number, number)
  .filter((q) => Math.hypot(...q) > 0.1)
  .map((q) => normalizeQuaternion(q))

function expectVector(found: readonly number[], expected: readonly number[], digits = 10): void {
  expect(found.length).toBe(expected.length)
  expected.forEach((value, index) => expect(found[index]).toBeCloseTo(value, digits))
}

describe('quaternions', () => {
  it('turn right-handed', () => {
    const quarter = quaternionAboutAxis([0, 1, 0], Math.PI / 2)
    expectVector(rotateVector(quarter, [0, 0, 1]), [1, 0, 0])
    expectVector(rotateVector(quaternionAboutAxis([0, 0, 1], Math.PI / 2), [1, 0, 0]), [0, 1, 0])
  })

  it('apply the second factor first, like matrices', () => {
    fc.assert(
      fc.property(quaternion, quaternion, vector, (a, b, v) => {
        expectVector(rotateVector(multiplyQuaternions(a, b), v), rotateVector(a, rotateVector(b, v)))
        expectVector(
          transformPoint(rigidMatrix([1, 2, 3], a), v),
          rotateVector(a, v).map((x, i) => x + i + 1),
        )
      }),
    )
  })

  it('go to a matrix and to a rotation vector, and back', () => {
    fc.assert(
      fc.property(quaternion, (q) => {
        const positive = q[3] < 0 ? (q.map((x) => -x) as unknown as Quaternion) : q
        expect(Math.abs(dot4(quaternionFromRotationRows(rotationRows(q)), positive))).toBeCloseTo(1, 12)
        const turn = rotationVectorFromQuaternion(q)
        expect(vectorLength(turn)).toBeLessThanOrEqual(Math.PI + 1e-12)
        expectVector(quaternionFromRotationVector(turn), positive)
      }),
    )
  })

  it('slerp at constant speed the shorter way', () => {
    const from = quaternionAboutAxis([0, 0, 1], 0.2)
    const to = quaternionAboutAxis([0, 0, 1], 1.4)
    expectVector(slerp(from, to, 0.25), quaternionAboutAxis([0, 0, 1], 0.5))
    const negated = to.map((x) => -x) as unknown as Quaternion
    expectVector(rotateVector(slerp(from, negated, 0.25), [1, 0, 0]), rotateVector(slerp(from, to, 0.25), [1, 0, 0]))
    expect(slerp(from, to, 0)).toEqual(from)
  })
})

function dot4(a: Quaternion, b: Quaternion): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0)
}

describe('vectors', () => {
  it('cross product stands right-handed on both', () => {
    expect(crossProduct([1, 0, 0], [0, 1, 0])).toEqual([0, 0, 1])
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        const c: Vector3 = crossProduct(a, b)
        expect(dotProduct(a, c)).toBeCloseTo(0, 8)
        expect(dotProduct(b, c)).toBeCloseTo(0, 8)
      }),
    )
  })
})

describe('matrices', () => {
  it('invert in general, pivoting where needed', () => {
    const element = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(element, { minLength: 16, maxLength: 16 }), (values) => {
        // A diagonal of 5 in shuffled rows is always well conditioned and needs pivoting.
        const matrix = Float64Array.from(values, (value, i) => value + ([1, 6, 11, 12].includes(i) ? 5 : 0))
        const product = multiplyMatrices(matrix, invertMatrix(matrix)!)
        expectVector(Array.from(product), Array.from(identityMatrix()), 12)
      }),
    )
  })

  it('keep the identity exact and refuse singular matrices', () => {
    expect(invertMatrix(identityMatrix())).toEqual(identityMatrix())
    expect(invertMatrix(new Float64Array(16))).toBeNull()
    const [a, b, c, d] = [1, 2, 3, 4]
    expect(invertMatrix(matrixFromRows3x4([a, b, c, d, 2 * a, 2 * b, 2 * c, 2 * d, 0, 0, 1, 0]))).toBeNull()
  })
})
