import { shotFrames } from '../../../../core/project/schema/film.ts'
import { Transport } from '../../../state/transport.ts'
import { cameraSession } from './camera-session.ts'
import { currentShot, playheadFrame, showFrame } from './current-shot.ts'

/** Plays the shot that is worked on, over and over; once while a flight is recorded. */
export const player = new Transport(() => {
  const current = currentShot()
  return {
    range: current === null ? { start: 0, end: 1 } : shotFrames(current.shot),
    rate: current?.film.rate ?? { numerator: 24, denominator: 1 },
    loop: cameraSession.getState().recording === null,
    // A hand that flies must see where it is.
    steady: cameraSession.getState().recording !== null,
    show: showFrame,
    frame: playheadFrame,
  }
})
