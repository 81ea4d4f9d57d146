import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { camerasFromPath } from '../../../core/camera/cameras.ts'
import {
  editorPointFromOpenCv,
  editorPoseFromOpenCv,
  openCvPointFromEditor,
  openCvPoseFromEditor,
} from '../../../core/camera/conventions.ts'
import { fovYRadiansFromFocalLength } from '../../../core/camera/intrinsics.ts'
import { evaluatePath } from '../../../core/camera/path.ts'
import type { CameraKey, CameraPath } from '../../../core/camera/path-schema.ts'
import { identityMatrix, rigidMatrix, transformPoint } from '../../../core/math/matrix4.ts'
import { normalizeQuaternion } from '../../../core/math/quaternion.ts'
import { projectOpenCv, projectThree } from './projection.ts'

const SIZE = { width: 448, height: 256 }
const BOARD: CameraKey = {
  timeFrames: 0,
  position: [0, 0, 0],
  orientation: [0, 0, 0, 1],
  focalLengthMm: 24,
  easing: 'linear',
}

const small = fc.double({ min: -0.3, max: 0.3, noNaN: true })
const pose = fc.record({
  position: fc.tuple(small, small, small),
  orientation: fc.tuple(small, small, small).map(([x, y, z]) => [...normalizeQuaternion([x, y, z, 1])] as const),
})

describe('axes', () => {
  it('draws a known point at the same pixel through both conventions', () => {
    const tower = fc.tuple(small, small, fc.double({ min: -4, max: -1.5, noNaN: true }))
    fc.assert(
      fc.property(pose, tower, fc.double({ min: 15, max: 80, noNaN: true }), (place, point, focalLengthMm) => {
        const moved: CameraKey = {
          ...BOARD,
          timeFrames: 10,
          position: place.position,
          orientation: [...place.orientation],
          focalLengthMm,
        }
        const path: CameraPath = { keys: [BOARD, moved], speed: 'keyed' }
        const { cameras } = camerasFromPath(path, { size: SIZE, timesInFrames: [10] })
        const fovY = fovYRadiansFromFocalLength(focalLengthMm, SIZE)
        const drawn = projectThree(evaluatePath(path, [10])[0]!, fovY, SIZE, point)
        const modelled = projectOpenCv(cameras[0]!, openCvPointFromEditor(point))
        expect(modelled.depth).toBeGreaterThan(0)
        expect(Math.abs(modelled.x - drawn.x)).toBeLessThan(1e-3)
        expect(Math.abs(modelled.y - drawn.y)).toBeLessThan(1e-3)
      }),
    )
  })

  it('puts a point up and to the right of the board camera there in the picture', () => {
    const path: CameraPath = { keys: [BOARD], speed: 'keyed' }
    const { cameras } = camerasFromPath(path, { size: SIZE, timesInFrames: [0] })
    const { x, y } = projectOpenCv(cameras[0]!, openCvPointFromEditor([0.2, 0.1, -1]))
    // fx = 24 / 24.89 of the width.
    expect(x).toBeCloseTo(224 + (0.2 * 24 * 448) / 24.89, 3)
    expect(y).toBeCloseTo(128 - (0.1 * 24 * 448) / 24.89, 3)
  })

  it('turns points and poses alike, and back', () => {
    fc.assert(
      fc.property(pose, fc.tuple(small, small, small), ({ position, orientation }, point) => {
        const matrix = rigidMatrix(position, [...orientation])
        const there = transformPoint(openCvPoseFromEditor(matrix), openCvPointFromEditor(point))
        const expected = openCvPointFromEditor(transformPoint(matrix, point))
        there.forEach((value, axis) => expect(value).toBeCloseTo(expected[axis]!, 12))
        const back = editorPoseFromOpenCv(openCvPoseFromEditor(matrix))
        back.forEach((value, index) => expect(value === matrix[index]).toBe(true))
        editorPointFromOpenCv(openCvPointFromEditor(point)).forEach((v, axis) => expect(v === point[axis]).toBe(true))
      }),
    )
  })

  it('keeps the identity without negative zeros', () => {
    const turned = openCvPoseFromEditor(identityMatrix())
    expect(Array.from(turned).every((value) => !Object.is(value, -0))).toBe(true)
    expect(turned).toEqual(identityMatrix())
  })
})
