import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RepairReport } from '../../../core/contract/recovery.ts'
import { changeFilmSettings } from '../../../core/project/edits/film.ts'
import { writeProject } from '../../../core/project/project-file.ts'
import { writerMark } from '../../../main/services/files/writer-mark.ts'
import { repairProject } from '../../../main/services/projects/project-repair.ts'
import { keepSnapshot } from '../../../main/services/projects/project-snapshots.ts'
import { restoreSnapshot } from '../../../main/services/projects/restore-snapshot.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { wavBytes } from '../../integration/media/wav.ts'
import { aProject, contentOf, inspectPng, quiet, sha256 } from './damaged-projects.ts'
import { open, renameTo } from './project-films.ts'

function run(folder: string, dryRun: boolean): Promise<RepairReport> {
  return repairProject({ folder, dryRun, inspect: inspectPng }, quiet)
}

const codes = ({ findings }: RepairReport): string[] => findings.map(({ words }) => words.code)

/** Looks, repairs, and looks again: a look changes nothing, and after a repair there is nothing left to change. */
async function repair(folder: string): Promise<RepairReport> {
  const before = contentOf(folder)
  const look = await run(folder, true)
  expect(contentOf(folder)).toEqual(before)
  const report = await run(folder, false)
  expect(codes(report)).toEqual(codes(look))
  const after = contentOf(folder)
  const again = await run(folder, false)
  expect(again.findings.filter(({ changes }) => changes)).toEqual([])
  expect(contentOf(folder)).toEqual(after)
  return report
}

test('a whole project needs nothing, and nothing of it is touched', async () => {
  const { folder } = aProject()
  const before = contentOf(folder)
  expect(await run(folder, false)).toMatchObject({ findings: [], missingMedia: [], film: { shots: 2, boards: 2 } })
  expect(contentOf(folder)).toEqual(before)
})

test('a project whose last edits led back to what was saved needs nothing either', async () => {
  const { folder } = aProject()
  const { store } = await open(folder)
  await store.operate(0, [renameTo('Saved')(store.history)])
  await store.save()
  await store.operate(1, [renameTo('Another')(store.history)])
  await store.operate(2, [{ kind: 'undo' }])
  await store.close()
  expect(await run(folder, false)).toMatchObject({ findings: [] })
  // What a kill leaves of a line is put aside once.
  writeFileSync(join(folder, 'journal.jsonl'), '{"number":2,"ope')
  await repair(folder)
})

const damages: [string, (folder: string) => void][] = [
  ['is empty', (folder) => writeFileSync(join(folder, 'project.json'), '')],
  ['is cut off', (folder) => writeFileSync(join(folder, 'project.json'), '{"format":"craneshot-pro')],
  ['is zeros', (folder) => writeFileSync(join(folder, 'project.json'), Buffer.alloc(4096))],
  ['is gone', (folder) => rmSync(join(folder, 'project.json'))],
  ['is a folder', (folder) => (rmSync(join(folder, 'project.json')), mkdirSync(join(folder, 'project.json')))],
]

test.each(damages)('project.json that %s comes back from its backup', async (_, damage) => {
  const { folder, film } = aProject()
  writeFileSync(join(folder, 'project.json.backup'), writeProject(film))
  damage(folder)
  expect(codes(await repair(folder))).toContain('repair.film.from-backup')
  expect((await open(folder)).store.film).toEqual(film)
})

test.each(damages)(
  'project.json that %s, its backup damaged too, comes back from the newest snapshot',
  async (_, damage) => {
    const { folder, film } = aProject()
    await keepSnapshot(folder, writeProject(changeFilmSettings(film, { name: 'Older' })), 'import')
    await keepSnapshot(folder, writeProject(changeFilmSettings(film, { name: 'Newer' })), 'generate')
    writeFileSync(join(folder, 'project.json.backup'), 'mine?')
    damage(folder)
    expect(codes(await repair(folder))).toContain('repair.film.from-snapshot')
    expect((await open(folder)).store.film.name).toBe('Newer')
    expect(readFileSync(join(folder, 'set-aside', 'project.json.backup'), 'utf8')).toBe('mine?')
  },
)

