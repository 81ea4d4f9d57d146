import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claimNext, endRun } from '../../../core/queue/list-edits.ts'
import { takeMachineLock } from '../../../main/jobs/machine-lock.ts'
import { QueueFile } from '../../../main/jobs/queue-file.ts'
import { commandLineProgram, runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject, aSmallShot } from '../generation/project.ts'

/** A home whose queue has one take, which nothing but a working queue makes. */
async function aHomeWithATake() {
  const home = temporaryFolder()
  const environment = { CRANESHOT_HOME: home }
  const filter = (source: string): boolean => !source.includes('golden')
  mkdirSync(join(home, 'models'))
  cpSync(tinyPack, join(home, 'models', 'tiny'), { recursive: true, filter })
  const { folder } = aProject((film) => ({ ...film, shots: [aSmallShot('s1', 'b1')] }))
  const run = (...words: string[]) => runCommandLine(['queue', ...words, '--json'], { environment })
  const added = await run('add', folder, '--model', 'tiny-random', '--steps', '1')
  const { jobs } = JSON.parse(added.standardOutput) as { jobs: string[] }
  return { home, environment, run, id: jobs[0]! }
}

/** `craneshot queue run`, with what it has said when it has ended. */
function working(environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [commandLineProgram, 'queue', 'run', '--json'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode: exitCode as number, said: JSON.parse(said) }))
  return { begun: once(child.stderr, 'data'), ended }
}

const patient = { signal: new AbortController().signal }

test('a program that works off the queue ends when another one takes off the last take that waits', async () => {
  const { home, environment, run, id } = await aHomeWithATake()
  // Somebody else generates, so that the take cannot begin.
  const release = await takeMachineLock(join(home, 'queue', 'generation.lock'), patient)
  const { begun, ended } = working(environment)
  await begun
  expect((await run('remove', id)).exitCode).toBe(0)
  expect(await ended).toMatchObject({ exitCode: 0, said: { ok: true, takes: [], left: 0 } })
  await release()
})

test('it waits for the last take when another program makes that, and says how it ended', async () => {
  const { home, environment, id } = await aHomeWithATake()
  const file = new QueueFile(join(home, 'queue', 'queue.json'))
  const release = await takeMachineLock(join(home, 'queue', 'generation.lock'), patient)
  await file.change((list) => claimNext(list, { runner: 'window', takeId: 't1', now: Date.now() }))
  const { begun, ended } = working(environment)
  expect(String(await begun)).toContain('Waiting for another generation on this machine')
  await file.change((list) => endRun(list, id, 'window', { state: 'done' }, Date.now()))
  await release()
  expect(await ended).toMatchObject({ exitCode: 0, said: { ok: true, left: 0 } })
})

test('it waits no longer when that program is killed, and the take waits for a word', async () => {
  const { home, environment, run } = await aHomeWithATake()
  const lock = join(home, 'queue', 'generation.lock')
  const release = await takeMachineLock(lock, patient)
  const claim = { runner: 'window', takeId: 't1', now: Date.now() }
  await new QueueFile(join(home, 'queue', 'queue.json')).change((list) => claimNext(list, claim))
  const { begun, ended } = working(environment)
  await begun
  // No process has such a number.
  writeFileSync(lock, JSON.stringify({ pid: 2 ** 30, token: 'theirs' }))
  expect(await ended).toMatchObject({ exitCode: 0, said: { ok: true, takes: [], left: 1 } })
  const { jobs } = JSON.parse((await run()).standardOutput) as { jobs: unknown }
  expect(jobs).toMatchObject([{ state: 'waiting', held: true, interruptions: 1 }])
  await release()
})

test('takes that fail are named, and the exit code says so', async () => {
  const { home, environment, run, id } = await aHomeWithATake()
  rmSync(join(home, 'queue', 'recipes'), { recursive: true })
  const { exitCode, standardOutput } = await runCommandLine(['queue', 'run'], { environment })
  expect(exitCode).toBe(1)
  expect(standardOutput).toMatch(/^Made 0, failed 1; 0 wait\.\n.*: The file .+ from which the take was to be made/)
  expect((await run('retry')).exitCode).toBe(0)
  const again = await run('run')
  expect([again.exitCode, JSON.parse(again.standardOutput)]).toEqual([
    1,
    {
      ok: false,
      exitCode: 1,
      takes: [],
      failures: [{ id, failure: expect.objectContaining({ kind: 'error' }) }],
      left: 0,
    },
  ])
})
