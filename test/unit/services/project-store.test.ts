import fc from 'fast-check'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { anyGesture, open, renameTo, shown } from './project-films.ts'
import { begin, crashed, crashedInSave, operate } from './project-session.ts'

const step = fc.oneof(
  { weight: 6, arbitrary: anyGesture.map((gesture) => ({ do: 'operate', gesture }) as const) },
  fc.constantFrom({ do: 'save' } as const, { do: 'reopen' } as const, { do: 'crash' } as const),
  fc.constantFrom(0, 1, 2, 3).map((written) => ({ do: 'crash in save', written }) as const),
)

test('after any edits, saves, reopenings and crashes, film and undo are what they were', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const session = await begin()
      for (const each of steps) {
        if (each.do === 'operate') await operate(session, each.gesture)
        else if (each.do === 'save')
          expect(await session.opened.store.save()).toEqual({ state: 'saved', problem: null })
        else {
          const { folder } = session.opened.store
          const next =
            each.do === 'reopen'
              ? folder
              : each.do === 'crash'
                ? crashed(session)
                : await crashedInSave(session, each.written)
          await session.opened.store.close()
          session.opened = await open(next)
          session.done = 0
          if (each.do === 'reopen') expect(session.opened.recoveredEdits).toBe(0)
        }
        expect(session.opened.notices).toEqual([])
        expect(shown(session.opened.store.history)).toEqual(shown(session.model))
      }
      await session.opened.store.close()
    }),
    { numRuns: 25 },
  )
})

test.each([0, 1, 2, 3] as const)(
  'undo that leads back to the saved film survives a save cut short after %d files',
  async (written) => {
    const session = await begin()
    await operate(session, renameTo('One'))
    await session.opened.store.save()
    await operate(session, renameTo('Two'))
    await operate(session, () => ({ kind: 'undo' }))
    const again = await open(await crashedInSave(session, written))
    expect(shown(again.store.history)).toEqual(shown(session.model))
  },
)

test('undo made after a save comes back from the journal, and can be redone', async () => {
  const session = await begin()
  await operate(session, renameTo('One'))
  await operate(session, renameTo('Two'))
  await session.opened.store.save()
  await operate(session, () => ({ kind: 'undo' }))
  const again = await open(crashed(session))
  expect(again.recoveredEdits).toBe(1)
  expect(again.store.film.name).toBe('One')
  expect(shown(again.store.history)).toEqual(shown(session.model))
})

test('without saved undo, an undo in the journal still leads to its film', async () => {
  const session = await begin()
  await operate(session, renameTo('One'))
  await session.opened.store.save()
  await operate(session, () => ({ kind: 'undo' }))
  const image = crashed(session)
  rmSync(join(image, 'history.json'))
  const again = await open(image)
  expect(again.store.film.name).toBe('Harbour')
  expect(again.store.history.future.map(({ document }) => document.name)).toEqual(['One'])
})

test('a second store on the folder is read-only with a reason, sees journaled edits, and writes nothing', async () => {
  const session = await begin()
  await operate(session, renameTo('One'))
  const { folder } = session.opened.store
  const files = readdirSync(folder).toSorted()
  const second = await open(folder)
  expect(second.store.writable).toBe(false)
  expect(second.store.readOnlyReason?.code).toBe('project.read-only.other-program')
  expect(second).toMatchObject({ recoveredEdits: 0, notices: [] })
  expect(second.store.film.name).toBe('One')
  await expect(second.store.operate(0, [renameTo('Mine')(second.store.history)])).rejects.toMatchObject({
    code: 'project.read-only',
  })
  await second.store.close()
  expect(readdirSync(folder).toSorted()).toEqual(files)
  await operate(session, renameTo('Two'))
  await session.opened.store.close()
  const third = await open(folder)
  expect(third.store.writable).toBe(true)
  expect(third.store.film.name).toBe('Two')
})

