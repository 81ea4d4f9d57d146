import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeFilm, currentFilm, openFilm } from '../../../renderer/state/film-store.ts'
import { importPictureFiles, importPictures } from '../../../renderer/state/import-pictures.ts'
import { openedProject } from './opened-project.ts'

const [first, second] = ['0123456789abcdef', 'fedcba9876543210'] as const
const files = [
  { id: 'pages', name: 'boards.pdf', kind: 'picture' },
  { id: 'script', name: 'script.fountain', kind: 'story' },
]

/** Calls with the project that they name, in their order. */
let asked: string[] = []
let during: Record<string, () => void> = {}

beforeEach(() => {
  asked = []
  during = {}
  const answers: Record<string, unknown> = {
    'files.list': { files, leftOut: 0 },
    'pictures.import': [],
    'story.import': { story: { title: 'Script', scenes: [], rate: null }, notes: [] },
  }
  const call = async (name: string, input: { readonly projectId?: string }) => {
    asked.push(`${name} ${input.projectId ?? ''}`.trim())
    await Promise.resolve()
    during[name]?.()
    return { ok: true, value: answers[name] ?? {} }
  }
  const register = async (dropped: readonly unknown[]) => dropped.map((_, index) => `file ${index}`)
  Object.assign(globalThis, { window: { studio: { call, register } } })
  openFilm(openedProject({ id: first }))
})

afterEach(() => {
  closeFilm()
  delete (globalThis as { window?: unknown }).window
})

const isAborted = { name: 'AbortError' }
const drop = () => importPictures({ from: 'dropped', files: ['a', 'b'] })
const openAnother = () => openFilm(openedProject({ id: second }))

test('what is dropped goes into the project that it was dropped on', async () => {
  await drop()
  expect(asked.filter((call) => call.includes('import'))).toEqual([`pictures.import ${first}`, `story.import ${first}`])
})

test('the rest of a drop goes into no other project that is opened meanwhile', async () => {
  for (const name of ['files.list', 'pictures.import', 'project.keepSnapshot']) {
    openFilm(openedProject({ id: first }))
    asked = []
    during = { [name]: openAnother }
    await drop().catch((thrown: unknown) => expect(thrown).toMatchObject(isAborted))
    expect(
      asked.filter((call) => call.includes(second)),
      name,
    ).toEqual([])
    expect(currentFilm()).toEqual(openedProject().film)
  }
})

test('nor do files whose names are still being read', async () => {
  during = { 'files.list': openAnother }
  await expect(importPictureFiles([{}, {}] as File[], 'Untitled')).rejects.toMatchObject(isAborted)
  expect(asked).toEqual(['files.list'])
})
