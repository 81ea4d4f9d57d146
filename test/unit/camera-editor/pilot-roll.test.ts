import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { anglesFromOrientation, orientationFromAngles } from '../../../renderer/features/camera/model/pose-angles.ts'
import { cameraSession } from '../../../renderer/features/camera/session/camera-session.ts'
import { rollPiloted } from '../../../renderer/features/camera/viewport/pilot-roll.ts'
import { closeFilm, openFilm } from '../../../renderer/state/film-store.ts'
import { selectShot } from '../../../renderer/state/workspace-store.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

let leave: () => void
let keys: EventTarget

/** A piloted camera rolled by 20°, looking to the side and up. */
beforeEach(() => {
  ;({ leave } = fakeWindow())
  keys = new EventTarget()
  Object.assign(Reflect.get(globalThis, 'window'), { addEventListener: keys.addEventListener.bind(keys) })
  openFilm(openedProject())
  selectShot('s1')
  const orientation = orientationFromAngles({ panDegrees: 30, tiltDegrees: 10, rollDegrees: 20 })
  cameraSession.setState({ pilot: true, piloted: { pose: { position: [0, 0, 1], orientation }, focalLengthMm: 24 } })
})

afterEach(() => {
  closeFilm()
  leave()
})

function tap(direction: 1 | -1): void {
  rollPiloted(direction)
  vi.advanceTimersByTime(50)
  keys.dispatchEvent(new Event('keyup'))
}

const angles = () => {
  const { panDegrees, tiltDegrees, rollDegrees } = anglesFromOrientation(
    cameraSession.getState().piloted!.pose.orientation,
  )
  return [panDegrees, tiltDegrees, rollDegrees].map((value) => Math.round(value * 1e6) / 1e6)
}

it('rolls by a degree with each tap, and levels the camera with two quick ones', () => {
  tap(1)
  expect(angles()).toEqual([30, 10, 21])
  vi.advanceTimersByTime(1000)
  tap(-1)
  expect(angles()).toEqual([30, 10, 20])
  vi.advanceTimersByTime(100)
  tap(-1)
  expect(angles()).toEqual([30, 10, 0])
})

it('does not level with two taps to two sides, or with two slow ones', () => {
  tap(1)
  vi.advanceTimersByTime(100)
  tap(-1)
  vi.advanceTimersByTime(1000)
  tap(-1)
  expect(angles()).toEqual([30, 10, 19])
})
