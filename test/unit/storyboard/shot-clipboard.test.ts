import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { commandFor } from '../../../renderer/app/commands/keys.ts'
import { commandTable } from '../../../renderer/app/commands/table.ts'
import { chooseShots, selectedShotIds } from '../../../renderer/features/storyboard/selection.ts'
import {
  copySelected,
  cutSelected,
  needsCopied,
  pasteCopied,
} from '../../../renderer/features/storyboard/shot-clipboard.ts'
import { closeFilm, currentFilm, filmStore, openFilm, undo } from '../../../renderer/state/film-store.ts'
import { noticeStore } from '../../../renderer/state/notices.ts'
import { showWorkspace } from '../../../renderer/state/workspace-store.ts'
import { shotOrder, story } from '../project/films.ts'
import { fakeWindow, openedProject } from '../state/opened-project.ts'

let leave: () => void
let written: string[]

beforeEach(() => {
  ;({ leave } = fakeWindow())
  written = []
  const clipboard = { writeText: async (words: string) => void written.push(words) }
  vi.stubGlobal('navigator', { clipboard })
  vi.stubGlobal('document', { querySelector: () => null, getElementById: () => null, body: null, activeElement: null })
  vi.stubGlobal('requestAnimationFrame', () => 0)
  noticeStore.setState([], true)
  openFilm(openedProject({ film: story() }))
  showWorkspace('board')
})

afterEach(() => {
  closeFilm()
  vi.unstubAllGlobals()
  leave()
})

const order = () => shotOrder(currentFilm())
const steps = () => filmStore.getState().open!.history.past.length

test('copied shots are pasted after the chosen ones, chosen then, one step of undo', () => {
  chooseShots(['s-a', 's-b'])
  copySelected()
  expect([written, steps()]).toEqual([['Shot s-a\nShot s-b'], 0])
  chooseShots(['s-c'])
  pasteCopied()
  expect(currentFilm().shots.map(({ name }) => name.slice(7))).toEqual(['a', 'b', 'c', 'aB', 'bB', 'd'])
  const [first, second] = currentFilm().shots.slice(3)
  expect([selectedShotIds(), steps()]).toEqual([[first!.id, second!.id], 1])
  undo()
  expect(order()).toBe('abcd')
})

test('cut shots are moved, as a step each', () => {
  chooseShots(['s-a', 's-b'])
  cutSelected()
  expect([order(), steps()]).toEqual(['cd', 1])
  chooseShots(['s-d'])
  pasteCopied()
  expect([order(), steps(), selectedShotIds()]).toEqual(['cdab', 2, ['s-a', 's-b']])
  undo()
  undo()
  expect(order()).toBe('abcd')
})

test('nothing is pasted before anything was copied, or in another project', () => {
  expect(needsCopied()).toBe('story.needs-copied')
  chooseShots(['s-a'])
  copySelected()
  expect(needsCopied()).toBeNull()
  openFilm(openedProject({ id: 'aaaaaaaaaaaaaaaa', film: story() }))
  expect(needsCopied()).toBe('story.needs-copied')
  pasteCopied()
  expect(order()).toBe('abcd')
})

test('a project that is only read can be copied from and stays as it is', () => {
  openFilm(openedProject({ film: story(), writable: false }))
  chooseShots(['s-a'])
  cutSelected()
  pasteCopied()
  expect([order(), noticeStore.getState().map(({ kind }) => kind)]).toEqual(['abcd', ['error']])
  expect(needsCopied()).toBeNull()
})

test('Ctrl+V is left to the paste event, which alone knows of pictures in the clipboard', () => {
  vi.stubGlobal('Element', EventTarget)
  const press = (code: string) =>
    ({
      key: code.slice(3).toLowerCase(),
      code,
      getModifierState: (name: string) => name === 'Control',
      ctrlKey: true,
      target: null,
    }) as unknown as KeyboardEvent
  vi.stubGlobal('document', { activeElement: { closest: () => ({ dataset: { zone: 'boards' } }) } })
  expect(commandFor(press('KeyC'), commandTable)?.id).toBe('board.copy-shots')
  expect(commandFor(press('KeyV'), commandTable)).toBeNull()
})
