import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeShotFacts, commonFact } from '../../../core/project/edits/shot-facts.ts'
import { applyOperation, type FilmHistory, type FilmOperation } from '../../../core/project/film-history.ts'
import { newHistory } from '../../../core/project/history.ts'
import { commitDrafts, draftStore, openDraft } from '../../../renderer/state/drafts.ts'
import {
  beginGesture,
  closeFilm,
  currentFilm,
  edit,
  filmStore,
  newVisit,
  openFilm,
} from '../../../renderer/state/film-store.ts'
import { dismissNotice, noticeStore } from '../../../renderer/state/notices.ts'
import { connectDrafts } from '../../../renderer/ui/fields/draft-owner.ts'
import { TextDraft } from '../../../renderer/ui/fields/text-draft.ts'
import { aFilm } from '../project/films.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

let operations: FilmOperation[] = []
let leave: () => void
const drafts: TextDraft[] = []

beforeEach(() => {
  ;({ leave } = fakeWindow())
  connectDrafts({ openDraft, newVisit })
  start()
})

afterEach(async () => {
  for (const draft of drafts.splice(0)) draft.dispose()
  await vi.runAllTimersAsync()
  closeFilm()
  leave()
})

function start(writable = true): void {
  operations = []
  const call = async (name: string, input: unknown) => {
    if (name === 'project.operate') operations.push(...(input as { operations: FilmOperation[] }).operations)
    return { ok: true, value: { state: 'journaled', problem: null } }
  }
  Object.assign(globalThis, { window: { studio: { call } } })
  openFilm(openedProject({ writable }))
}

/** The note of shots as the inspector has it. @param shotIds those that are chosen */
function noteField(shotIds: readonly string[] = ['s1'], { savesWhileTyping = true } = {}) {
  const state = { shown: null as string | null, canceled: 0, focused: true }
  const note = () =>
    commonFact(
      currentFilm().shots.filter(({ id }) => shotIds.includes(id)),
      (shot) => shot.note,
    )
  const draft: TextDraft = new TextDraft(() => ({
    value: note() ?? '',
    savesWhileTyping,
    onCommit: (words) => edit('shot.edit.facts', (film) => changeShotFacts(film, shotIds, { note: words })),
    onCancel: () => (state.canceled += 1),
    show: (typed) => (state.shown = typed),
    // Chromium ends what is composed before it takes the focus away.
    blur: () => {
      state.focused = false
      draft.compose(false)
      draft.leave()
    },
  }))
  drafts.push(draft)
  return { draft, state, note }
}

const steps = () => filmStore.getState().open!.history.past.length
/** The film as main has it, of the operations that reached it. */
const mains = () => operations.reduce<FilmHistory>(applyOperation, newHistory(aFilm()))
const notes = (film = currentFilm()) => film.shots.map(({ note }) => note)

