import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { obedienceSchema } from '../../../core/contract/obedience.ts'
import { expectSuccess, runCommandLine } from '../../support/command-line.ts'
import { bundledBoard, camerasOf, drawn, writeTake } from '../../support/rendered-take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('measure tells of a take, as a table and as JSON, and keeps it beside', async () => {
  const folder = join(temporaryFolder(), '테이크 1')
  mkdirSync(folder)
  const board = await bundledBoard('harbour')
  const cameras = camerasOf('truck:0.03', 3)
  await writeTake(folder, board, drawn(board, cameras), cameras)
  const { standardOutput } = await expectSuccess(['measure', folder])
  expect(standardOutput).toMatch(
    /take +rotation +place +in the picture +frames\n테이크 1 +0\.\d\d° +\d\.\d% of the \S+.* 3\/3/,
  )
  const kept = obedienceSchema.parse(JSON.parse(readFileSync(join(folder, 'obedience.json'), 'utf8')))

  // What is known is not measured again: the frames may be gone.
  writeFileSync(join(folder, 'frame_0001.png'), '')
  const { takes } = JSON.parse((await expectSuccess(['measure', join(folder, 'take.json'), '--json'])).standardOutput)
  expect(takes).toEqual([{ take: '테이크 1', folder, ...kept }])
  const again = await runCommandLine(['measure', folder, '--again'])
  expect(again.exitCode).toBe(1)
  expect(again.standardError).toContain('frame_0001.png')
})

test('measure of a project measures all that can be, and names the others at the end', async () => {
  const project = temporaryFolder()
  const takes = join(project, 'takes')
  const board = await bundledBoard('harbour')
  const cameras = camerasOf('truck:0.03', 3)
  for (const name of ['damaged', 'without-a-frame', 'whole']) mkdirSync(join(takes, name), { recursive: true })
  for (const name of ['without-a-frame', 'whole'])
    await writeTake(join(takes, name), board, drawn(board, cameras), cameras)
  writeFileSync(join(project, 'project.json'), '')
  writeFileSync(join(takes, 'damaged', 'take.json'), '{')
  rmSync(join(takes, 'without-a-frame', 'frame_0001.png'))
  const { exitCode, standardOutput } = await runCommandLine(['measure', project])
  expect(exitCode).toBe(1)
  expect(standardOutput).toMatch(/^take .*\nwhole .* 3\/3\n/)
  expect(standardOutput).toMatch(/^damaged: .*take\.json/m)
  expect(standardOutput).toMatch(/^without-a-frame: .*frame_0001\.png/m)
  const said = JSON.parse((await runCommandLine(['measure', project, '--json'])).standardOutput)
  expect(said).toMatchObject({ ok: false, exitCode: 1, takes: [{ take: 'whole', folder: join(takes, 'whole') }] })
  expect(said.failures).toHaveLength(2)
  // One that is named on its own is an error as before.
  expect(await runCommandLine(['measure', join(takes, 'damaged')])).toMatchObject({ exitCode: 1, standardOutput: '' })
})

test('measure refuses what is no take', async () => {
  const place = temporaryFolder()
  const { exitCode, standardError } = await runCommandLine(['measure', place])
  expect(exitCode).toBe(1)
  expect(standardError).toContain(place)
  expect(existsSync(join(place, 'obedience.json'))).toBe(false)
  expect((await runCommandLine(['measure'])).exitCode).toBe(2)
})
