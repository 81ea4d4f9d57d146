import { BufferAttribute, BufferGeometry, Points, PointsMaterial } from 'three'
import { cameraAtFrame, type ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { anchorPose, isAnchorKey, poseOfCamera, poseOfKey, type BoardPose } from '../model/board-space.ts'
import { frustumOf, frustumSegments } from '../model/frustum.ts'
import type { Segment } from '../model/screen.ts'
import type { PilotedCamera } from '../session/camera-session.ts'
import { travelOf } from '../session/travel.ts'
import { tokenColour } from './colours.ts'
import type { ColouredSegment } from './fat-lines.ts'

/** Lengths of cones, subject distances. */
export const keyConeLength = 0.16
export const boardConeLength = 0.34
export const frameConeLength = 0.24

/** A key as the viewport draws and picks it. */
export interface KeyCone {
  readonly timeFrames: number
  readonly pose: BoardPose
  readonly segments: readonly Segment[]
  readonly anchored: boolean
}

/** The path's keys in the board's space. */
export function keyCones(geometry: ShotGeometry): readonly KeyCone[] {
  const { shot, deliveryBox } = geometry
  if (shot.camera.source !== 'keys') return []
  const { path } = shot.camera
  const anchor = anchorPose(path, shot.anchorFrame)
  return path.keys.map((key) => {
    const pose = poseOfKey(key, anchor)
    const cone = frustumOf(pose, lensOf(geometry, key.focalLengthMm), deliveryBox, keyConeLength)
    return {
      timeFrames: key.timeFrames,
      pose,
      segments: frustumSegments(cone),
      anchored: isAnchorKey(shot, key.timeFrames),
    }
  })
}

/** fx, fy, cx, cy of a lens: those of the board's camera but for the focal length. */
export function lensOf({ boardIntrinsics, board }: ShotGeometry, focalLengthMm: number): readonly number[] {
  const factor = focalLengthMm / board.lens.focalLengthMm
  const [fx = 1, fy = 1, cx = 0, cy = 0] = boardIntrinsics
  return [fx * factor, fy * factor, cx, cy]
}

/** The camera of the shown frame, or the piloted one. */
export function presentCamera(geometry: ShotGeometry, frame: number, piloted: PilotedCamera | null) {
  const camera = cameraAtFrame(geometry, frame)
  if (piloted === null) return { pose: poseOfCamera(camera), lens: camera.intrinsics }
  return { pose: piloted.pose, lens: lensOf(geometry, piloted.focalLengthMm) }
}

/** The line through the cameras of all frames, broken where the path rests or cuts. */
export function pathSegments(geometry: ShotGeometry): ColouredSegment[] {
  const colour = tokenColour('--camera-path')
  const places = geometry.cameras.map((camera) => poseOfCamera(camera).position)
  return travelOf(geometry).flatMap((travel, index) =>
    travel === 0 ? [] : [{ segment: [places[index]!, places[index + 1]!] as const, colour }],
  )
}

/** A dot for each film frame: where they lie far apart the camera is fast. */
export class FrameTicks {
  readonly object: Points<BufferGeometry, PointsMaterial>

  constructor() {
    const material = new PointsMaterial({ size: 3, sizeAttenuation: false, color: tokenColour('--camera-path') })
    material.toneMapped = false
    this.object = new Points(new BufferGeometry(), material)
    this.object.frustumCulled = false
  }

  set({ cameras }: ShotGeometry): void {
    const values = new Float32Array(cameras.length * 3)
    cameras.forEach(({ worldFromCamera: m }, index) => values.set([m[3]!, 0 - m[7]!, 0 - m[11]!], index * 3))
    const { geometry } = this.object
    const known = geometry.getAttribute('position') as BufferAttribute | undefined
    if (known?.array.length === values.length) {
      known.array.set(values)
      known.needsUpdate = true
    } else {
      geometry.dispose()
      geometry.setAttribute('position', new BufferAttribute(values, 3))
    }
  }

  dispose(): void {
    this.object.geometry.dispose()
    this.object.material.dispose()
  }
}
