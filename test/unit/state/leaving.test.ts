import { afterEach, beforeEach, expect, test } from 'vitest'
import { leaveEvent } from '../../../core/contract/events.ts'
import { changeShotFacts } from '../../../core/project/edits/shot-facts.ts'
import type { FilmOperation } from '../../../core/project/film-history.ts'
import { openDraft } from '../../../renderer/state/drafts.ts'
import { closeFilm, edit, openFilm } from '../../../renderer/state/film-store.ts'
import { beforeLeaving } from '../../../renderer/state/leaving.ts'
import { closeProject, openProject, saveProject, startStudio } from '../../../renderer/state/projects.ts'
import { openedProject } from './opened-project.ts'

/** What main heard, in its order: names of shots that an edit gave, or the call. */
let heard: string[] = []
const page = new EventTarget()
let closeDraft: () => void = () => undefined

beforeEach(() => {
  heard = []
  const call = async (name: string, input: { readonly operations?: readonly FilmOperation[] }) => {
    for (const operation of input.operations ?? [])
      if (operation.kind === 'edit') heard.push(...(operation.patch.shots?.items.map((shot) => shot.name) ?? []))
    if (name !== 'project.operate' && name.startsWith('project.')) heard.push(name)
    if (name === 'app.start')
      return { ok: true, value: { project: null, projectFailure: null, jobs: [], queue: { rows: [] } } }
    return { ok: true, value: name === 'project.open' ? null : { state: 'saved', problem: null } }
  }
  Object.assign(page, { studio: { call, listen: () => () => undefined } })
  Object.assign(globalThis, { window: page })
  openFilm(openedProject())
})

afterEach(() => {
  closeDraft()
  closeFilm()
  delete (globalThis as { window?: unknown }).window
})

const rename = (name: string) => edit('board.edit.rename', (film) => changeShotFacts(film, ['s1'], { name }))

/** Somebody types, and something else takes some time to end with an edit. */
function begin(): void {
  closeDraft = openDraft(() => rename('typed'))
  beforeLeaving(endsLate)
}

let ends = 0
async function endsLate(): Promise<void> {
  if (ends === 0) return
  ends -= 1
  await new Promise((resolve) => setTimeout(resolve, 5))
  rename('recorded')
}

test('what is typed is saved, and what runs goes on', async () => {
  begin()
  await saveProject()
  expect(heard).toEqual(['typed', 'project.save'])
})

test('a project is closed, or left for another, when main has what was typed and what ran has ended', async () => {
  begin()
  ends = 1
  await openProject({ from: 'dialog' })
  expect(heard).toEqual(['typed', 'recorded', 'project.open'])
  closeDraft()
  closeDraft = openDraft(() => rename('typed again'))
  ends = 1
  heard = []
  await closeProject()
  expect(heard).toEqual(['typed again', 'recorded', 'project.close'])
})

test('the same at the end of the window, and what fails keeps nobody', async () => {
  await startStudio()
  openFilm(openedProject())
  begin()
  ends = 1
  beforeLeaving(() => Promise.reject(new Error('no room')))
  await new Promise<void>((left) =>
    page.dispatchEvent(new CustomEvent(leaveEvent, { cancelable: true, detail: () => left() })),
  )
  expect(heard).toEqual(['typed', 'recorded'])
})
