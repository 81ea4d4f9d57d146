import type { PointerEvent, WheelEvent } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shownCrop } from '../../../core/framing/crop-box.ts'
import {
  dragCrop,
  wheelCrop,
  type CropOnScreen,
} from '../../../renderer/features/storyboard/board-view/crop-gestures.ts'
import { commitDrafts } from '../../../renderer/state/drafts.ts'
import { beginGesture, closeFilm, currentFilm, filmStore, openFilm } from '../../../renderer/state/film-store.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

const listeners = new Map<string, (event: object) => void>()
let leave: () => void

beforeEach(() => {
  ;({ leave } = fakeWindow())
  Object.assign((globalThis as unknown as { window: object }).window, {
    addEventListener: (name: string, listen: (event: object) => void, { signal }: { signal: AbortSignal }) => {
      listeners.set(name, listen)
      signal.addEventListener('abort', () => listeners.delete(name))
    },
  })
  openFilm(openedProject())
})

afterEach(() => {
  vi.runAllTimers()
  closeFilm()
  leave()
})

/** The first board's picture, a thousand pixels wide and high on the screen. */
function onScreen(): CropOnScreen {
  const { boards, format } = currentFilm()
  const [board] = boards
  const frame = { picture: board!.picture, aspect: format.width / format.height }
  const plane = { left: 0, top: 0, width: 1000, height: 1000 } as ReturnType<CropOnScreen['plane']>
  return { boardId: board!.id, frame, crop: shownCrop(frame, board!.crop), plane: () => plane }
}

const turn = (): void => wheelCrop({ clientX: 500, clientY: 500, deltaY: -300 } as WheelEvent, onScreen())
const press = (): void =>
  dragCrop({ button: 0, clientX: 500, clientY: 500, stopPropagation: () => undefined } as PointerEvent, onScreen())
const moveTo = (clientX: number): void => listeners.get('pointermove')!({ clientX, clientY: 500 })
const crop = () => onScreen().crop
const past = () => filmStore.getState().open!.history.past.length
const gesture = () => filmStore.getState().open!.history.gesture !== null

describe('the wheel over a crop', () => {
  it('is one step of undo while it turns on, and ends by itself', () => {
    const { width } = crop()
    turn()
    vi.advanceTimersByTime(300)
    turn()
    expect([past(), gesture()]).toEqual([0, true])
    vi.advanceTimersByTime(400)
    expect([past(), gesture()]).toEqual([1, false])
    expect(crop().width).toBeLessThan(width)
  })

  it('lets a drag that follows at once go on, as a step of its own', () => {
    turn()
    vi.advanceTimersByTime(150)
    press()
    moveTo(510)
    const early = crop().x
    vi.advanceTimersByTime(1000)
    expect(gesture()).toBe(true)
    moveTo(560)
    expect(crop().x).toBeCloseTo(early + 0.05)
    listeners.get('pointerup')!({})
    expect([past(), gesture()]).toEqual([2, false])
  })

  it('begins anew after another gesture, and leaves that one alone', () => {
    turn()
    const other = beginGesture('board.edit.duration')!
    vi.advanceTimersByTime(1000)
    expect(other.isRunning()).toBe(true)
    const { width } = crop()
    turn()
    expect(other.isRunning()).toBe(false)
    expect(crop().width).toBeLessThan(width)
    vi.advanceTimersByTime(1000)
    expect(past()).toBe(2)
  })

  it('is an edit at once for whoever needs all that was done', () => {
    turn()
    commitDrafts()
    expect([past(), gesture()]).toEqual([1, false])
  })
})
