import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { measuredTableSchema } from '../../../core/diffusion/measured-memory.ts'
import { writeBoard } from '../../support/board.ts'
import { runCommandLine, type CommandLineResult } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('a model is measured on this machine, and takes are planned by it from then on', async () => {
  const folder = temporaryFolder()
  const environment = { CRANESHOT_HOME: join(folder, 'home') }
  const run = (...words: string[]): Promise<CommandLineResult> =>
    runCommandLine([...words, '--provider', 'cpu', '--json'], { folder, environment })

  const measured = await run('models', 'measure', tinyPack)
  expect(measured.exitCode, measured.standardError).toBe(0)
  const { file, runs, failures } = JSON.parse(measured.standardOutput)
  expect(failures).toEqual([])
  expect(runs.length).toBeGreaterThan(1)
  for (const one of runs) {
    expect(one).toMatchObject({ provider: 'cpu', deviceBytes: null })
    // A Node process with a runtime in it, on any machine.
    expect(one.peakBytes).toBeGreaterThan(50e6)
    expect(one.stepMilliseconds).toBeGreaterThan(0)
    expect(one.milliseconds).toBeGreaterThan(one.stepMilliseconds)
  }

  writeBoard(join(folder, 'a.png'), 64, 64)
  const take = ['generate', '--image', 'a.png', '--move', 'dolly', '--frames', '3', '--size', '64x64']
  const settings = ['--depth', 'flat', '--steps', '1', '--model', tinyPack, '--movie', 'none']
  const made = await run(...take, ...settings, '--out', 'fits')
  expect(made.exitCode, made.standardError).toBe(0)

  // Whatever the pack says of itself, here a take of it was seen to need more than any machine has.
  const table = measuredTableSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const dear = table.runs.map((one) => ({ ...one, peakBytes: 1e15 }))
  writeFileSync(file, JSON.stringify({ ...table, runs: dear }))
  const refused = await run(...take, ...settings, '--out', 'too-much')
  expect(refused.exitCode).toBe(1)
  expect(JSON.parse(refused.standardOutput).error.code).toBe('inference.memory-none')
})
