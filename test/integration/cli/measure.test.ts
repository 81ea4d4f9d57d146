import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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

test('measure refuses what is no take', async () => {
  const place = temporaryFolder()
  const { exitCode, standardError } = await runCommandLine(['measure', place])
  expect(exitCode).toBe(1)
  expect(standardError).toContain(place)
  expect(existsSync(join(place, 'obedience.json'))).toBe(false)
  expect((await runCommandLine(['measure'])).exitCode).toBe(2)
})
