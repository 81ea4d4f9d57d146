import { matrixFromRows3x4, type Matrix4 } from '../math/matrix4.ts'
import type { Camera } from '../contract/generation.ts'
import type { PixelBox } from '../framing/framing.ts'

/** A place on the board: parts of the film's frame of it, x to the right, y down; outside of 0..1 beyond its edges. */
export type BoardPoint = readonly [x: number, y: number]

/** What a camera frames, as it lies on the board. */
export interface FrameOutline {
  /** From the frame's upper left corner clockwise; more or fewer than four where it turns too far away, none beyond. */
  readonly corners: readonly BoardPoint[]
  /** What its middle looks at; null where that is not on the board's side. */
  readonly centre: BoardPoint | null
}

export interface CameraArrows {
  readonly start: FrameOutline
  readonly end: FrameOutline
  /** The middle of the frame on its way, first to last. */
  readonly path: readonly BoardPoint[]
}

export interface ArrowCameras {
  /** Of the shot's frames, first to last, at least one. */
  readonly cameras: readonly Camera[]
  /** fx, fy, cx, cy of the board's camera in pixels of the model size. */
  readonly boardIntrinsics: readonly number[]
  /** The film's frame in pixels of the model size. */
  readonly frameBox: PixelBox
}

/** Where frames are laid down: at the subject, or so much in front of the camera that comes closest to it or passes it. */
const subjectDistance = 1
const distanceBefore = 0.25

/** Directions flatter than this to the board's plane meet it too far out to be drawn: 84° off its axis. */
const leastSlope = 0.1

/** Places of the path that are kept, so that it draws smoothly and stays small. */
const pathPoints = 64

/**
 * Start frame, end frame and way of a camera on its board. A frame lies where its edges meet the plane of the subject,
 * projected by the board's own camera: exact for turns and zooms wherever things are, and for what stands at the
 * subject's distance when the camera travels.
 */
export function cameraArrows(shot: ArrowCameras): CameraArrows {
  const { cameras } = shot
  const poses = cameras.map(({ worldFromCamera }) => matrixFromRows3x4(worldFromCamera))
  const farthest = poses.reduce((most, pose) => Math.max(most, pose[11]!), 0)
  const plane = Math.max(subjectDistance, farthest + distanceBefore)
  const outline = (index: number): FrameOutline => frameOutline(shot, cameras[index]!, poses[index]!, plane)
  const last = cameras.length - 1
  const count = Math.min(cameras.length, pathPoints)
  const path = Array.from({ length: count }, (_, step) =>
    outline(count === 1 ? 0 : Math.round((step * last) / (count - 1))),
  )
  return {
    start: outline(0),
    end: outline(last),
    path: path.flatMap(({ centre }) => (centre === null ? [] : [centre])),
  }
}

function frameOutline(shot: ArrowCameras, camera: Camera, pose: Matrix4, plane: number): FrameOutline {
  const { x, y, width, height } = shot.frameBox
  const directionAt = (column: number, row: number): Direction => rayDirection(camera, pose, column, row)
  const onBoard = (direction: Direction): BoardPoint => projected(shot, pose, direction, plane)
  const corners = [
    directionAt(x, y),
    directionAt(x + width, y),
    directionAt(x + width, y + height),
    directionAt(x, y + height),
  ]
  const centre = directionAt(x + width / 2, y + height / 2)
  return {
    corners: towardsBoard(corners).map(onBoard),
    centre: centre[2] < leastSlope ? null : onBoard(centre),
  }
}

/** Of a ray, in the board's axes: x right, y down, z into the board. One long along the camera's own axis. */
type Direction = readonly [x: number, y: number, z: number]

function rayDirection({ intrinsics }: Camera, pose: Matrix4, column: number, row: number): Direction {
  const [fx = 1, fy = 1, cx = 0, cy = 0] = intrinsics
  const [across, down] = [(column - cx) / fx, (row - cy) / fy]
  const axis = (r: number): number => pose[r * 4]! * across + pose[r * 4 + 1]! * down + pose[r * 4 + 2]!
  return [axis(0), axis(1), axis(2)]
}

/** The part of a polygon of directions that meets the board's plane, by Sutherland and Hodgman's way. */
function towardsBoard(corners: readonly Direction[]): Direction[] {
  return corners.flatMap((corner, index) => {
    const next = corners[(index + 1) % corners.length]!
    const kept = corner[2] >= leastSlope ? [corner] : []
    if (corner[2] >= leastSlope === next[2] >= leastSlope) return kept
    const part = (leastSlope - corner[2]) / (next[2] - corner[2])
    const between = (axis: 0 | 1 | 2): number => corner[axis] + part * (next[axis] - corner[axis])
    return [...kept, [between(0), between(1), leastSlope]]
  })
}

function projected(
  { boardIntrinsics, frameBox }: ArrowCameras,
  pose: Matrix4,
  direction: Direction,
  plane: number,
): BoardPoint {
  const [fx = 1, fy = 1, cx = 0, cy = 0] = boardIntrinsics
  const length = (plane - pose[11]!) / direction[2]
  const column = (fx * (pose[3]! + length * direction[0])) / plane + cx
  const row = (fy * (pose[7]! + length * direction[1])) / plane + cy
  return [(column - frameBox.x) / frameBox.width, (row - frameBox.y) / frameBox.height]
}
