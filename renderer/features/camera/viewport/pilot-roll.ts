import { multiplyQuaternions } from '../../../../core/math/quaternion.ts'
import { anglesFromOrientation, orientationFromAngles } from '../model/pose-angles.ts'
import { cameraSession } from '../session/camera-session.ts'
import { currentPath, playheadFrame } from '../session/current-shot.ts'
import { lensAt } from '../session/key-actions.ts'
import { presentPose, restEye } from './eye-control.ts'

const tapDegrees = 1
const degreesPerSecond = 25
/** Held so long, a key goes on rolling. */
const tapMilliseconds = 200
const doubleTapMilliseconds = 350

let lastTap = { direction: 0, at: -Infinity }

/** Rolls the piloted camera, anticlockwise (−1) or clockwise (1), until the key is let go; tapped twice levels it. */
export function rollPiloted(direction: 1 | -1): void {
  const start = performance.now()
  const isSecond = lastTap.direction === direction && start - lastTap.at < doubleTapMilliseconds
  lastTap = { direction: isSecond ? 0 : direction, at: start }
  if (isSecond) {
    turnRoll('level')
    return restEye()
  }
  turnRoll(direction * tapDegrees)
  let last = start + tapMilliseconds
  let request = 0
  const roll = (now: number): void => {
    if (now > last) {
      turnRoll(direction * degreesPerSecond * Math.min(0.1, (now - last) / 1000))
      last = now
    }
    request = requestAnimationFrame(roll)
  }
  request = requestAnimationFrame(roll)
  const listening = new AbortController()
  const end = (): void => {
    listening.abort()
    cancelAnimationFrame(request)
    restEye()
  }
  window.addEventListener('keyup', end, { signal: listening.signal })
  window.addEventListener('blur', end, { signal: listening.signal })
}

/** @param by degrees, clockwise */
function turnRoll(by: number | 'level'): void {
  const pose = presentPose()
  const path = currentPath()
  const { piloted, pilot } = cameraSession.getState()
  if (pose === null || path === null || !pilot) return
  const rollDegrees = by === 'level' ? -anglesFromOrientation(pose.orientation).rollDegrees : by
  const roll = orientationFromAngles({ panDegrees: 0, tiltDegrees: 0, rollDegrees })
  cameraSession.setState({
    piloted: {
      pose: { ...pose, orientation: multiplyQuaternions(pose.orientation, roll) },
      focalLengthMm: piloted?.focalLengthMm ?? lensAt(path, playheadFrame()),
    },
  })
}
