import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CutItem } from '../../../core/project/schema/cut.ts'
import { duplicateChosen, insertGap } from '../../../renderer/features/timeline/editing/cut-edits.ts'
import { choose, cutSession } from '../../../renderer/features/timeline/cut-view.ts'
import { closeFilm, currentFilm, openFilm } from '../../../renderer/state/film-store.ts'
import { setCutFrame, workspaceStore } from '../../../renderer/state/workspace-store.ts'
import { aFilm } from '../project/films.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

let leave: () => void

beforeEach(() => {
  ;({ leave } = fakeWindow())
  workspaceStore.setState({ cutFrame: 0, slices: {} })
})

afterEach(() => {
  closeFilm()
  leave()
})

/** A clip of 24 frames. */
const clip = (id: string, start = 0, end = start + 24): CutItem => {
  return { kind: 'clip', id, shotId: 's1', source: { start, end }, markers: [] }
}
const gap = (id: string, durationFrames: number): CutItem => ({ kind: 'gap', id, durationFrames })
const dissolve = (id: string): CutItem => ({ kind: 'dissolve', id, inFrames: 3, outFrames: 3 })

function openCut(...items: CutItem[]): void {
  const film = aFilm()
  openFilm(openedProject({ film: { ...film, cut: { ...film.cut, items } } }))
}

/** What the cut shows, item by item: the frames of a clip, the length of a gap. */
const cut = () =>
  currentFilm().cut.items.map((item) => {
    if (item.kind === 'clip') return `${item.source.start}–${item.source.end}`
    return item.kind === 'gap' ? item.durationFrames : '~'
  })

describe('a gap put in', () => {
  const clips = [clip('a'), gap('g', 48), clip('b', 1, 25)]

  it.each([
    { at: 0, makes: [24, '0–24', 48, '1–25'] },
    { at: 10, makes: ['0–10', 24, '10–24', 48, '1–25'] },
    { at: 24, makes: ['0–24', 24, 48, '1–25'] },
    { at: 60, makes: ['0–24', 36, 24, 12, '1–25'] },
    { at: 72, makes: ['0–24', 48, 24, '1–25'] },
    { at: 96, makes: ['0–24', 48, '1–25', 24] },
    { at: 500, makes: ['0–24', 48, '1–25', 24] },
  ])('lies at the playhead: frame $at', ({ at, makes }) => {
    openCut(...clips)
    setCutFrame(at)
    insertGap()
    expect(cut()).toEqual(makes)
  })

  it('takes the place of a dissolve, and leaves another', () => {
    openCut(clip('a'), dissolve('d'), clip('b'), dissolve('e'), clip('c'))
    setCutFrame(24)
    insertGap()
    expect(cut()).toEqual(['0–24', 24, '0–24', '~', '0–24'])
  })
})

describe('copies of clips', () => {
  /** Three different parts of a shot of 24 frames with handles of 6, so that it is seen which is which. */
  const [a, b, c] = [clip('a', 0, 20), clip('b', 1, 21), clip('c', 2, 22)]
  const dissolves = [a, dissolve('d'), b, dissolve('e'), c]

  it.each([
    { chosen: ['a', 'b'], makes: ['0–20', '~', '1–21', '0–20', '1–21', '2–22'] },
    { chosen: ['a', 'c'], makes: ['0–20', '~', '1–21', '~', '2–22', '0–20', '2–22'] },
    { chosen: ['b', 'c'], makes: ['0–20', '~', '1–21', '~', '2–22', '1–21', '2–22'] },
    { chosen: ['b'], makes: ['0–20', '~', '1–21', '1–21', '~', '2–22'] },
    { chosen: ['a'], makes: ['0–20', '0–20', '~', '1–21', '~', '2–22'] },
  ])('of $chosen lie together, and no dissolve moves to other frames', ({ chosen, makes }) => {
    openCut(...dissolves)
    choose(chosen)
    duplicateChosen()
    expect(cut()).toEqual(makes)
    const copies = currentFilm().cut.items.flatMap(({ id }) => (/^[a-e]$/.test(id) ? [] : [id]))
    expect([...cutSession.getState().selection]).toEqual(copies)
  })

  it.each([0, 12])('are made with handles of %d frames', (frames) => {
    const film = aFilm()
    const shots = film.shots.map((shot) => ({ ...shot, handles: { headFrames: frames, tailFrames: frames } }))
    // Without handles only the shot's own frames are there to dissolve with.
    const items = [clip('a', 3, 21), dissolve('d'), clip('b', 3, 21), dissolve('e'), clip('c', 3, 21)]
    openFilm(openedProject({ film: { ...film, shots, cut: { ...film.cut, items } } }))
    choose(['a', 'b'])
    duplicateChosen()
    expect(cut()).toEqual(['3–21', '~', '3–21', '3–21', '3–21', '3–21'])
    expect(
      currentFilm()
        .cut.items.map(({ id }) => id)
        .slice(0, 3),
    ).toEqual(['a', 'd', 'b'])
  })
})
