import { cpSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommandLine } from '../../support/command-line.ts'
import { smallGeneration } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const picture = new URL('../../fixtures/pictures/plain.png', import.meta.url)

/** A folder with every wrong input in it. */
function wrongInputs(): string {
  const folder = temporaryFolder()
  cpSync(picture, join(folder, 'cut.png'))
  truncateSync(join(folder, 'cut.png'), 100)
  writeFileSync(join(folder, 'empty.png'), '')
  writeFileSync(join(folder, 'notes.txt'), 'shopping list\nmilk\n')
  writeFileSync(join(folder, 'poses.txt'), 'url\n0 0.5 0.9 0.5 0.5 0 0 1 0 0 0 0 one 0 0 0 0 1 0\n')
  mkdirSync(join(folder, 'folder.png'))
  mkdirSync(join(folder, 'full'))
  writeFileSync(join(folder, 'full', 'thesis.txt'), 'irreplaceable')
  cpSync(new URL('../../fixtures/pictures/depth-f4.npy', import.meta.url), join(folder, 'depth.npy'))
  return folder
}

/** The words of a small generation with options replaced; undefined takes one out. */
function words(folder: string, changes: Readonly<Record<string, string | undefined>>): string[] {
  const options = new Map<string, string>()
  const [, ...small] = smallGeneration(folder)
  for (let i = 0; i < small.length; i += 2) options.set(small[i]!, small[i + 1]!)
  options.set('--out', 'out')
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) options.delete(name)
    else options.set(name, value)
  }
  return ['generate', '--json', ...[...options].flat()]
}

test.each([
  [{ '--image': 'none.png' }, 'media.missing', 'none.png'],
  [{ '--image': 'cut.png' }, 'media.picture.truncated', 'cut.png'],
  [{ '--image': 'empty.png' }, 'media.empty', 'empty.png'],
  [{ '--image': 'folder.png' }, 'media.folder', 'folder.png'],
  [{ '--image': 'notes.txt' }, 'media.picture.unknown', 'notes.txt'],
  [{ '--move': undefined, '--path': 'none.txt' }, 'media.missing', 'none.txt'],
  [{ '--move': undefined, '--path': 'poses.txt' }, 'camera.pose-file.number', 'line 2, column 13'],
  [{ '--move': undefined, '--path': 'notes.txt' }, 'camera.pose-file.number', 'notes.txt'],
  [{ '--depth': 'none.npy' }, 'media.missing', 'none.npy'],
  [{ '--depth': 'notes.txt' }, 'media.depth.unknown', 'notes.txt'],
  [{ '--depth': 'depth.npy' }, 'command.depth.shape', '48×32'],
  [{ '--out': 'full' }, 'command.out.not-empty', 'full'],
  [{ '--out': 'notes.txt' }, 'command.out.file', 'notes.txt'],
  [{ '--model': 'no-such' }, 'command.model', 'no-such'],
  [{ '--model': './folder.png' }, 'inference.pack-missing', 'folder.png'],
  [{ '--size': '100x100' }, 'inference.size', '100'],
  [{ '--size': '16384x16384' }, 'inference.memory', 'would fit'],
  [{ '--provider': 'dml' }, 'inference.model-unreadable', 'dml'],
])('%j: exit 1, %s, and nothing half-written', async (changes, code, part) => {
  const folder = wrongInputs()
  const result = await runCommandLine(words(folder, changes), { folder })
  const before = new Set(readdirSync(folder))
  expect(result.exitCode, result.standardError).toBe(1)
  const { error } = JSON.parse(result.standardOutput)
  expect(error.code).toBe(code)
  expect(error.message).toContain(part)
  expect(error.message).not.toMatch(/\{\{/)
  expect(result.standardError).toContain(error.message)
  expect(before.has('out')).toBe(false)
  expect([...before].filter((name) => name.startsWith('.'))).toEqual([])
})

test('--overwrite does not touch a folder with anything but a take', async () => {
  const folder = wrongInputs()
  const result = await runCommandLine([...words(folder, { '--out': 'full' }), '--overwrite'], { folder })
  expect(result.exitCode).toBe(1)
  expect(JSON.parse(result.standardOutput).error).toMatchObject({
    code: 'command.out.foreign',
    details: { name: 'thesis.txt' },
  })
  expect(readFileSync(join(folder, 'full', 'thesis.txt'), 'utf8')).toBe('irreplaceable')
})

test('errors are told in Korean to Korean users', async () => {
  const folder = wrongInputs()
  const environment = { CRANESHOT_LANG: 'ko' }
  const result = await runCommandLine(words(folder, { '--image': '없음.png' }), { folder, environment })
  expect(result.standardError).toContain('없음.png 파일이 없습니다')
})
