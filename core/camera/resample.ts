import { hermite, intervalIndex, monotoneSlopes } from '../math/spline.ts'
import { invertMatrix, rigidMatrix } from '../math/matrix4.ts'
import { quaternionFromRotationRows, slerp, type Quaternion } from '../math/quaternion.ts'
import type { PoseRow } from './pose-row.ts'
import { worldFromCameraOf } from './relative-poses.ts'

/**
 * A pose list at other times: positions and lens on monotone cubics, orientation by slerp. At the time of a row the
 * result is that row itself. As many rows as frames are taken as one a frame, whatever their timestamps; otherwise
 * the rows' timestamps are spread over the shot, the first on frame 0, the last on the last frame.
 *
 * @param frames film frames of the shot
 * @param timesInFrames film frames from the shot's start, any order; every frame unless given; clamped to the shot
 */
export function resamplePoses(
  rows: readonly PoseRow[],
  frames: number,
  timesInFrames: readonly number[] = Array.from({ length: frames }, (_, frame) => frame),
): PoseRow[] {
  const times = frameTimes(rows, frames)
  const last = times[times.length - 1]!
  if (last === 0) return timesInFrames.map(() => rows[0]!)
  const between = interpolated(rows, times)
  return timesInFrames.map((time) => {
    const clamped = Math.min(Math.max(time, 0), last)
    const index = intervalIndex(times, clamped)
    const exact = [index, index + 1].find((row) => times[row] === clamped)
    return exact === undefined ? between(clamped, index) : rows[exact]!
  })
}

function frameTimes(rows: readonly PoseRow[], frames: number): number[] {
  if (rows.length === frames) return rows.map((_, index) => index)
  const first = rows[0]!.timestampMicroseconds
  const duration = rows[rows.length - 1]!.timestampMicroseconds - first
  return rows.map((row) => (duration > 0 ? ((row.timestampMicroseconds - first) * (frames - 1)) / duration : 0))
}

function interpolated(rows: readonly PoseRow[], times: readonly number[]): (time: number, index: number) => PoseRow {
  const poses = rows.map(worldFromCameraOf)
  const curveOf = (values: readonly number[]): ((index: number, fraction: number) => number) => {
    const slopes = monotoneSlopes(times, values)
    return (index, fraction) => {
      const step = times[index + 1]! - times[index]!
      return hermite(values[index]!, values[index + 1]!, slopes[index]!, slopes[index + 1]!, step, fraction)
    }
  }
  const positions = [3, 7, 11].map((element) => curveOf(poses.map((pose) => pose[element]!)))
  const numbers = (['timestampMicroseconds', 'focalX', 'focalY', 'centreX', 'centreY'] as const).map((name) =>
    curveOf(rows.map((row) => row[name])),
  )
  const orientations = poses.map(orientationOf)
  return (time, index) => {
    const fraction = (time - times[index]!) / (times[index + 1]! - times[index]!)
    const [x, y, z] = positions.map((curve) => curve(index, fraction)) as [number, number, number]
    const [timestampMicroseconds, focalX, focalY, centreX, centreY] = numbers.map((curve) =>
      curve(index, fraction),
    ) as [number, number, number, number, number]
    const orientation = slerp(orientations[index]!, orientations[index + 1]!, fraction)
    const cameraFromWorld = cameraFromWorldRows([x, y, z], orientation)
    return { ...rows[index]!, timestampMicroseconds, focalX, focalY, centreX, centreY, cameraFromWorld }
  }
}

function orientationOf(pose: Float64Array): Quaternion {
  const row = (r: number): [number, number, number] => [pose[r * 4]!, pose[r * 4 + 1]!, pose[r * 4 + 2]!]
  return quaternionFromRotationRows([row(0), row(1), row(2)])
}

function cameraFromWorldRows(position: [number, number, number], orientation: Quaternion): number[] {
  // A rigid matrix always has an inverse.
  return Array.from(invertMatrix(rigidMatrix(position, orientation))!.subarray(0, 12))
}
