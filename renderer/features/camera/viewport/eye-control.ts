import {
  dollied,
  eyeAtPose,
  eyeOrientation,
  eyePosition,
  flown,
  framing,
  lookedRound,
  namedView,
  orbited,
  panned,
  type Eye,
  type NamedView,
} from '../model/navigation.ts'
import { orientationFromAngles, anglesFromOrientation } from '../model/pose-angles.ts'
import { multiplyQuaternions } from '../../../../core/math/quaternion.ts'
import type { Vector3 } from '../../../../core/math/vector3.ts'
import { poseOfCamera, type BoardPose } from '../model/board-space.ts'
import { lookingAt } from '../model/look-at.ts'
import { cameraSession } from '../session/camera-session.ts'
import { currentGeometry, currentPath, playheadFrame } from '../session/current-shot.ts'
import { lensAt, setKeyHere } from '../session/key-actions.ts'
import { cameraAtFrame } from '../../../state/board-view/shot-geometry.ts'
import { keyCones } from './path-lines.ts'

/** Tangent of half the viewport's vertical field of view. */
export const viewportFovYTangent = 0.45

/** Height in pixels of the viewport shown last, for panning and framing. */
let viewportSize = { width: 800, height: 600 }

export function setViewportSize(size: { readonly width: number; readonly height: number }): void {
  viewportSize = size
}

/** Moves the eye; while piloting the camera goes with it. */
function moveEye(change: (eye: Eye) => Eye): void {
  const { eye, pilot, recording } = cameraSession.getState()
  const moved = change(eye)
  // A flight begins where the board's camera stands.
  if (moved === eye || recording?.stage === 'countdown') return
  cameraSession.setState(pilot ? { eye: moved, piloted: pilotedAt(moved) } : { eye: moved })
}

/** The camera at the eye, with the roll and the lens that the shown frame has. */
function pilotedAt(eye: Eye) {
  const present = presentPose()
  const path = currentPath()
  if (present === null || path === null) return null
  const { rollDegrees } = anglesFromOrientation(present.orientation)
  const roll = orientationFromAngles({ panDegrees: 0, tiltDegrees: 0, rollDegrees })
  return {
    pose: { position: eyePosition(eye), orientation: multiplyQuaternions(eyeOrientation(eye), roll) },
    focalLengthMm: cameraSession.getState().piloted?.focalLengthMm ?? lensAt(path, playheadFrame()),
  }
}

/** The camera of the shown frame, or the piloted one. */
export function presentPose(): BoardPose | null {
  const { piloted } = cameraSession.getState()
  if (piloted !== null) return piloted.pose
  const geometry = currentGeometry()
  return geometry === null ? null : poseOfCamera(cameraAtFrame(geometry, playheadFrame()))
}

export const orbit = (right: number, down: number): void => moveEye((eye) => orbited(eye, right, down))
export const look = (right: number, down: number): void => moveEye((eye) => lookedRound(eye, right, down))
export const pan = (right: number, down: number): void =>
  moveEye((eye) => panned(eye, right, down, (2 * eye.distance * viewportFovYTangent) / viewportSize.height))

/** One notch of the wheel is a tenth nearer or farther. */
export function zoom(wheelPixels: number): void {
  moveEye((eye) => dollied(eye, 1 + Math.max(-0.5, Math.min(1, wheelPixels * 0.001))))
}

export function fly(right: number, up: number, forward: number): void {
  moveEye((eye) => flown(eye, right, up, forward))
}

export function showNamedView(view: Exclude<NamedView, 'user'>): void {
  setPilot(false)
  cameraSession.setState(({ eye }) => ({ eye: namedView(eye, view) }))
}

export function toggleOrthographic(): void {
  cameraSession.setState(({ eye }) => ({ eye: { ...eye, orthographic: !eye.orthographic } }))
}

/** Looks from where the shown frame's camera stands. */
export function lookFromCamera(): void {
  const pose = presentPose()
  if (pose !== null) cameraSession.setState(({ eye }) => ({ eye: eyeAtPose({ ...eye, distance: 1 }, pose) }))
}

/** Frames the chosen keys, or the shown frame's camera with its subject. */
export function frameSelection(): void {
  const geometry = currentGeometry()
  if (geometry === null) return
  const { selected } = cameraSession.getState()
  const chosen = keyCones(geometry).filter(({ timeFrames }) => selected.includes(timeFrames))
  const pose = presentPose()
  const points = chosen.length > 0 ? chosen.flatMap(({ segments }) => segments.flat()) : pose ? [pose.position] : []
  frame(points)
}

/** Frames the board, the whole path and the subject. */
export function frameAll(): void {
  const geometry = currentGeometry()
  if (geometry === null) return
  const cones = keyCones(geometry).flatMap(({ segments }) => segments.flat())
  const path = geometry.cameras.map((camera) => poseOfCamera(camera).position)
  const [fx = 1, fy = 1, cx = 0, cy = 0] = geometry.boardIntrinsics
  const { width, height } = geometry.toCompile.size
  frame([...cones, ...path, [-cx / fx, (cy - height) / fy, -1], [(width - cx) / fx, cy / fy, -1]])
}

function frame(points: readonly (readonly [number, number, number])[]): void {
  const aspect = viewportSize.width / Math.max(1, viewportSize.height)
  cameraSession.setState(({ eye, pilot }) => (pilot ? {} : { eye: framing(eye, points, viewportFovYTangent, aspect) }))
}

/** Piloting starts where the shown frame's camera is, and ends with the eye where it was before. */
export function setPilot(pilot: boolean): void {
  const { eye, eyeBefore, pilot: before } = cameraSession.getState()
  if (pilot === before) return
  cameraSession.setState({ pilot, piloted: null, eyeBefore: pilot ? eye : null })
  if (pilot) lookFromCamera()
  else if (eyeBefore !== null) cameraSession.setState({ eye: eyeBefore })
}

/** Piloting a flight that is recorded. */
export const flight = {
  begin: (from: BoardPose): void => {
    const path = currentPath()
    if (path === null) return
    setPilot(true)
    const piloted = { pose: from, focalLengthMm: lensAt(path, playheadFrame()) }
    cameraSession.setState(({ eye }) => ({ eye: eyeAtPose({ ...eye, distance: 1 }, from), piloted }))
  },
  end: (): void => setPilot(false),
}

/** Turns the piloted camera to a point. @returns whether one is piloted */
export function turnPilotTo(point: Vector3): boolean {
  const pose = presentPose()
  if (!cameraSession.getState().pilot || pose === null) return false
  moveEye((eye) => eyeAtPose(eye, lookingAt(pose, point)))
  restEye()
  return true
}

/** A navigation came to rest: with auto key on, the piloted camera becomes a key. */
export function restEye(): void {
  const { pilot, autoKey, piloted, recording } = cameraSession.getState()
  if (pilot && autoKey && piloted !== null && recording === null) setKeyHere()
}