describe('text that is typed', () => {
  it('is an edit as soon as somebody needs it, goes on, and is one step of undo when it is left', async () => {
    const { draft, state, note } = noteField(['s1'], { savesWhileTyping: false })
    draft.type('Fog')
    expect([note(), draftStore.getState().isOpen]).toEqual(['', true])
    commitDrafts()
    expect([note(), state.shown, state.focused]).toEqual(['Fog', 'Fog', true])
    draft.type('Fog lifts')
    commitDrafts()
    commitDrafts()
    draft.type('Fog lifts.')
    draft.leave()
    expect([note(), state.shown, steps(), draftStore.getState().isOpen]).toEqual(['Fog lifts.', null, 1, false])
    await vi.runAllTimersAsync()
    expect(mains()).toEqual(filmStore.getState().open!.history)
    expect(operations.filter(({ kind }) => kind === 'edit')).toHaveLength(3)
  })

  it('reaches main within a second, however long it goes on without a rest', async () => {
    const { draft } = noteField()
    for (let letter = 1; letter <= 30; letter += 1) {
      draft.type('x'.repeat(letter))
      await vi.advanceTimersByTimeAsync(100)
      expect(notes(mains().present)[0]!.length).toBeGreaterThanOrEqual(letter - 10)
    }
    expect(steps()).toBe(1)
    const asked = noteField(['s2'], { savesWhileTyping: false })
    asked.draft.type('half a time code')
    await vi.advanceTimersByTimeAsync(5000)
    expect(notes()[1]).toBe('')
  })

  it('is taken back by Esc, whatever was saved of it, and what came between stays', () => {
    const { draft, note, state } = noteField()
    draft.type('Fog')
    vi.advanceTimersByTime(1500)
    draft.cancel()
    draft.leave()
    expect([note(), steps(), state.canceled]).toEqual(['', 0, 1])
    draft.type('Fog')
    vi.advanceTimersByTime(1500)
    edit('board.edit.rename', (film) => changeShotFacts(film, ['s2'], { name: 'Quay' }))
    draft.cancel()
    draft.leave()
    expect([note(), currentFilm().shots[1]!.name]).toEqual(['', 'Quay'])
  })

  it('that is erased again leaves shots that differ as they were', () => {
    edit('shot.edit.facts', (film) => changeShotFacts(film, ['s1'], { note: 'Dawn' }))
    const { draft, note } = noteField(['s1', 's2'])
    draft.type('F')
    vi.advanceTimersByTime(1500)
    expect(note()).toBe('F')
    draft.type('')
    draft.leave()
    expect(notes()).toEqual(['Dawn', ''])
  })

  it('stays when its field goes away without being left, but for another project', () => {
    const { draft, note } = noteField()
    draft.type('Fog')
    draft.dispose()
    expect([note(), draftStore.getState().isOpen]).toEqual(['Fog', false])
    draft.type('Fog, and rain')
    openFilm(openedProject({ id: 'fedcba9876543210' }))
    draft.dispose()
    expect(notes()).toEqual(['', ''])
  })

  it('ends no drag, and no drag ends it', () => {
    const { draft } = noteField()
    const drag = beginGesture('board.edit.rename')!
    drag.preview((film) => changeShotFacts(film, ['s2'], { name: 'Quay' }))
    draft.type('Fog')
    draft.cancel()
    draft.leave()
    expect(drag.isRunning()).toBe(true)
    drag.commit()
    expect(steps()).toBe(1)
  })

  it('is refused once while it goes on', () => {
    start(false)
    const told: string[] = []
    const stop = noticeStore.subscribe(([notice]) => {
      if (notice === undefined) return
      told.push(notice.id)
      dismissNotice(notice.id)
    })
    const { draft } = noteField()
    for (let letter = 1; letter <= 10; letter += 1) {
      draft.type('x'.repeat(letter))
      vi.advanceTimersByTime(1500)
    }
    expect(told).toHaveLength(1)
    stop()
  })
})

describe('what is being composed', () => {
  it('is in no edit before it has ended', () => {
    const { draft, note } = noteField()
    draft.type('안')
    draft.compose(true)
    draft.type('안ㄴ')
    vi.advanceTimersByTime(3000)
    expect(note()).toBe('')
    // The next syllable begins at once, as it does in Korean; then a space ends the last one.
    draft.compose(false)
    draft.compose(true)
    draft.type('안녀')
    vi.advanceTimersByTime(3000)
    expect(note()).toBe('')
    draft.type('안녕')
    draft.compose(false)
    vi.advanceTimersByTime(1)
    expect(note()).toBe('안녕')
  })

  it('is ended by the system before all is saved at the end', () => {
    const { draft, state, note } = noteField()
    draft.compose(true)
    draft.type('かぜ')
    commitDrafts()
    expect([note(), state.focused, steps()]).toEqual(['かぜ', false, 1])
  })
})

it('any visits: each is one step or none, the last words count, and main has the same film and undo', async () => {
  const text = fc.constantFrom('', 'a', 'ab', 'abc', 'b')
  const event = fc.oneof(
    fc.record({ kind: fc.constant('type' as const), text }),
    fc.record({ kind: fc.constantFrom('save' as const, 'wait' as const) }),
  )
  const visit = fc.record({ events: fc.array(event, { maxLength: 8 }), isCanceled: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { maxLength: 4 }), async (visits) => {
      start()
      const { draft, note } = noteField()
      for (const { events, isCanceled } of visits) {
        const [before, stepsBefore] = [note(), steps()]
        let last = before
        for (const each of events) {
          if (each.kind === 'type') draft.type((last = each.text))
          else if (each.kind === 'save') commitDrafts()
          else vi.advanceTimersByTime(1100)
        }
        if (isCanceled) draft.cancel()
        draft.leave()
        expect(note()).toBe(isCanceled ? before : last)
        expect(steps() - stepsBefore).toBe(note() === before ? 0 : 1)
      }
      await vi.runAllTimersAsync()
      expect(mains()).toEqual(filmStore.getState().open!.history)
    }),
    { numRuns: 200 },
  )
})
