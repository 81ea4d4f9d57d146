import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { setShotDuration } from '../../../core/project/edits/shots.ts'
import { selectKeys } from '../../../renderer/features/camera/session/camera-session.ts'
import { KeyDrag } from '../../../renderer/features/camera/timeline/key-drag.ts'
import { closeFilm, currentFilm, openFilm } from '../../../renderer/state/film-store.ts'
import { dismissNotice, noticeStore, tellDone, tellFailure, tellWarning } from '../../../renderer/state/notices.ts'
import { numberGesture } from '../../../renderer/state/number-gesture.ts'
import { selectShot } from '../../../renderer/state/workspace-store.ts'
import { NumberGesture } from '../../../renderer/ui/fields/number-gesture.ts'
import { fakeWindow, openedProject } from './opened-project.ts'

const normal = { fine: false, coarse: false }
let leave: () => void
/** Codes of what was told, each as often as it was told. */
let told: string[] = []
let stopHearing: () => void

beforeEach(() => {
  ;({ leave } = fakeWindow())
  noticeStore.setState([], true)
  told = []
  // As the window does: what was told is taken out and shown.
  stopHearing = noticeStore.subscribe((notices) => {
    for (const notice of notices) {
      told.push(notice.kind === 'error' ? notice.error.code : notice.kind)
      dismissNotice(notice.id)
    }
  })
  openFilm(openedProject({ writable: false }))
  selectShot('s1')
})

afterEach(() => {
  stopHearing()
  closeFilm()
  leave()
})

describe('in a project that cannot be written, why not is told once', () => {
  it('for a key that is dragged, however far', () => {
    const before = currentFilm()
    selectKeys([23])
    const drag = KeyDrag.start(23, 'move')!
    expect([0, -1, -2, -5, -3].map((delta) => drag.move(delta))).toEqual([null, null, null, null, null])
    drag.end()
    expect(told).toEqual(['edit.read-only'])
    expect(currentFilm()).toBe(before)
    KeyDrag.start(23, 'copy')!.move(-4)
    expect(told).toEqual(['edit.read-only', 'edit.read-only'])
  })

  it('for a number that is dragged to its end, or held with a key', () => {
    const before = currentFilm()
    const field = numberGesture('camera.edit.duration', (film, value) => setShotDuration(film, 's1', value))
    const gesture = new NumberGesture(() => ({ ...field, value: 24, range: { step: 1 }, show: () => undefined }))
    gesture.press(0)
    for (const x of [10, 20, 30]) gesture.moveTo(x, normal)
    gesture.release()
    expect(told).toEqual(['edit.read-only'])
    for (let repeat = 0; repeat < 3; repeat += 1) gesture.step(1, normal)
    gesture.endSteps()
    expect(told).toEqual(['edit.read-only', 'edit.read-only'])
    expect(currentFilm()).toBe(before)
  })
})

describe('what is told', () => {
  beforeEach(() => stopHearing())
  const ids = () => noticeStore.getState().map(({ id }) => id)

  it('is one thing while it says the same, and the newest of them', () => {
    for (const place of ['~/film', '~/other', '~/film']) tellFailure(new StudioError('edit.read-only', { place }))
    for (let shot = 0; shot < 3; shot += 1) tellFailure(new Error('no film is open'))
    expect(noticeStore.getState()).toMatchObject([
      { error: { details: { place: '~/other' } } },
      { error: { details: { place: '~/film' } } },
      { kind: 'bug', message: 'no film is open' },
    ])
    expect(new Set(ids()).size).toBe(3)
  })

  it('is not the same as an error and as a warning', () => {
    tellFailure(new StudioError('edit.unknown'))
    tellWarning(new StudioError('edit.unknown'))
    expect(new Set(ids()).size).toBe(2)
  })

  it('of what was done is the last, with its own numbers', () => {
    for (const frames of [12, 48]) tellDone('camera.record.done', { frames, keys: 3 })
    expect(noticeStore.getState()).toMatchObject([{ kind: 'done', details: { frames: 48 } }])
  })
})
