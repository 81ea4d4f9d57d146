import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandLineProgram, runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject, aSmallShot } from '../generation/project.ts'

interface Answer {
  readonly ok: boolean
  readonly paused: boolean
  readonly jobs: { id: string; state: string; seed: number; shotId: string; held: boolean; takeId: string | null }[]
  readonly takes: string[]
  readonly left: number
  readonly error: { code: string }
}

test('takes are queued, ordered out, made in spite of a kill, and taken off the list', async () => {
  const home = temporaryFolder()
  const environment = { CRANESHOT_HOME: home }
  mkdirSync(join(home, 'models'))
  const filter = (source: string): boolean => !source.includes('golden')
  cpSync(tinyPack, join(home, 'models', 'tiny'), { recursive: true, filter })
  const queue = async (...words: string[]): Promise<Answer> => {
    const { standardOutput } = await runCommandLine(['queue', ...words, '--json'], { environment })
    return JSON.parse(standardOutput) as Answer
  }
  const states = async (): Promise<string[]> => (await queue()).jobs.map(({ state, seed }) => `${state} ${seed}`)

  const project = aProject((film) => ({ ...film, shots: [aSmallShot('s1', 'b1'), aSmallShot('s2', 'b1')] }))
  const model = ['--model', 'tiny-random', '--steps', '1']
  expect(await queue('add', project.folder, '--seeds', '2', ...model)).toMatchObject({ ok: true })
  const added = await queue()
  expect(added.jobs.map(({ shotId, seed }) => `${shotId} ${seed}`)).toEqual(['s1 1', 's1 2', 's2 1', 's2 2'])
  expect(await queue('remove', '00000000')).toMatchObject({ ok: false, error: { code: 'jobs.unknown' } })
  await queue('remove', added.jobs[3]!.id.slice(0, 12))
  expect(await states()).toEqual(['waiting 1', 'waiting 2', 'waiting 1'])

  // Killed as soon as it has begun: whatever it was at is made again, and nothing twice.
  const killed = spawn(process.execPath, [commandLineProgram, 'queue', 'run'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await once(killed.stderr, 'data')
  killed.kill('SIGKILL')
  await once(killed, 'exit')

  const ran = await queue('run')
  expect(ran.left).toBe(0)
  expect(await states()).toEqual(['done 1', 'done 2', 'done 1'])
  const takes = readdirSync(join(project.folder, 'takes')).filter((name) => !name.startsWith('.'))
  expect(new Set(takes)).toEqual(new Set((await queue()).jobs.map(({ takeId }) => takeId)))
  expect(takes).toHaveLength((await queue()).jobs.length)
  expect((await queue('remove', '--ended')).jobs).toEqual([])

  expect((await queue('pause')).paused).toBe(true)
  expect((await queue('resume')).paused).toBe(false)
  const { standardOutput } = await runCommandLine(['queue'], { environment })
  expect(standardOutput).toBe('Nothing runs, nothing waits.\n')
})
