import { loadOpenCV } from '@opencvjs/node'
import { expect, it } from 'vitest'
import { distanceBetween, turnDegrees } from '../../../core/obedience/path-errors.ts'
import { poseOfView, viewOfPose } from '../../../core/obedience/rigid-view.ts'
import type { Sightings } from '../../../core/obedience/sightings.ts'
import { solveView } from '../../../core/obedience/solve-view.ts'
import { pose, scene, withStrays } from '../../unit/obedience/scene.ts'

type OpenCv = Awaited<ReturnType<typeof loadOpenCV>>

/** What the evaluation in native-models/authoring does: EPnP in RANSAC, then Levenberg and Marquardt on its inliers. */
function solvedByOpenCv(cv: OpenCv, { count, points, pixels, lens }: Sightings): number[] {
  const [fx = 1, fy = 1, cx = 0, cy = 0] = lens
  const matrix = cv.matFromArray(3, 3, cv.CV_64F, [fx, 0, cx, 0, fy, cy, 0, 0, 1])
  const space = cv.matFromArray(count, 1, cv.CV_64FC3, [...points])
  const seen = cv.matFromArray(count, 1, cv.CV_64FC2, [...pixels])
  const [straight, turn, shift, inliers] = [new cv.Mat(), new cv.Mat(), new cv.Mat(), new cv.Mat()]
  cv.solvePnPRansac(space, seen, matrix, straight, turn, shift, false, 300, 1.5, 0.99, inliers, cv.SOLVEPNP_EPNP)
  const used = [...inliers.data32S]
  const usedSpace = cv.matFromArray(
    used.length,
    1,
    cv.CV_64FC3,
    used.flatMap((at) => [...points.subarray(at * 3, at * 3 + 3)]),
  )
  const usedSeen = cv.matFromArray(
    used.length,
    1,
    cv.CV_64FC2,
    used.flatMap((at) => [...pixels.subarray(at * 2, at * 2 + 2)]),
  )
  cv.solvePnPRefineLM(usedSpace, usedSeen, matrix, straight, turn, shift)
  const rotation = new cv.Mat()
  cv.Rodrigues(turn, rotation)
  const r = [...rotation.data64F]
  const t = [...shift.data64F]
  for (const mat of [matrix, space, seen, straight, turn, shift, inliers, usedSpace, usedSeen, rotation]) mat.delete()
  const column = (axis: number): number[] => [r[axis]!, r[axis + 3]!, r[axis + 6]!]
  return [0, 1, 2].flatMap((axis) => [
    ...column(axis),
    0 - column(axis).reduce((sum, value, row) => sum + value * t[row]!, 0),
  ])
}

it('finds the cameras that OpenCV finds in the same tracks, as the evaluation of the models does', async () => {
  const cv = await loadOpenCV()
  const board = viewOfPose(pose([0, 0, 0], [0, 0, 0]))
  for (let seed = 1; seed <= 12; seed++) {
    const truth = pose([0.02 * seed, -0.01 * seed, 0.005 * seed], [0.02 * seed, 0.01, -0.015 * seed])
    const sightings = withStrays(scene(truth, { count: 150, noise: 0.3, seed }), 30)
    const theirs = solvedByOpenCv(cv, sightings)
    const ours = poseOfView(solveView(sightings, [board])!.view)
    expect(turnDegrees(theirs, ours)).toBeLessThan(0.03)
    expect(distanceBetween(theirs, ours)).toBeLessThan(0.001)
  }
})
