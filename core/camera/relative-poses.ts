import { identityMatrix, invertMatrix, matrixFromRows3x4, multiplyMatrices, type Matrix4 } from '../math/matrix4.ts'
import type { PixelBox } from '../framing/framing.ts'
import type { PixelSize } from './intrinsics.ts'
import type { PoseRow } from './pose-row.ts'

/** Pose of a row, `worldFromCamera`, by a general inverse in doubles. The readers let no singular matrix through. */
export function worldFromCameraOf(row: PoseRow): Matrix4 {
  const inverse = invertMatrix(matrixFromRows3x4(row.cameraFromWorld))
  if (!inverse) throw new RangeError(`singular pose at ${row.timestampMicroseconds} µs`)
  return inverse
}

/**
 * Poses relative to a reference camera as CameraCtrl computes them: `W0 · Ci` in doubles, with `W0` the reference's
 * world-to-camera matrix and `Ci` a general inverse; the reference itself is exactly the identity. Nothing is
 * normalised. The reference code rounds to float32 afterwards, see {@link float32Rows}.
 */
export function relativePoses(rows: readonly PoseRow[], reference: PoseRow): Matrix4[] {
  const referenceFromWorld = matrixFromRows3x4(reference.cameraFromWorld)
  return rows.map((row) => {
    if (samePose(row, reference)) return identityMatrix()
    return multiplyMatrices(referenceFromWorld, worldFromCameraOf(row))
  })
}

function samePose(a: PoseRow, b: PoseRow): boolean {
  return a === b || a.cameraFromWorld.every((value, index) => value === b.cameraFromWorld[index])
}

/** Upper 3×4 of a pose, 12 numbers row-major, each rounded to float32; translations divided by `subjectDistance`. */
export function float32Rows(pose: Matrix4, subjectDistance = 1): number[] {
  return Array.from(pose.subarray(0, 12), (value, index) =>
    Math.fround(index % 4 === 3 ? value / subjectDistance : value),
  )
}

/**
 * fx, fy, cx, cy in pixels of the model size, float32, by CameraCtrl's rule: the focal length is rescaled as if the
 * picture had been resized to cover the box and cropped, the centre is left where it was. Its networks were trained
 * with exactly this on their whole frames, although their pictures were squashed.
 *
 * @param box the part of the model's frame that is the picture, in its pixels
 * @param poseSize size of the picture that the pose list describes
 */
export function rescaledIntrinsics(row: PoseRow, box: PixelBox, poseSize: PixelSize): number[] {
  const { x, y, width, height } = box
  const aspect = width / height
  const poseAspect = poseSize.width / poseSize.height
  const wider = poseAspect > aspect
  const focalX = wider ? (height * poseAspect * row.focalX) / width : row.focalX
  const focalY = wider ? row.focalY : ((width / poseAspect) * row.focalY) / height
  return [focalX * width, focalY * height, x + row.centreX * width, y + row.centreY * height].map(Math.fround)
}

/** Shape of the picture behind a pose list of unknown origin, from its first lens and square pixels. */
export function poseSizeFromLens(row: PoseRow): PixelSize {
  return { width: row.focalY, height: row.focalX }
}
