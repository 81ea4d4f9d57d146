import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CutItem } from '../../../core/project/schema/cut.ts'
import { insertGap } from '../../../renderer/features/timeline/editing/cut-edits.ts'
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
