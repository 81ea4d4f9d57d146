import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSource } from '../../../main/media/read-source.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const refusal = (file: string) => readSource(file).catch((thrown: unknown) => thrown)

test('a file comes whole, by its own name or a link', async () => {
  const file = join(temporaryFolder(), 'picture.png')
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 251))
  writeFileSync(file, bytes)
  expect((await readSource(file)).equals(bytes)).toBe(true)
  symlinkSync(file, `${file}.link`)
  expect((await readSource(`${file}.link`)).equals(bytes)).toBe(true)
})

test('a missing file, a folder and an empty file are refused by name', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'folder'))
  writeFileSync(join(folder, 'empty'), '')
  for (const [name, code] of [
    ['none', 'media.missing'],
    ['folder', 'media.folder'],
    ['empty', 'media.empty'],
  ] as const) {
    const file = join(folder, name)
    expect(await refusal(file)).toMatchObject({ code, details: { file } })
  }
})

test.skipIf(process.platform === 'win32')('what may never end is refused before a byte of it is read', async () => {
  const pipe = join(temporaryFolder(), 'picture.png')
  execFileSync('mkfifo', [pipe])
  expect(await refusal(pipe)).toMatchObject({ code: 'media.pipe', details: { file: pipe } })
  expect(await refusal('/dev/zero')).toMatchObject({ code: 'media.device', details: { file: '/dev/zero' } })
})

test.skipIf(process.platform === 'win32')('links that lead in a circle are refused', async () => {
  const folder = temporaryFolder()
  symlinkSync(join(folder, 'b'), join(folder, 'a'))
  symlinkSync(join(folder, 'a'), join(folder, 'b'))
  expect(await refusal(join(folder, 'a'))).toMatchObject({ code: 'media.unreadable', details: { reason: 'ELOOP' } })
})
