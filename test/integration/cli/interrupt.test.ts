import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandLineProgram, expectSuccess } from '../../support/command-line.ts'
import { smallGeneration } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

interface Interrupted {
  readonly exitCode: number | null
  readonly error: string
}

/** Starts a generation of many steps and interrupts it, `times` times, when its stderr first holds `stage`. */
async function interruptAt(
  stage: string,
  times: number,
  folder: string,
  { wholeGroup = false, signal = 'SIGINT' }: { wholeGroup?: boolean; signal?: NodeJS.Signals } = {},
): Promise<Interrupted> {
  const words = [...smallGeneration(folder), '--out', join(folder, 'deep', 'take')]
  words[words.indexOf('--steps') + 1] = '200'
  const child = spawn(process.execPath, [commandLineProgram, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: wholeGroup,
  })
  let error = ''
  let sent = 0
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text
    // Each interrupt waits for the answer to the one before.
    const expected = sent === 0 ? stage : 'Stopping'
    if (sent < times && error.includes(expected)) {
      sent++
      if (wholeGroup) process.kill(-child.pid!, signal)
      else child.kill(signal)
    }
  })
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { exitCode, error }
}

test.each([
  ['Trying the execution providers', 1],
  ['Denoising', 1],
  ['Denoising', 2],
])('interrupted at “%s”, %d times: exit 130 and nothing is left', async (stage, times) => {
  const folder = temporaryFolder()
  const { exitCode, error } = await interruptAt(stage, times, folder)
  expect(exitCode, error).toBe(130)
  if (times === 1) expect(error).toContain('Cancelled; nothing was written.')
  expect(readdirSync(folder)).toEqual(times === 1 ? ['board.png'] : expect.arrayContaining(['board.png']))
  const leftOvers = readdirSync(folder, { recursive: true }).filter((name) => name !== 'board.png' && name !== 'deep')
  expect(leftOvers).toEqual([])
})

test('an interrupt that reaches the workers too, as a terminal’s does, ends the same way', async () => {
  const folder = temporaryFolder()
  const { exitCode, error } = await interruptAt('Denoising', 1, folder, { wholeGroup: true })
  expect(exitCode, error).toBe(130)
  expect(readdirSync(folder)).toEqual(['board.png'])
})

test.each(['SIGTERM', 'SIGHUP'] as const)('%s, as of a closed terminal, is an interrupt too', async (signal) => {
  const folder = temporaryFolder()
  const { exitCode, error } = await interruptAt('Denoising', 1, folder, { signal, wholeGroup: signal === 'SIGHUP' })
  expect(exitCode, error).toBe(130)
  expect(readdirSync(folder)).toEqual(['board.png'])
})

test('after an interrupt the machine is free for the next generation', async () => {
  const folder = temporaryFolder()
  await interruptAt('Denoising', 2, folder)
  await expectSuccess([...smallGeneration(folder), '--out', join(folder, 'next')])
  expect(readdirSync(join(folder, 'next'))).toContain('take.json')
})
