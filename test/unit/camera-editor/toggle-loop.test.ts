import { afterEach, beforeEach, expect, it } from 'vitest'
import { pathFromMoves } from '../../../core/camera/moves.ts'
import { changeShotSettings } from '../../../core/project/edits/shots.ts'
import { setPath } from '../../../core/project/edits/shot-camera.ts'
import { currentShot } from '../../../renderer/features/camera/session/current-shot.ts'
import { loopsNow, setAnchor, toggleLoop } from '../../../renderer/features/camera/session/key-actions.ts'
import { closeFilm, edit, filmStore, openFilm, undo } from '../../../renderer/state/film-store.ts'
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

const shot = () => currentShot()!.shot
const stepsOfUndo = (): number => filmStore.getState().open?.history.past.length ?? 0

it('loops with the anchor at the end in one step of undo: the board is where it was', () => {
  const frames = shot().durationFrames
  const path = pathFromMoves([{ name: 'dolly', amount: 0.3 }], { frames })
  edit('camera.edit.move', (film) => setPath(changeShotSettings(film, 's1', { anchorFrame: frames - 1 }), 's1', path))
  const [before, steps] = [shot(), stepsOfUndo()]
  toggleLoop()
  expect(loopsNow()).toBe(true)
  expect(shot().anchorFrame).toBe(frames / 2)
  expect(stepsOfUndo()).toBe(steps + 1)
  toggleLoop()
  expect([loopsNow(), shot().anchorFrame]).toEqual([false, frames / 2])
  undo()
  undo()
  expect(shot()).toEqual(before)
})

it('an anchor set on a path that rolls more than half a turn leaves the roll as it was', () => {
  const path = pathFromMoves([{ name: 'roll', amount: 360 }], { frames: 24 })
  edit('camera.edit.move', (film) => setPath(film, 's1', path))
  setAnchor(18)
  const { camera } = shot()
  const rolls = camera.source === 'keys' ? camera.path.keys.map(({ rollRadians = 0 }) => rollRadians) : []
  expect(rolls).toEqual([0, expect.closeTo((2 * Math.PI * 18) / 23, 9), 2 * Math.PI])
})
