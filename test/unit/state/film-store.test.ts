import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OpenedProject } from '../../../core/contract/studio.ts'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { changeShotSettings } from '../../../core/project/edits/shots.ts'
import { applyOperation, type FilmHistory, type FilmOperation } from '../../../core/project/film-history.ts'
import { newHistory } from '../../../core/project/history.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import * as store from '../../../renderer/state/film-store.ts'
import { noticeStore } from '../../../renderer/state/notices.ts'
import { aFilm } from '../project/films.ts'
import { openedProject } from './opened-project.ts'

let operations: FilmOperation[] = []

beforeEach(() => {
  operations = []
  noticeStore.setState([], true)
  const call = async (name: string, input: unknown) => {
    if (name === 'project.operate') operations.push(...(input as { operations: FilmOperation[] }).operations)
    return { ok: true, value: { state: 'journaled', problem: null } }
  }
  Object.assign(globalThis, { window: { studio: { call } } })
})

afterEach(() => {
  store.closeFilm()
  delete (globalThis as { window?: unknown }).window
})

function open(change: Partial<OpenedProject> = {}): void {
  store.openFilm(openedProject(change))
}

const refused = (film: Film) => changeFilmSettings(film, { sensorWidthMm: -1 })
const rename = (name: string) => (film: Film) => changeShotSettings(film, film.shots[0]!.id, { name })

test('main, told of the operations, holds the same film and the same undo as the window', async () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant('edit' as const), name: fc.string({ maxLength: 5 }) }),
    fc.record({ kind: fc.constant('preview' as const), name: fc.string({ maxLength: 5 }) }),
    fc.record({ kind: fc.constantFrom('begin' as const, 'commit' as const, 'cancel' as const) }),
    fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'refused' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
      operations = []
      open()
      let gesture: store.FilmGesture | null = null
      for (const each of actions) {
        if (each.kind === 'edit') store.edit('board.edit.rename', rename(each.name))
        else if (each.kind === 'preview') gesture?.preview(rename(each.name))
        else if (each.kind === 'begin') gesture = store.beginGesture('board.edit.rename')
        else if (each.kind === 'commit') gesture?.commit()
        else if (each.kind === 'cancel') gesture?.cancel()
        else if (each.kind === 'refused') store.edit('board.edit.rename', refused)
        else if (each.kind === 'undo') store.undo()
        else store.redo()
      }
      gesture?.commit()
      await store.editsDelivered()
      const main = operations.reduce<FilmHistory>(applyOperation, newHistory(aFilm()))
      expect(main).toEqual(store.filmStore.getState().open?.history)
    }),
  )
})

test('a gesture that has ended does nothing to the one after it', () => {
  open()
  const drag = store.beginGesture('board.edit.rename')!
  drag.preview(rename('dragged'))
  const other = store.beginGesture('board.edit.rename')!
  other.preview(rename('other'))
  drag.preview(rename('late'))
  drag.cancel()
  drag.commit()
  expect([drag.isRunning(), other.isRunning()]).toEqual([false, true])
  expect(store.currentFilm().shots[0]!.name).toBe('other')
  store.edit('board.edit.rename', rename('edited'))
  other.cancel()
  const names = [...store.filmStore.getState().open!.history.past.map(({ document }) => document), store.currentFilm()]
  expect(names.map((film) => film.shots[0]!.name)).toEqual(['Shot s1', 'dragged', 'other', 'edited'])
})

test('what the film refuses is told, changes nothing and goes nowhere', async () => {
  open()
  const before = store.currentFilm()
  expect(store.edit('board.edit.rename', refused)).toBe(false)
  await store.editsDelivered()
  expect(store.currentFilm()).toBe(before)
  expect(operations).toEqual([])
  expect(noticeStore.getState()).toMatchObject([{ kind: 'error', error: { code: 'edit.refused' } }])
})

test('a read-only film is not edited, and says why', () => {
  open({ writable: false })
  for (const change of [
    () => expect(store.edit('board.edit.rename', rename('new'))).toBe(false),
    () => expect(store.beginGesture('board.edit.rename')).toBe(null),
    store.undo,
  ]) {
    noticeStore.setState([], true)
    change()
    expect(noticeStore.getState()).toMatchObject([{ error: { code: 'edit.read-only' } }])
  }
})

test('while main has not every edit, nothing is called saved, and what needs its film does not go on', async () => {
  let refuses = true
  const call = async (name: string) =>
    name === 'project.operate' && refuses
      ? { ok: false, failure: { kind: 'error', error: { code: 'edit.refused', details: { place: 'shots' } } } }
      : { ok: true, value: { state: 'journaled', problem: null } }
  Object.assign(globalThis, { window: { studio: { call } } })
  open()
  store.edit('shell.edit.import', rename('Harbour'))
  await expect(store.editsDelivered()).rejects.toMatchObject({ name: 'AbortError' })
  const saveState = () => store.filmStore.getState().open?.save
  expect(saveState()).toMatchObject({ state: 'failed', problem: { code: 'edit.refused' } })
  // Main's own save of the film that it has.
  store.setSaveState('0123456789abcdef', { state: 'saved', problem: null })
  expect(saveState()).toMatchObject({ state: 'failed' })
  refuses = false
  await store.editsDelivered()
  expect(saveState()).toEqual({ state: 'journaled', problem: null })
})