test('of snapshots, the one that the journal goes on from wins, with the journal’s edits', async () => {
  const { folder, film } = aProject()
  const { store } = await open(folder)
  await keepSnapshot(folder, readFileSync(join(folder, 'project.json'), 'utf8'), 'import')
  await store.operate(0, [renameTo('From the journal')(store.history)])
  const image = temporaryFolder()
  for (const name of ['media', 'takes', 'snapshots', 'journal.jsonl']) {
    const from = join(folder, name)
    if (name === 'journal.jsonl') writeFileSync(join(image, name), readFileSync(from))
    else symlinkOrCopy(from, join(image, name))
  }
  await keepSnapshot(image, writeProject(changeFilmSettings(film, { name: 'Newer, of elsewhere' })), 'import')
  const report = await repair(image)
  expect(codes(report)).toEqual(['repair.film.missing', 'repair.film.from-snapshot', 'repair.journal.edits'])
  expect((await open(image)).store.film.name).toBe('From the journal')
})

function symlinkOrCopy(from: string, to: string): void {
  mkdirSync(to)
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const content = existsSync(join(from, name)) ? contentOf(from)[name] : undefined
    if (content === 'folder') mkdirSync(join(to, name))
    else if (content !== undefined) writeFileSync(join(to, name), Buffer.from(content, 'latin1'))
  }
}

test('without any film, pictures, shots with their paths and finished takes are there again', async () => {
  const { folder, film, media } = aProject()
  rmSync(join(folder, 'project.json'))
  const report = await repair(folder)
  expect(codes(report)).toEqual(['repair.film.missing', 'repair.film.from-rebuilt'])
  expect(report.film).toMatchObject({ shots: 2, boards: 2 })
  const found = (await open(folder)).store.film
  expect(found.boards.map(({ picture }) => picture).toSorted(byMedia)).toEqual(
    film.boards.map(({ picture }) => picture).toSorted(byMedia),
  )
  const shot = found.shots.find(({ id }) => id === 's1')
  expect(shot).toMatchObject({ name: 'Shot s1', durationFrames: 3, anchorFrame: 1, camera: { source: 'keys' } })
  expect(found.boards.find(({ id }) => id === shot?.boards[0]?.boardId)?.picture.media).toBe(media[0])
  expect(found.cut.items).toHaveLength(2)
})

test('without any film, its sounds are there again, and which of them lost their places is said', async () => {
  const { folder } = aProject()
  rmSync(join(folder, 'project.json'))
  const music = putWav(folder, 48_000 * 3)
  const cutOff = putWav(folder, 48_000, 24_000)
  writeFileSync(join(folder, 'media', `${'0'.repeat(64)}.wav`), 'RIFF, but no sound')
  const report = await repair(folder)
  const words = report.findings.map(({ words: { code, details } }) => [code, details] as const)
  const [, rebuilt] = words.find(([code]) => code === 'repair.film.from-rebuilt')!
  expect(rebuilt).toMatchObject({ sounds: 2, pictures: 2, takes: 1 })
  expect(words).toContainEqual(['repair.film.loose-sounds', { count: 2, track: 'A1' }])
  const [track] = (await open(folder)).store.film.cut.soundTracks
  const frames = Object.fromEntries(track!.clips.map(({ media, durationFrames }) => [media, durationFrames]))
  expect(frames).toEqual({ [music]: 72, [cutOff]: 12 })
})

/** A sound as the studio writes it, by its name in media. @param there samples that the file really has */
function putWav(folder: string, samples: number, there = samples): string {
  const whole = wavBytes({
    channels: 1,
    bits: 16,
    rate: 48_000,
    samples: [new Array<number>(samples).fill(samples % 99)],
  })
  const bytes = whole.subarray(0, 44 + there * 2)
  const media = `media/${sha256(bytes)}.wav`
  writeFileSync(join(folder, media), bytes)
  return media
}

function byMedia(a: { media: string }, b: { media: string }): number {
  return a.media < b.media ? -1 : 1
}

test('without any film, what the journal says of boards and shots is there again too', async () => {
  const { folder, film } = aProject()
  rmSync(join(folder, 'project.json'))
  rmSync(join(folder, 'takes'), { recursive: true })
  const other = aProject().folder
  const { store } = await open(other)
  const [first] = film.shots
  const patch = {
    boards: { items: film.boards, order: null },
    shots: { items: [{ ...first!, name: 'Kept' }], order: null },
  }
  await store.operate(0, [{ kind: 'edit', label: { key: 'test', details: {} }, patch }])
  writeFileSync(join(folder, 'journal.jsonl'), readFileSync(join(other, 'journal.jsonl')))
  expect(codes(await repair(folder))).toContain('repair.journal.foreign')
  const found = (await open(folder)).store.film
  expect(found.shots.map(({ name }) => name)).toContain('Kept')
  expect(existsSync(join(folder, 'set-aside', 'journal.jsonl'))).toBe(true)
})

