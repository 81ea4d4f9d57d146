import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Camera } from '../../../core/contract/generation.ts'
import type { PackSummary } from '../../../core/contract/studio.ts'
import { aBoard, aFilm, aPath, aShot } from '../project/films.ts'
import { openedProject } from '../state/opened-project.ts'
import { CoverageCounter } from '../../../renderer/features/camera/timeline/coverage-counter.ts'
import { KeyDrag } from '../../../renderer/features/camera/timeline/key-drag.ts'
import { selectKeys } from '../../../renderer/features/camera/session/camera-session.ts'
import { currentGeometry } from '../../../renderer/features/camera/session/current-shot.ts'
import { nudgeKeys } from '../../../renderer/features/camera/session/key-actions.ts'
import { closeFilm, filmStore, openFilm } from '../../../renderer/state/film-store.ts'
import { studioStore, type StudioStart } from '../../../renderer/state/mirrors.ts'
import { selectShot } from '../../../renderer/state/workspace-store.ts'

const pack = {
  id: 'embedded',
  sizes: [{ width: 64, height: 64 }],
  frames: { min: 4, max: 16, default: 8 },
  steps: { draft: 1, standard: 4, fine: 8 },
} as unknown as PackSummary

let counted: (readonly Camera[])[] = []
let shown: (readonly number[])[] = []
let signals: AbortSignal[] = []
let answer: (parts: readonly number[]) => void = () => undefined
let counter: CoverageCounter
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  ;[counted, shown, signals] = [[], [], []]
  const call = async () => ({ ok: true, value: { state: 'journaled', problem: null } })
  Object.assign(globalThis, { window: { studio: { call } } })
  studioStore.setState({ studio: { packs: [pack] } as unknown as StudioStart })
  const shot = aShot('s', 'b', { camera: { source: 'keys', path: aPath(), layers: [] } })
  openFilm(openedProject({ film: { ...aFilm(), boards: [aBoard('b')], shots: [shot] } }))
  selectShot('s')
  counter = new CoverageCounter({
    count: (cameras, signal) => {
      counted.push(cameras)
      signals.push(signal)
      return new Promise((resolve) => (answer = resolve))
    },
    show: (parts) => shown.push(parts),
    failed: (thrown) => expect.unreachable(String(thrown)),
  })
  stop = filmStore.subscribe(() => counter.look())
})

afterEach(() => {
  stop()
  counter.stop()
  closeFilm()
  studioStore.setState({ studio: null })
  delete (globalThis as { window?: unknown }).window
  vi.useRealTimers()
})

async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(10_000)
}

test('nothing is counted while a key is dragged, however long it rests, and its end is counted once', async () => {
  counter.look()
  await rest()
  answer([1])
  await rest()
  expect(shown).toEqual([[1]])
  selectKeys([23])
  const drag = KeyDrag.start(23, 'move')
  for (const delta of [-1, -4, -2]) {
    drag?.move(delta)
    await rest()
  }
  expect(counted).toHaveLength(1)
  drag?.end()
  await rest()
  expect(counted).toHaveLength(2)
  expect(counted[1]).toBe(currentGeometry()?.cameras)
  expect(shown).toHaveLength(1)
})

test('a move of the pointer within one frame leaves the film alone, and back at its place the key is where it was', () => {
  const before = currentGeometry()?.cameras
  selectKeys([23])
  const drag = KeyDrag.start(23, 'move')
  drag?.move(-3.2)
  const film = filmStore.getState()
  drag?.move(-2.8)
  expect(filmStore.getState()).toBe(film)
  drag?.move(-3.6)
  expect(filmStore.getState()).not.toBe(film)
  drag?.move(0.4)
  expect(currentGeometry()?.cameras).toEqual(before)
  drag?.cancel()
})

test('a drag leaves the count that runs, and coverage stays as it was before', async () => {
  counter.look()
  await rest()
  selectKeys([23])
  const drag = KeyDrag.start(23, 'move')
  drag?.move(-3)
  expect(signals[0]?.aborted).toBe(true)
  answer([0.5])
  await rest()
  expect(shown).toEqual([])
  drag?.cancel()
  await rest()
  answer([0.75])
  await rest()
  expect(shown).toEqual([[0.75]])
})

test('several edits one after another are counted once, when they have come to rest', async () => {
  selectKeys([23])
  for (let edit = 0; edit < 5; edit++) {
    nudgeKeys(-1)
    await vi.advanceTimersByTimeAsync(50)
  }
  expect(counted).toEqual([])
  await rest()
  expect(counted).toEqual([currentGeometry()?.cameras])
})
