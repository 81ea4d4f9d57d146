import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cameraSession, selectKeys } from '../../../renderer/features/camera/session/camera-session.ts'
import { currentPath } from '../../../renderer/features/camera/session/current-shot.ts'
import { selectAllKeys } from '../../../renderer/features/camera/session/key-actions.ts'
import {
  changeTransform,
  hostTransforms,
  startTransform,
  takeBackTransform,
  takeTransform,
} from '../../../renderer/features/camera/session/key-transform.ts'
import { pressed } from '../../../renderer/features/camera/model/key-transform.ts'
import { closeFilm, filmStore, openFilm, undo } from '../../../renderer/state/film-store.ts'
import { noticeStore } from '../../../renderer/state/notices.ts'
import { selectShot, showWorkspace } from '../../../renderer/state/workspace-store.ts'
import { aPath } from '../project/films.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

let leave: () => void
let stopHosting: () => void

beforeEach(() => {
  ;({ leave } = fakeWindow())
  noticeStore.setState([], true)
  openFilm(openedProject())
  selectShot('s1')
  showWorkspace('camera')
  stopHosting = hostTransforms()
})

afterEach(() => {
  stopHosting()
  closeFilm()
  leave()
})

function type(keys: string): void {
  for (const key of keys) {
    const { transform } = cameraSession.getState()
    const answer = transform === null ? 'other' : pressed(transform, key, '')
    if (typeof answer !== 'string') changeTransform(answer)
  }
}

const runs = (): boolean => cameraSession.getState().transform !== null
const history = () => filmStore.getState().open!.history
const places = (): number[] => (currentPath()?.keys ?? []).map(({ position }) => position[0])
const told = () => noticeStore.getState().map((notice) => (notice.kind === 'done' ? notice.text : notice.kind))

describe('keys after G', () => {
  it('move by what is typed, in metres, as one step of undo', () => {
    const { metresPerUnit } = history().present
    selectKeys([23])
    startTransform('move')
    type('x1.5')
    expect(places()[1]).toBeCloseTo(0.2 + 1.5 / metresPerUnit)
    expect([history().past.length, runs()]).toEqual([0, true])
    takeTransform()
    expect(places()[1]).toBeCloseTo(0.2 + 1.5 / metresPerUnit)
    expect([history().past.length, history().gesture, runs()]).toEqual([1, null, false])
    undo()
    expect(currentPath()).toEqual(aPath())
  })

  it('are what they were when it is taken back, or comes to nothing', () => {
    selectKeys([23])
    for (const [keys, end] of [
      ['x15', takeBackTransform],
      ['x0', takeTransform],
      ['x', takeTransform],
      ['', takeTransform],
    ] as const) {
      startTransform('move')
      type(keys)
      end()
      expect([currentPath(), history().past.length, history().gesture, runs()]).toEqual([aPath(), 0, null, false])
    }
  })

  it('leave the board’s own camera where it is, and say so where no other is chosen', () => {
    selectAllKeys()
    startTransform('rotate')
    type('y10')
    takeTransform()
    const [first, last] = currentPath()!.keys
    expect(first).toEqual(aPath().keys[0])
    expect(last!.orientation).not.toEqual(aPath().keys[1]!.orientation)
    selectKeys([0])
    startTransform('move')
    expect([runs(), told()]).toEqual([false, ['camera.look.anchor']])
  })

  it('are not waited for without a chosen key, while piloting, or where no viewport listens', () => {
    startTransform('rotate')
    expect([runs(), cameraSession.getState().gizmo]).toEqual([false, 'rotate'])
    selectKeys([23])
    cameraSession.setState({ pilot: true })
    startTransform('move')
    expect(runs()).toBe(false)
    cameraSession.setState({ pilot: false })
    stopHosting()
    startTransform('move')
    expect([runs(), cameraSession.getState().gizmo, told()]).toEqual([false, 'move', []])
    stopHosting = hostTransforms()
  })
})

describe('a running move', () => {
  beforeEach(() => {
    selectKeys([23])
    startTransform('move')
    type('z2')
  })

  it.each([
    { to: 'another shot', go: () => selectShot('s2') },
    { to: 'another workspace', go: () => showWorkspace('board') },
    { to: 'the start window', go: closeFilm },
    { to: 'a window without the viewport', go: () => stopHosting() },
  ])('is taken back when the user goes to $to', ({ go }) => {
    go()
    expect(runs()).toBe(false)
    if (filmStore.getState().open === null) return
    expect([history().past.length, history().gesture]).toEqual([0, null])
  })

  it('ends when it is undone', () => {
    undo()
    expect([currentPath(), runs()]).toEqual([aPath(), false])
    type('5')
    expect(currentPath()).toEqual(aPath())
  })

  it('is taken where the other kind begins', () => {
    startTransform('rotate')
    expect([history().past.length, cameraSession.getState().transform?.kind]).toEqual([1, 'rotate'])
  })
})

it('a project that is only read says so once, and nothing goes on', () => {
  closeFilm()
  openFilm(openedProject({ writable: false }))
  selectShot('s1')
  selectKeys([23])
  startTransform('move')
  type('x12')
  expect([runs(), told(), currentPath()]).toEqual([false, ['error'], aPath()])
})
