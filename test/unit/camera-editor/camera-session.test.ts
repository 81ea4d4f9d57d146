import { afterEach, beforeEach, expect, it } from 'vitest'
import { cameraSession, selectKeys } from '../../../renderer/features/camera/session/camera-session.ts'
import { closeFilm, openFilm } from '../../../renderer/state/film-store.ts'
import { selectShot } from '../../../renderer/state/workspace-store.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

let leave: () => void

beforeEach(() => {
  ;({ leave } = fakeWindow())
  openFilm(openedProject())
  selectShot('s1')
})

afterEach(() => {
  closeFilm()
  leave()
})

it('forgets the chosen keys and the flown camera when the project closes, and keeps the tools', () => {
  selectKeys([0, 12])
  const pose = { position: [0, 0, 0], orientation: [0, 0, 0, 1] } as const
  cameraSession.setState({ pilot: true, piloted: { pose, focalLengthMm: 24 }, gizmo: 'rotate' })
  closeFilm()
  openFilm(openedProject())
  expect(cameraSession.getState()).toMatchObject({ selected: [], pilot: false, piloted: null, gizmo: 'rotate' })
})
