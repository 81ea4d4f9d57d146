import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportSource } from '../../../core/contract/import-calls.ts'
import { cancelImports, importFrom, importStore } from '../../../renderer/state/imports.ts'

const chosen: string[] = []

beforeEach(() => {
  const call = async (name: string, input: unknown) => {
    expect({ name, input }).toEqual({ name: 'files.choose', input: { kind: 'pictures' } })
    return { ok: true, value: [...chosen] }
  }
  Object.assign(globalThis, { window: { studio: { call } } })
})

afterEach(() => {
  chosen.length = 0
  delete (globalThis as { window?: unknown }).window
})

const runs = () => [...importStore.getState().runs.values()]

test('files of a dialog are imported one by one in their order, and each is counted', async () => {
  chosen.push('a', 'b', 'c')
  const seen: unknown[] = []
  const results = await importFrom('pictures', { from: 'dialog' }, async (source) => {
    seen.push([source, ...runs()])
    return [source]
  })
  const one = (id: string): ImportSource => ({ from: 'dropped', files: [id] })
  expect(results).toEqual([one('a'), one('b'), one('c')])
  expect(seen).toEqual(['a', 'b', 'c'].map((id, done) => [one(id), { kind: 'pictures', done, total: 3 }]))
  expect(runs()).toEqual([])
})

test('a closed dialog imports nothing, and the clipboard is one source', async () => {
  const never = async () => Promise.reject(new Error('imported'))
  expect(await importFrom('pictures', { from: 'dialog' }, never)).toEqual([])
  const clipboard = { from: 'clipboard' } as const
  expect(await importFrom('pictures', clipboard, async (source) => [source])).toEqual([clipboard])
})

test('a cancel ends it at once, even inside of a file, and no other file is begun', async () => {
  chosen.push('a', 'b', 'c')
  const begun: ImportSource[] = []
  const importing = importFrom('pictures', { from: 'dialog' }, (source) => {
    begun.push(source)
    if (begun.length < 2) return Promise.resolve([source])
    queueMicrotask(cancelImports)
    return new Promise<never>(() => undefined)
  })
  await expect(importing).rejects.toMatchObject({ name: 'AbortError' })
  expect(begun).toHaveLength(2)
  expect(runs()).toEqual([])
})

test('what fails ends it, and the next import is another', async () => {
  const failing = importFrom('sounds', { from: 'dropped', files: ['a'] }, () => Promise.reject(new Error('gone')))
  await expect(failing).rejects.toThrow('gone')
  expect(runs()).toEqual([])
  cancelImports()
  expect(await importFrom('sounds', { from: 'dropped', files: ['a'] }, async () => [1])).toEqual([1])
})
