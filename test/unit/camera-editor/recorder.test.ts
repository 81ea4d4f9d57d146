import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cameraSession } from '../../../renderer/features/camera/session/camera-session.ts'
import { currentPath } from '../../../renderer/features/camera/session/current-shot.ts'
import { player } from '../../../renderer/features/camera/session/player.ts'
import {
  cancelRecording,
  isRecording,
  startRecording,
  stopRecording,
} from '../../../renderer/features/camera/session/recorder.ts'
import { closeFilm, filmStore, openFilm } from '../../../renderer/state/film-store.ts'
import { noticeStore } from '../../../renderer/state/notices.ts'
import { selectShot, setShotFrame, showWorkspace, workspaceStore } from '../../../renderer/state/workspace-store.ts'
import { aPath } from '../project/films.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

let leave: () => void
let pilotEnds = 0

/** Flies forward by a unit for each frame. */
const pilot = {
  begin: () => fly(0),
  end: () => void (pilotEnds += 1),
}

function fly(distance: number): void {
  const pose = { position: [0, 0, -distance], orientation: [0, 0, 0, 1] } as const
  cameraSession.setState({ piloted: { pose, focalLengthMm: 24 } })
}

beforeEach(() => {
  ;({ leave } = fakeWindow())
  pilotEnds = 0
  noticeStore.setState([], true)
  workspaceStore.setState({ shotFrames: { s2: 7 } })
  openFilm(openedProject())
  selectShot('s1')
  showWorkspace('camera')
  startRecording(pilot)
})

afterEach(() => {
  cancelRecording()
  player.stop()
  closeFilm()
  leave()
})

/** The countdown takes three seconds, a frame a 24th of one. */
function flyFor(milliseconds: number): void {
  vi.advanceTimersByTime(3000)
  for (let flown = 0; flown < milliseconds; flown += 10) {
    vi.advanceTimersByTime(10)
    if (isRecording()) fly(flown / 100)
  }
}

const told = (): readonly string[] => noticeStore.getState().map(({ kind }) => kind)
const stepsOfUndo = (): number => filmStore.getState().open?.history.past.length ?? 0

describe('a flight', () => {
  it('becomes the path at the end of the shot, or when it is stopped', () => {
    flyFor(1500)
    expect(isRecording()).toBe(false)
    const whole = currentPath()
    expect(whole?.keys.at(-1)?.timeFrames).toBeGreaterThan(20)
    startRecording(pilot)
    flyFor(500)
    stopRecording()
    expect(currentPath()).not.toEqual(whole)
    expect(currentPath()?.keys.at(-1)?.timeFrames).toBeLessThan(14)
    expect([stepsOfUndo(), pilotEnds]).toEqual([2, 2])
  })

  it('is thrown away by Esc', () => {
    flyFor(500)
    cancelRecording()
    expect([currentPath(), stepsOfUndo(), pilotEnds]).toEqual([aPath(), 0, 1])
  })

  it.each([
    { to: 'another shot', go: () => selectShot('s2') },
    { to: 'another workspace', go: () => showWorkspace('generate') },
    { to: 'another project', go: () => openFilm(openedProject({ id: 'aaaaaaaaaaaaaaaa' })) },
    { to: 'the start window', go: closeFilm },
  ])('is thrown away when the user goes to $to', ({ go }) => {
    flyFor(500)
    expect(isRecording()).toBe(true)
    go()
    expect([isRecording(), player.playing, pilotEnds]).toEqual([false, false, 1])
    expect(stepsOfUndo()).toBe(0)
    expect(workspaceStore.getState().shotFrames['s2']).toBe(7)
    expect(told()).toEqual([])
  })

  it('does not begin when the user leaves during the countdown', () => {
    vi.advanceTimersByTime(2000)
    closeFilm()
    openFilm(openedProject())
    vi.advanceTimersByTime(3000)
    setShotFrame('s1', 3)
    expect([isRecording(), player.playing, pilotEnds]).toEqual([false, false, 1])
    expect([currentPath(), told()]).toEqual([aPath(), []])
  })
})
