import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { listTakes, takesFolder } from '../../../main/services/takes/take-index.ts'
import { readRecipe } from '../../../main/services/takes/take-recipe.ts'
import { commandLineProgram, runCommandLine } from '../../support/command-line.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { aProject, aSmallShot } from '../generation/project.ts'

interface Answer {
  readonly ok: boolean
  readonly paused: boolean
  readonly jobs: {
    id: string
    state: string
    seed: number
    move: string
    shotId: string
    takeId: string | null
    projectFolder: string
  }[]
  readonly takes: string[]
  readonly left: number
  readonly obedience?: { readonly folder: string; readonly summary?: object }[]
  readonly error: { code: string }
}

const model = ['--model', 'tiny-random', '--steps', '1']

/** A home with a model of random weights, and its queue. */
function aHome() {
  const environment = { CRANESHOT_HOME: temporaryFolder() }
  mkdirSync(join(environment.CRANESHOT_HOME, 'models'))
  const filter = (source: string): boolean => !source.includes('golden')
  cpSync(tinyPack, join(environment.CRANESHOT_HOME, 'models', 'tiny'), { recursive: true, filter })
  const queue = async (...words: string[]): Promise<Answer> => {
    const { standardOutput } = await runCommandLine(['queue', ...words, '--json'], { environment })
    return JSON.parse(standardOutput) as Answer
  }
  return { environment, queue }
}

test('takes are queued, ordered out, made in spite of a kill, and taken off the list', async () => {
  const { environment, queue } = aHome()
  const states = async (): Promise<string[]> => (await queue()).jobs.map(({ state, seed }) => `${state} ${seed}`)

  const project = aProject((film) => ({ ...film, shots: [aSmallShot('s1', 'b1'), aSmallShot('s2', 'b1')] }))
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

  const ran = await queue('run', '--no-measure')
  expect([ran.left, ran.obedience]).toEqual([0, undefined])
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

test('takes of several cameras and seeds hold their own path, and the shot’s cut waits for a choice', async () => {
  const { queue } = aHome()
  const project = aProject((film) => ({ ...film, shots: [aSmallShot('s1', 'b1')] }))
  expect(await queue('add', project.folder, '--moves', 'fly', ...model)).toMatchObject({
    error: { code: 'camera.move.unknown' },
  })
  const cameras = 'own,push-in,orbit:-20+tilt:3'
  expect(await queue('add', project.folder, '--moves', cameras, '--seeds', '7,3', ...model)).toMatchObject({ ok: true })
  const { jobs } = await queue()
  expect(jobs.map(({ move, seed }) => `${move} ${seed}`)).toEqual(
    ['', 'push-in', 'orbit:-20+tilt:3'].flatMap((move) => [`${move} 7`, `${move} 3`]),
  )
  await queue('remove', ...jobs.filter(({ seed }) => seed === 3).map(({ id }) => id))
  const ran = await queue('run')
  expect(ran.takes).toHaveLength(3)
  const made = (await listTakes(project.folder)).map(({ take }) => take!)
  const measured = ran.obedience?.map(({ folder, summary }) => [basename(folder), summary])
  expect(measured).toEqual(made.map(({ id, obedience }) => [id, obedience]))
  expect(made.map(({ shotMove }) => shotMove)).toEqual([undefined, 'push-in', 'orbit:-20+tilt:3'])
  expect(new Set(made.map(({ pluckerSha256 }) => pluckerSha256)).size).toBe(3)
  expect(new Set(made.map(({ pictureSha256 }) => pictureSha256)).size).toBe(1)
  expect(takeInCut(project.film.shots[0]!, made)?.id).toBe(made[0]!.id)
  const { source, spec } = await readRecipe(join(takesFolder(project.folder), made[1]!.id, 'take.json'))
  // The recipe's own keys lead to the cameras that it was made with: forward by three tenths of the subject's distance.
  if (source.camera.kind !== 'shot' || source.camera.camera.source !== 'keys') throw new Error('no keys')
  expect(source.camera.camera.path.keys.at(-1)!.position).toEqual([0, 0, expect.closeTo(-0.3, 6)])
  const head = made[1]!.headFrames
  expect(spec.filmCameras[head]!.worldFromCamera[11]).toBe(0)
  expect(spec.filmCameras.at(-1)!.worldFromCamera[11]).toBeCloseTo(0.3, 5)
})

test('takes belong to their project, by whatever link it was named', async () => {
  const { queue } = aHome()
  const { folder } = aProject((film) => ({ ...film, shots: [aSmallShot('s1', 'b1')] }))
  const link = join(temporaryFolder(), 'link')
  symlinkSync(folder, link, 'junction')
  for (const named of [link, join(link, 'project.json'), folder]) await queue('add', named, ...model)
  const { jobs } = await queue()
  expect(jobs.map(({ projectFolder }) => projectFolder)).toEqual(Array.from({ length: 3 }, () => realpathSync(folder)))
})

test('a damaged queue is told as long as it is there, and put aside by what changes it', async () => {
  const { environment, queue } = aHome()
  const folder = join(environment.CRANESHOT_HOME, 'queue')
  mkdirSync(folder)
  const damaged = '{"format":"craneshot-queue","version":1,"paused":false,"jobs":[{"id":"x"}],"paces":[]}\n'
  writeFileSync(join(folder, 'queue.json'), damaged)
  for (const words of [[], [], ['run']])
    expect(await queue(...words)).toMatchObject({ ok: false, error: { code: 'jobs.queue-unusable' } })
  expect(readdirSync(folder).filter((name) => name.startsWith('damaged-'))).toEqual([])
  const { standardOutput } = await runCommandLine(['queue', 'pause'], { environment })
  const [aside = ''] = readdirSync(folder).filter((name) => name.startsWith('damaged-'))
  expect(standardOutput).toContain(`begins anew. What was found lies in ${join(folder, aside)}`)
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(damaged)
  expect(await queue()).toMatchObject({ ok: true, paused: true, jobs: [] })
})
