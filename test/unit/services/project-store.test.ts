import fc from 'fast-check'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyOperation, type FilmHistory } from '../../../core/project/film-history.ts'
import { newHistory } from '../../../core/project/history.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import { createProject, type OpenedStore } from '../../../main/services/projects/project-open.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { readFolder } from '../../../main/services/projects/project-read.ts'
import { anyGesture, open, renameTo, shown, type Gesture } from './project-films.ts'

/** An open project beside what its film should be. */
interface Session {
  opened: OpenedStore
  model: FilmHistory
  done: number
}

async function begin(): Promise<Session> {
  const opened = await open(await createProject(temporaryFolder(), 'Harbour'))
  return { opened, model: newHistory(emptyFilm('Harbour')), done: 0 }
}

async function operate(session: Session, gesture: Gesture): Promise<void> {
  const operation = gesture(session.model)
  session.model = applyOperation(session.model, operation)
  await session.opened.store.operate(session.done, [operation])
  session.done += 1
}

/** The folder as a process killed now would leave it, on a machine where the process is gone. */
function crashed(session: Session): string {
  const image = temporaryFolder()
  cpSync(session.opened.store.folder, image, { recursive: true })
  rmSync(join(image, 'project.lock'))
  return image
}

const step = fc.oneof(
  { weight: 6, arbitrary: anyGesture.map((gesture) => ({ do: 'operate', gesture }) as const) },
  fc.constantFrom({ do: 'save' } as const, { do: 'reopen' } as const, { do: 'crash' } as const),
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
          const next = each.do === 'crash' ? crashed(session) : folder
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

test('a journal cut off at any byte opens with the edits before, and takes new ones', async () => {
  const session = await begin()
  const names = ['One', 'Two 둘', 'Three']
  for (const name of names) await operate(session, renameTo(name))
  const image = crashed(session)
  const journal = readFileSync(join(image, 'journal.jsonl'))
  let fewest = 0
  for (let length = 0; length <= journal.length; length++) {
    writeFileSync(join(image, 'journal.jsonl'), journal.subarray(0, length))
    const { start, history, notices } = await readFolder(image)
    expect(notices).toEqual([])
    expect(start.records.length).toBeGreaterThanOrEqual(fewest)
    fewest = start.records.length
    expect(history.present.name).toBe(['Harbour', ...names][fewest])
    if (length % 151 === 0) await expectUsable(image, fewest)
  }
  expect(fewest).toBe(3)
})

/** Opens a copy, edits it, and finds the edit again after a crash. */
async function expectUsable(image: string, edits: number): Promise<void> {
  const folder = join(temporaryFolder(), 'copy')
  cpSync(image, folder, { recursive: true })
  const opened = await open(folder)
  expect(opened.recoveredEdits).toBe(edits)
  await opened.store.operate(0, [renameTo('More')(opened.store.history)])
  const again = await open(crashed({ opened, model: opened.store.history, done: 1 }))
  expect(again.store.film.name).toBe('More')
}

test('a byte changed anywhere in the journal costs the edits from there on, is told and kept aside', async () => {
  const session = await begin()
  const names = ['One', 'Two', 'Three']
  for (const name of names) await operate(session, renameTo(name))
  const image = crashed(session)
  const journal = readFileSync(join(image, 'journal.jsonl'))
  const lastLine = journal.lastIndexOf('\n', journal.length - 2)
  for (let place = 0; place < lastLine; place += 31) {
    const folder = join(temporaryFolder(), 'changed')
    cpSync(image, folder, { recursive: true })
    const changed = Buffer.from(journal)
    changed[place] = changed[place] === 0x78 ? 0x79 : 0x78
    writeFileSync(join(folder, 'journal.jsonl'), changed)
    const { store, recoveredEdits, notices } = await open(folder)
    expect(store.film.name).toBe(['Harbour', ...names][recoveredEdits])
    expect(recoveredEdits).toBeLessThan(3)
    expect(notices.map(({ code }) => code)).toEqual(['project.opened.journal-damaged'])
    expect(readFileSync(join(folder, 'journal.damaged'))).toEqual(changed)
    await store.close()
  }
})

test('a damaged project.json opens from backup and journals, nothing lost, and is kept aside', async () => {
  const session = await begin()
  for (const name of ['One', 'Two']) {
    await operate(session, renameTo(name))
    await session.opened.store.save()
  }
  await operate(session, renameTo('Three'))
  const image = crashed(session)
  writeFileSync(join(image, 'project.json'), '{"format": "craneshot-pro')
  const { store, notices } = await open(image)
  expect(store.film.name).toBe('Three')
  expect(notices.map(({ code }) => code)).toEqual(['project.opened.from-backup'])
  expect(readFileSync(join(image, 'project.json.damaged'), 'utf8')).toBe('{"format": "craneshot-pro')
  await store.close()
  const again = await open(image)
  expect(again.store.film.name).toBe('Three')
  expect(again.notices).toEqual([])
})

test('a crash between any two steps of saving loses nothing', async () => {
  const session = await begin()
  await operate(session, renameTo('One'))
  await session.opened.store.save()
  await operate(session, renameTo('Two'))
  const before = crashed(session)
  await session.opened.store.save()
  const after = crashed(session)
  // In the order in which saving replaces them; each prefix of it is a crash.
  const steps = ['history.json', 'project.json.backup', 'project.json']
  for (let count = 0; count <= steps.length; count++) {
    const folder = join(temporaryFolder(), 'crash')
    cpSync(before, folder, { recursive: true })
    // The journal has its mark by then; the next step renames it.
    cpSync(join(after, 'journal.jsonl.backup'), join(folder, 'journal.jsonl'))
    for (const name of steps.slice(0, count)) cpSync(join(after, name), join(folder, name))
    const { store, notices } = await open(folder)
    expect(notices).toEqual([])
    expect(shown(store.history)).toEqual(shown(session.model))
    await store.close()
  }
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
