import fc from 'fast-check'
import { mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { freeFolder, safeFolderName } from '../../../main/services/projects/project-names.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test.each([
  ['Harbour at dusk', 'Harbour at dusk'],
  ['항구의 저녁', '항구의 저녁'],
  // Typed on a Mac, where letters come apart.
  ['항구'.normalize('NFD'), '항구'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
  ['../../etc/passwd', 'etc passwd'],
  ['...', 'Film'],
  ['', 'Film'],
  ['  spaced  out. ', 'spaced out'],
  ['con', 'con film'],
  ['LPT1.txt', 'LPT1.txt film'],
  ['console', 'console'],
  ['line\nbreak\u202etxt', 'line break txt'],
])('a film named %j lies in the folder %j', (name, folder) => {
  expect(safeFolderName(name)).toBe(folder)
})

test('any name becomes a folder on any system: one part, not hidden, within limits, without what Windows refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const folder = safeFolderName(name)
      expect(folder).toMatch(/^[^.<>:"/\\|?*\u0000-\u001f][^<>:"/\\|?*\u0000-\u001f]*$/)
      expect(folder).not.toMatch(/[. ]$/)
      expect(Buffer.byteLength(folder)).toBeLessThanOrEqual(200)
      expect(safeFolderName(folder)).toBe(folder)
    }),
  )
})

test('a name that is taken gets a number, whoever took it', async () => {
  const parent = temporaryFolder()
  mkdirSync(join(parent, 'Film 2'))
  const made = await Promise.all([freeFolder(parent, 'Film'), freeFolder(parent, 'Film'), freeFolder(parent, '.Film')])
  expect(made.map((folder) => basename(folder)).toSorted()).toEqual(['Film', 'Film 3', 'Film 4'])
  expect(readdirSync(parent)).toHaveLength(4)
})
