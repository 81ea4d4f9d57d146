import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** An interpreter with the packages of native-models/authoring/requirements.txt; users of the studio need none. */
const python = process.env['CRANESHOT_AUTHORING_PYTHON'] ?? ''
const noPython = 'CRANESHOT_AUTHORING_PYTHON names no Python with the packages of native-models/authoring'
const folder = fileURLToPath(new URL('../../native-models/authoring', import.meta.url))

/** What a Python command of the authoring tools said, and how it ended. */
function author(words: readonly string[]): { readonly status: number | null; readonly told: string } {
  const { status, stdout, stderr } = spawnSync(python, words, { cwd: folder, encoding: 'utf8' })
  return { status, told: `${stdout}${stderr}` }
}

test('the authoring tools keep their own tests', ({ skip }) => {
  skip(python === '', noPython)
  const { status, told } = author(['-m', 'unittest', 'discover', '-t', '.', '-s', 'tests'])
  expect(status, told).toBe(0)
})

test('a sitting trains all networks, survives a kill, and goes on from its weights and from a pack', ({ skip }) => {
  skip(python === '', noPython)
  const scratch = temporaryFolder()
  const bank = join(scratch, 'bank.npz')
  expect(author(['-m', 'tests.small_bank', bank]).status).toBe(0)
  const { status, told } = author(['gpu_sitting.py', 'rehearse', bank, join(scratch, 'sittings')])
  expect(status, told).toBe(0)
  expect(told).toMatch(/^killed after /m)
  expect(told.match(/^over .*manifest\.json.*metrics\.json/gm)).toHaveLength(3)
})
