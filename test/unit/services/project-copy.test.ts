import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { FilmHistory } from '../../../core/project/film-history.ts'
import { newHistory } from '../../../core/project/history.ts'
import { emptyFilm } from '../../../core/project/schema/film.ts'
import { copyProject } from '../../../main/services/projects/project-copy.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

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