test.each([
  ['a process that is gone', { pid: 2 ** 22 - 1 }],
  ['a process that has its number since', { start: '1' }],
])('the lock of %s is taken over', async (_, change) => {
  const session = await begin()
  const { folder } = session.opened.store
  const holder = JSON.parse(readFileSync(join(folder, 'project.lock'), 'utf8')) as { pid: number }
  const image = crashed(session)
  const gone = { ...holder, pid: process.ppid, token: 'theirs', ...change }
  writeFileSync(join(image, 'project.lock'), JSON.stringify(gone))
  const { store } = await open(image)
  expect(store.writable).toBe(true)
  await store.close()
  expect(existsSync(join(image, 'project.lock'))).toBe(false)
})

test('operations that come twice are done once, and a gap is refused', async () => {
  const { store } = (await begin()).opened
  const first = renameTo('One')(store.history)
  const second = { kind: 'undo' } as const
  await store.operate(0, [first])
  await store.operate(0, [first, second])
  expect(store.film.name).toBe('Harbour')
  await store.operate(1, [second])
  expect(store.history.future).toHaveLength(1)
  await expect(store.operate(3, [second])).rejects.toThrow(RangeError)
})

test('somebody else’s project.json is kept beside ours, and told once', async () => {
  const session = await begin()
  await operate(session, renameTo('Ours'))
  const { folder } = session.opened.store
  const theirs = readFileSync(join(folder, 'project.json'), 'utf8').replace('Harbour', 'Theirs')
  writeFileSync(join(folder, 'project.json'), theirs)
  const state = await session.opened.store.save()
  expect(state).toMatchObject({ state: 'saved', problem: { code: 'project.save.changed-outside' } })
  const copy = String(state.problem?.details['copy'])
  expect(readFileSync(join(folder, copy), 'utf8')).toBe(theirs)
  await operate(session, renameTo('Ours again'))
  expect(await session.opened.store.save()).toEqual({ state: 'saved', problem: null })
  await session.opened.store.close()
  expect((await open(folder)).store.film.name).toBe('Ours again')
})

test('a folder that goes away keeps the film in memory, and comes back with all edits', async () => {
  const session = await begin()
  await operate(session, renameTo('One'))
  const { folder } = session.opened.store
  const aside = temporaryFolder()
  cpSync(folder, aside, { recursive: true })
  rmSync(folder, { recursive: true })
  await operate(session, renameTo('Two'))
  expect(session.opened.store.state).toMatchObject({ state: 'failed', problem: { code: 'project.save.gone' } })
  expect(await session.opened.store.save()).toMatchObject({ state: 'failed' })
  expect(existsSync(folder)).toBe(false)
  cpSync(aside, folder, { recursive: true })
  await operate(session, renameTo('Three'))
  expect(session.opened.store.film.name).toBe('Three')
  expect(await session.opened.store.save()).toEqual({ state: 'saved', problem: null })
  await session.opened.store.close()
  expect(shown((await open(folder)).store.history)).toEqual(shown(session.model))
})

test('what is no project, or leads elsewhere, is refused by name and keeps no lock', async () => {
  const folder = temporaryFolder()
  await expect(open(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'project.open.missing' })
  await expect(open(folder)).rejects.toMatchObject({ code: 'project.open.missing' })
  for (const text of ['', 'null', '[]', '{"format":"other"}', '\0\0\0']) {
    writeFileSync(join(folder, 'project.json'), text)
    await expect(open(folder)).rejects.toMatchObject({ code: expect.stringMatching(/^project\.file\./) as string })
  }
  mkdirSync(join(folder, 'inner'))
  rmSync(join(folder, 'project.json'))
  mkdirSync(join(folder, 'project.json'))
  await expect(open(folder)).rejects.toMatchObject({ code: 'project.file.not-project' })
  expect(readdirSync(folder).toSorted()).toEqual(['inner', 'project.json'])
})
