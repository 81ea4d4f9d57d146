import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeMachineLock } from '../../../main/jobs/machine-lock.ts'
import { commandLineProgram, runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject, aSmallShot } from '../generation/project.ts'

test('a program that works off the queue ends when another one takes off the last take that waits', async () => {
  const home = temporaryFolder()
  const environment = { CRANESHOT_HOME: home }
  const filter = (source: string): boolean => !source.includes('golden')
  mkdirSync(join(home, 'models'))
  cpSync(tinyPack, join(home, 'models', 'tiny'), { recursive: true, filter })
  const { folder } = aProject((film) => ({ ...film, shots: [aSmallShot('s1', 'b1')] }))
  const run = (...words: string[]) => runCommandLine(['queue', ...words, '--json'], { environment })
  const added = await run('add', folder, '--model', 'tiny-random', '--steps', '1')
  const { jobs } = JSON.parse(added.standardOutput) as { jobs: string[] }

  // Somebody else generates, so that the take cannot begin.
  const { signal } = new AbortController()
  const release = await takeMachineLock(join(home, 'queue', 'generation.lock'), { signal })
  const working = spawn(process.execPath, [commandLineProgram, 'queue', 'run'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exit = once(working, 'exit')
  await once(working.stderr, 'data')
  expect((await run('remove', jobs[0]!)).exitCode).toBe(0)
  expect(await exit).toEqual([0, null])
  await release()
})
