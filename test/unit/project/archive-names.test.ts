import fc from 'fast-check'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { collidingName, isArchiveFolder, isArchiveName } from '../../../core/project/archive-names.ts'

test.each([
  'project.json',
  'archive.json',
  `media/${'a'.repeat(64)}.png`,
  'takes/20260101-000000-000-aaaaaa/frame_0000.png',
  'takes/a/deep/er/항구 1.png',
])('%s may be in an archive', (name) => expect(isArchiveName(name)).toBe(true))

test.each([
  '',
  '/',
  'project.json/',
  './project.json',
  'Project.json',
  'media/a.png',
  `media/${'A'.repeat(64)}.png`,
  `media/x/${'a'.repeat(64)}.png`,
  'takes/a',
  'takes//x',
  'takes/a/../x',
  'takes/a/..',
  'takes/../project.json',
  'takes/a/.hidden',
  'takes/a/x\\y',
  'takes/a/x:stream',
  'takes/a/x\0y',
  'takes/a/nul',
  'takes/a/COM1.txt',
  'takes/a/ends.',
  'takes/a/ends ',
  `takes/a/${'x'.repeat(256)}`,
  `takes/a/${'한'.repeat(86)}`,
  `takes/a/${'항구'.normalize('NFD')}`,
  `takes/a/${'x/'.repeat(20)}y`,
])('%j may not', (name) => expect(isArchiveName(name)).toBe(false))

test('no name that is allowed leads anywhere but below the folder', () => {
  const piece = fc.constantFrom('..', '.', '', 'a', 'takes', 'media', '/', '\\', 'C:', '~', '\0', '한')
  const names = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('/')),
    fc.array(piece, { maxLength: 6 }).map((pieces) => `takes/a/${pieces.join('/')}`),
  )
  fc.assert(
    fc.property(names, (name) => {
      if (!isArchiveName(name)) return
      expect(posix.normalize(name)).toBe(name)
      expect(posix.resolve('/project', name)).toBe(`/project/${name}`)
      expect(name).not.toMatch(/[\\:\0]/)
    }),
    { numRuns: 2000 },
  )
})

test('folders are known by their slash', () => {
  expect(['media/', 'takes/', 'takes/a/', 'takes/a/b/'].every(isArchiveFolder)).toBe(true)
  expect(['', '/', '../', 'takes/../', 'other/', 'media/x/', 'takes/.x/'].some(isArchiveFolder)).toBe(false)
})

test.each([
  [['takes/a/x', 'takes/a/y', 'takes/b/x'], null],
  [['takes/a/x', 'takes/a/X'], 'takes/a/X'],
  [['takes/a/x', 'takes/A/y'], 'takes/A/y'],
  [['takes/a/x', 'takes/a/x/y'], 'takes/a/x/y'],
  [['takes/a/x/y', 'takes/a/x'], 'takes/a/x'],
  [['project.json', 'project.json'], 'project.json'],
] as const)('of %j the first that meets another is %s', (names, expected) => {
  expect(collidingName(names)).toBe(expected)
})