test('damaged media are set aside, swapped names are put right, foreign files stay', async () => {
  const { folder, media } = aProject()
  renameSync(join(folder, media[0]), join(folder, 'media', 'board (conflicted copy).png'))
  writeFileSync(join(folder, media[1]), 'no longer a picture')
  writeFileSync(join(folder, 'media', 'notes.txt'), 'mine')
  const report = await repair(folder)
  expect(codes(report).toSorted()).toEqual(['repair.media.damaged', 'repair.media.missing', 'repair.media.renamed'])
  expect(report.missingMedia).toEqual([media[1]])
  expect(existsSync(join(folder, media[0]))).toBe(true)
  expect(readFileSync(join(folder, 'set-aside', media[1].replace('/', '-')), 'utf8')).toBe('no longer a picture')
  expect(readFileSync(join(folder, 'media', 'notes.txt'), 'utf8')).toBe('mine')
})

test('half-written files of dead programs go, takes that are not whole are told and stay', async () => {
  const { folder } = aProject()
  const dead = 4_194_303
  writeFileSync(join(folder, `.project.json.${writerMark(dead)}.tmp`), 'half')
  mkdirSync(join(folder, 'takes', `.x.unfinished-${writerMark(dead)}`))
  mkdirSync(join(folder, 'takes', 'empty'))
  mkdirSync(join(folder, 'takes', 'damaged'))
  writeFileSync(join(folder, 'takes', 'damaged', 'take.json'), '{')
  rmSync(join(folder, 'takes', '20260101-000000-000-aaaaaa', 'frame_0001.png'))
  expect(codes(await repair(folder)).toSorted()).toEqual([
    'repair.take.damaged',
    'repair.take.incomplete',
    'repair.take.no-recipe',
    'repair.take.unfinished',
    'repair.temporary',
  ])
  expect(readdirSync(join(folder, 'takes')).toSorted()).toEqual(['20260101-000000-000-aaaaaa', 'damaged', 'empty'])
})

test('a link or a file in the place of a folder is set aside, and nothing outside is touched', async () => {
  const { folder } = aProject()
  const outside = temporaryFolder()
  writeFileSync(join(outside, 'precious.png'), 'mine')
  rmSync(join(folder, 'media'), { recursive: true })
  symlinkSync(outside, join(folder, 'media'))
  expect(codes(await repair(folder))).toContain('repair.folder')
  expect(contentOf(outside)).toEqual({ 'precious.png': 'mine' })
  expect(contentOf(folder)['set-aside/media']).toBe('link')
})

test('a folder that is no project, and one of a newer version, are refused and not touched', async () => {
  const stranger = temporaryFolder()
  writeFileSync(join(stranger, 'holiday.jpg'), 'mine')
  await expect(run(stranger, false)).rejects.toMatchObject({ code: 'project.repair.nothing' })
  expect(contentOf(stranger)).toEqual({ 'holiday.jpg': 'mine' })
  const { folder } = aProject()
  const text = readFileSync(join(folder, 'project.json'), 'utf8').replace(/"version": \d+/, '"version": 99')
  writeFileSync(join(folder, 'project.json'), text)
  const before = contentOf(folder)
  await expect(run(folder, false)).rejects.toMatchObject({ code: 'project.file.newer-version' })
  expect(contentOf(folder)).toEqual(before)
})

test('a project that another program has open is looked at, and not changed', async () => {
  const { folder } = aProject()
  await open(folder)
  const half = join(folder, `.project.json.${writerMark(4194303)}.tmp`)
  writeFileSync(half, 'half')
  expect(codes(await run(folder, true))).toEqual(['repair.temporary'])
  await expect(run(folder, false)).rejects.toMatchObject({ code: 'project.read-only.other-program' })
  expect(existsSync(half)).toBe(true)
})

test('a snapshot comes back as one step of undo, and the film before it is a snapshot then', async () => {
  const { folder, film } = aProject()
  const name = await keepSnapshot(folder, writeProject(film), 'import')
  const first = await open(folder)
  await first.store.operate(0, [renameTo('Later')(first.store.history)])
  await first.store.close()
  await restoreSnapshot(folder, name!)
  const { store } = await open(folder)
  expect(store.film).toEqual(film)
  await store.operate(0, [{ kind: 'undo' }])
  expect(store.film.name).toBe('Later')
  expect(readdirSync(join(folder, 'snapshots'))).toHaveLength(2)
  await expect(restoreSnapshot(folder, '0009-20260101T000000Z-import.json')).rejects.toMatchObject({
    code: 'project.read-only.other-program',
  })
})
