import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { commandLineProgram, expectSuccess, runCommandLine } from '../../support/command-line.ts'
import { writeBoard } from '../../support/board.ts'
import { filmOnDisk } from '../../support/project-on-disk.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const from = (name: string): string => fileURLToPath(new URL(`../../fixtures/imports/${name}`, import.meta.url))

test('a new project from a storyboard, then more files into it; what cannot be read costs no other', async () => {
  const folder = join(temporaryFolder(), '항구 1')
  const boards = temporaryFolder()
  for (const name of ['b1.png', 'b2.png', 'b4.png', 'notes.txt']) cpSync(from('colours.png'), join(boards, name))
  await expectSuccess(['import', folder, from('demo')])
  const first = filmOnDisk(folder)
  expect(first).toMatchObject({ name: '항구 1', rate: { numerator: 24, denominator: 1 } })
  expect(first.shots.map(({ name, durationFrames, group }) => [name, durationFrames, group])).toEqual([
    ['1A', 36, '1'],
    ['1B', 48, '1'],
    ['2A', 60, ''],
  ])
  const words = ['import', folder, boards, from('evening.fountain'), from('locked.pdf'), '--json']
  const result = JSON.parse((await expectSuccess(words)).standardOutput)
  expect(result).toMatchObject({ missing: [expect.stringMatching(/b3\.png$/)], leftOut: 1 })
  expect(
    result.files.map(({ shots, scenes, failure }: Record<string, unknown>) => [
      shots,
      scenes,
      (failure as { code: string } | null)?.code ?? null,
    ]),
  ).toEqual(
    expect.arrayContaining([
      [4, 3, null],
      [1, 0, null],
      [0, 0, 'media.pdf.password'],
    ]),
  )
  const film = filmOnDisk(folder)
  expect(film.shots).toHaveLength(3 + 3 + 4)
  expect(film.cut.items).toHaveLength(10)
  expect(film.scenes.map(({ name }) => name)).toEqual([
    'demo',
    '1 INT. KITCHEN - DAY',
    '2A EXT. HARBOUR - NIGHT',
    '부두 - 새벽',
  ])
  expect(readdirSync(folder)).not.toContain('.lock')
})

test('an interrupt leaves what has come in, and the words tell of that', async () => {
  const folder = join(temporaryFolder(), 'cut off')
  const boards = temporaryFolder()
  for (let index = 0; index < 12; index++) writeBoard(join(boards, `b${10 + index}.png`), 900 + index, 600)
  const child = spawn(process.execPath, [commandLineProgram, 'import', folder, boards, '--json'])
  const said = { output: '', error: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.error += text))
  const ended = once(child, 'close')
  while (!existsSync(join(folder, 'media')) || readdirSync(join(folder, 'media')).length < 3)
    await new Promise((resolve) => setTimeout(resolve, 5))
  child.kill('SIGINT')
  expect(await ended).toEqual([130, null])
  const { shots } = filmOnDisk(folder)
  const { files, untried, ...result } = JSON.parse(said.output)
  expect([files.length, untried]).toEqual([shots.length, 12 - shots.length])
  expect(shots.length).toBeGreaterThan(0)
  expect(untried).toBeGreaterThan(0)
  expect(result).toMatchObject({ ok: false, exitCode: 130, error: { code: 'canceled', message: 'Cancelled.' } })
  expect(said.error).not.toContain('nothing was written')
})

test('a folder that is no project, and files that are none, change nothing', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'letter.txt'), 'Dear producer')
  const other = await runCommandLine(['import', folder, from('cairo.pdf')])
  expect([other.exitCode, other.standardError]).toEqual([1, expect.stringContaining('neither a project nor a new')])
  expect(readdirSync(folder)).toEqual(['letter.txt'])
  const made = join(folder, 'made')
  const locked = await runCommandLine(['import', made, from('locked.pdf')])
  expect([locked.exitCode, locked.standardError]).toEqual([1, expect.stringContaining('protected with a password')])
  expect(existsSync(made)).toBe(false)
  mkdirSync(made)
  const none = await runCommandLine(['import', made])
  expect([none.exitCode, none.standardError]).toEqual([2, expect.stringContaining('FILE')])
})
