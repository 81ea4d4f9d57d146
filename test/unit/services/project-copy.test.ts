import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { EditLabel, FilmHistory } from '../../../core/project/film-history.ts'
import { newHistory } from '../../../core/project/history.ts'
import { emptyFilm, type Film } from '../../../core/project/schema/film.ts'
import { copyProject } from '../../../main/services/projects/project-copy.ts'
import { missingMedia } from '../../../main/services/projects/project-open.ts'
import { readFilm } from '../../../main/services/projects/project-read.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aBoard } from '../project/films.ts'

const history: FilmHistory = newHistory(emptyFilm('Harbour'))
const fileCount = 12

/** Media and takes of a few kilobytes, with what is not to be copied between them. */
function aFolder(): string {
  const folder = temporaryFolder()
  for (const name of ['media', 'takes/one', 'takes/one/deep', 'takes/.two.unfinished-1-00000000'])
    mkdirSync(join(folder, name), { recursive: true })
  for (let number = 0; number < fileCount - 1; number++)
    writeFileSync(join(folder, 'media', `${number}.png`), Buffer.alloc(1000, number))
  writeFileSync(join(folder, 'takes/one/deep/frame.png'), Buffer.alloc(1000, 7))
  writeFileSync(join(folder, 'takes/.two.unfinished-1-00000000/frame.png'), 'half')
  writeFileSync(join(folder, 'media/.half.tmp'), 'half')
  symlinkSync('/etc/hostname', join(folder, 'media/link.png'))
  return folder
}

function copy(target: string, context: Partial<TaskContext> = {}): Promise<string> {
  const quiet = { signal: new AbortController().signal, report: () => undefined }
  return copyProject({ folder: aFolder(), history: () => history, target }, { ...quiet, ...context })
}

test('a copy has whole files in whole folders, neither hidden ones nor links, and tells how far it is', async () => {
  const target = temporaryFolder()
  const fractions: (number | null)[] = []
  expect(await copy(target, { report: ({ fraction }) => void fractions.push(fraction) })).toBe(target)
  expect(readdirSync(join(target, 'media'))).toHaveLength(fileCount - 1)
  expect(readFileSync(join(target, 'media/3.png'))).toEqual(Buffer.alloc(1000, 3))
  expect(readFileSync(join(target, 'takes/one/deep/frame.png'))).toEqual(Buffer.alloc(1000, 7))
  expect(readdirSync(join(target, 'takes'))).toEqual(['one'])
  expect(fractions).toEqual(Array.from({ length: fileCount }, (_, index) => (index + 1) / fileCount))
})

test.for(['an empty folder', 'a folder with something in it'])(
  'a copy into %s, cancelled at any moment, leaves it as it was',
  async (kind) => {
    for (let moment = 1; moment <= fileCount; moment++) {
      const target = temporaryFolder()
      if (kind !== 'an empty folder') writeFileSync(join(target, 'notes.txt'), 'mine')
      const before = readdirSync(target)
      const controller = new AbortController()
      let told = 0
      const report = (): void => {
        if (++told === moment) controller.abort()
      }
      await expect(copy(target, { signal: controller.signal, report })).rejects.toMatchObject({ name: 'AbortError' })
      expect(told).toBe(moment)
      expect(readdirSync(target)).toEqual(before)
    }
  },
)

test('a copy has all that its film names, what came while others were copied too', async () => {
  const folder = aFolder()
  const added: string[] = []
  /** As an import does it: the file first, the edit that names it then. */
  const add = (): void => {
    const media = `media/${String(added.length).repeat(64)}.npy`
    writeFileSync(join(folder, media), media)
    added.push(media)
    mkdirSync(join(folder, 'takes', `later${added.length}`))
    writeFileSync(join(folder, 'takes', `later${added.length}`, 'take.json'), '{}')
  }
  const filmNow = (): Film => {
    const of = (media: string) => ({ media, width: 1280, height: 720 })
    const boards = added.map((media, index) => aBoard(`b${index}`, { picture: of(media) }))
    return { ...emptyFilm('Harbour'), boards }
  }
  // One comes with the first file, one just after the film was asked for: it is copied, so the film is asked again.
  let asked = 0
  const historyNow = (): FilmHistory => {
    const now = newHistory<Film, EditLabel>(filmNow())
    if (asked++ === 1) add()
    return now
  }
  let told = 0
  const report = (): void => {
    if (++told === 1) add()
  }
  const target = temporaryFolder()
  writeFileSync(join(target, 'notes.txt'), 'mine')
  const input = { folder, history: historyNow, target }
  const made = await copyProject(input, { signal: new AbortController().signal, report })
  const { film } = await readFilm(join(made, 'project.json'))
  expect(added).toHaveLength(2)
  expect(film.boards.map(({ picture }) => picture.media)).toEqual(added)
  expect(await missingMedia(made, film)).toEqual([])
  for (const media of added) expect(readFileSync(join(made, media), 'utf8')).toBe(media)
  expect(readdirSync(join(made, 'takes')).toSorted()).toEqual(['later1', 'later2', 'one'])
  expect(readdirSync(join(made, 'takes/later1'))).toEqual(['take.json'])
})

test('a copy that is cancelled while it fetches what came meanwhile leaves nothing', async () => {
  const folder = aFolder()
  const controller = new AbortController()
  const late = (): FilmHistory => {
    writeFileSync(join(folder, 'media/late.npy'), 'late')
    controller.abort()
    return history
  }
  const target = temporaryFolder()
  const input = { folder, history: late, target }
  const context = { signal: controller.signal, report: () => undefined }
  await expect(copyProject(input, context)).rejects.toMatchObject({ name: 'AbortError' })
  expect(readdirSync(target)).toEqual([])
})
