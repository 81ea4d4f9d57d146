import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFolder } from '../../../main/services/projects/project-read.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { open, renameTo, shown } from './project-films.ts'
import { begin, crashed, operate } from './project-session.ts'

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
