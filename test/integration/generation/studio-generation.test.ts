import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { StudioEvent } from '../../../core/contract/events.ts'
import type { GenerateOutput } from '../../../core/contract/inference.ts'
import type { JobSnapshot } from '../../../core/contract/jobs.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { compileShot } from '../../../core/project/compile-shot.ts'
import { shotToCompile } from '../../../core/project/shot-to-compile.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { MachineQueue } from '../../../main/jobs/machine-queue.ts'
import { places, queueFile } from '../../../main/services/places.ts'
import { folderIdOf } from '../../../main/services/projects/recent-projects.ts'
import { StudioGeneration, type GenerationRequest } from '../../../main/services/studio/studio-generation.ts'
import { aProject, aSmallShot, startInference, testTools, type TestProject, type TestTools } from './project.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const projectId = '0123456789abcdef'

interface TestStudio {
  readonly generation: StudioGeneration
  readonly events: StudioEvent[]
  readonly queue: MachineQueue
  readonly tools: TestTools
  /** Queues one generation for each seed, compiled as the window does. */
  generate(seeds: readonly number[], steps?: number): Promise<string[]>
  /** Waits for the job's end. */
  ended(id: string): Promise<JobSnapshot>
  /** Calls back at every new event. */
  readonly watchers: ((event: StudioEvent) => void)[]
}

function studio(project: TestProject = aProject(), given: Partial<TestTools> = {}): TestStudio {
  const tools = { ...testTools(), ...given }
  const events: StudioEvent[] = []
  const watchers: TestStudio['watchers'] = []
  const emit = (event: StudioEvent): void => {
    events.push(event)
    for (const watcher of watchers) watcher(event)
  }
  const home = temporaryFolder()
  const found = places({ environment: { CRANESHOT_HOME: home }, platform: process.platform, homeFolder: home })
  const lockFile = path.join(found.queue, 'generation.lock')
  const settings = () =>
    ({ language: null, provider: 'cpu', reducedMotion: false, keys: 'studio', paintProgram: null }) as const
  const onTake = (_folder: string, take: TakeSummary): void => emit({ type: 'take-added', projectId, take })
  const generation = new StudioGeneration({
    ...tools,
    places: found,
    settings,
    emit,
    onTake,
    onBug: (where, thrown) => expect.unreachable(`${where}: ${String(thrown)}`),
    createMachineQueue: (options) => new MachineQueue({ lockFile, file: queueFile(found), ...options }),
  })
  const { queue } = generation
  onTestFinished(() => generation.close())
  const opening = generation.queue.open()
  const opened = { id: projectId, folder: project.folder, writable: true, film: project.film }
  const generate = async (seeds: readonly number[], steps = 2): Promise<string[]> => {
    await opening
    const [pack] = await generation.packs()
    const board = await generation.prepareBoard(opened, 'b1', pack!.id)
    const shot = project.film.shots[0]!
    const requests: GenerationRequest[] = []
    for (const seed of seeds) {
      const wanted = { ...shot, generation: { ...shot.generation, seed, steps } }
      const spec = await compileShot(shotToCompile(project.film, wanted, pack!, board))
      requests.push({ shotId: shot.id, boardId: 'b1', headFrames: shot.handles.headFrames, spec })
    }
    return generation.generate(opened, requests)
  }
  const ended = async (id: string): Promise<JobSnapshot> => {
    for (;;) {
      const job = queue.snapshots.find((one) => one.id === id)!
      if (['done', 'failed', 'canceled'].includes(job.state)) return job
      await new Promise<void>((resolve) => watchers.push(() => resolve()))
    }
  }
  return { generation, events, queue, tools, generate, ended, watchers }
}

/** Everything in the project's folder of takes, hidden folders too. */
function takesIn({ folder }: TestProject): string[] {
  const takes = path.join(folder, 'takes')
  return existsSync(takes) ? readdirSync(takes) : []
}

/** Keeps what each generation answered. */
class WatchedClient extends ProcessClient {
  readonly outputs: GenerateOutput[] = []

  override async run<Output>(task: string, input: unknown, context: TaskContext): Promise<Output> {
    const output = await super.run<Output>(task, input, context)
    if (task === 'generate') this.outputs.push(output as GenerateOutput)
    return output
  }
}

describe('generations of the studio', () => {
  test('lose nothing when the process of pictures is ended under them, as a cancelled import may end it', async () => {
    const project = aProject()
    const { generate, ended, tools, watchers } = studio(project)
    const [id] = await generate([1])
    // Whatever the take is at: its pictures, its frames, its movie.
    watchers.push(() => tools.media.close())
    expect(await ended(id!)).toMatchObject({ state: 'done', failure: null })
    expect(takesIn(project)).toHaveLength(1)
  })

  test('are queued one for each request, and each take is told before its job is done', async () => {
    const project = aProject()
    const { generate, ended, events } = studio(project)
    const ids = await generate([1, 2])
    const jobs = [await ended(ids[0]!), await ended(ids[1]!)]
    expect(jobs).toMatchObject([
      {
        state: 'done',
        subject: { kind: 'generate', folderId: folderIdOf(project.folder), shotId: 's1', seed: 1 },
        failure: null,
      },
      { state: 'done', subject: { seed: 2 }, failure: null },
    ])
    expect(takesIn(project).toSorted()).toEqual(jobs.map(({ takeId }) => takeId))
    for (const { id, takeId } of jobs) {
      const added = events.findIndex((event) => event.type === 'take-added' && event.take.id === takeId)
      const done = events.findIndex(
        (event) => event.type === 'job' && event.job.id === id && event.job.state === 'done',
      )
      expect(added).toBeGreaterThanOrEqual(0)
      expect(added).toBeLessThan(done)
    }
    const takes = events.flatMap((event) => (event.type === 'take-added' ? [event.take] : []))
    expect(takes).toMatchObject([
      { shotId: 's1', seed: 1, frames: 8, headFrames: 2 },
      { shotId: 's1', seed: 2 },
    ])
  })

  test('show a first picture before the model has denoised anything', async () => {
    const { generate, ended, events } = studio()
    const [id] = await generate([1])
    await ended(id!)
    const progress = events.flatMap((event) => (event.type === 'job' ? (event.job.progress ?? []) : []))
    const first = progress.find(({ preview }) => preview !== undefined)!
    expect(first.stage).toBe('inference.cache')
    expect(first.preview).toMatchObject({ width: 64, height: 32 })
    const fractions = progress.map(({ fraction }) => fraction ?? 0)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  })

  test('load the model once and use one process, and ask nobody for a provider that is set', async () => {
    const tools = testTools()
    let processes = 0
    const start = () => {
      processes++
      return startInference()
    }
    const inference = new WatchedClient({ start, diedCode: 'inference.process-died' })
    onTestFinished(() => inference.close())
    const { generate, ended } = studio(aProject(), { ...tools, inference })
    const ids = await generate([1, 2, 3])
    for (const id of ids) expect((await ended(id)).state).toBe('done')
    expect(inference.outputs.map(({ networksLoaded }) => networksLoaded)).toEqual([4, 0, 0])
    expect(processes).toBe(1)
    expect(tools.probes.count).toBe(0)
  })

  test('of a pack that is not there are refused together, and nothing is queued', async () => {
    const { generation, queue, generate, ended } = studio()
    const project = aProject()
    const [id] = await generate([1])
    await ended(id!)
    const opened = { id: projectId, folder: project.folder, writable: true, film: project.film }
    const [pack] = await generation.packs()
    const board = await generation.prepareBoard(opened, 'b1', pack!.id)
    const shot = project.film.shots[0]!
    const other = { ...pack!, manifestSha256: '0'.repeat(64) }
    const specs = [pack!, other].map((facts) => compileShot(shotToCompile(project.film, shot, facts, board)))
    const requests = (await Promise.all(specs)).map((spec) => ({ shotId: 's1', boardId: 'b1', headFrames: 2, spec }))
    await expect(generation.generate(opened, requests)).rejects.toMatchObject({ code: 'command.recipe.pack' })
    expect(queue.snapshots).toHaveLength(1)
    await expect(generation.prepareBoard(opened, 'b1', '/etc')).rejects.toMatchObject({ code: 'command.model' })
  })
})

describe('a generation that ends early leaves nothing, and the next one works', () => {
  test('when it is cancelled, at whatever moment', async () => {
    const project = aProject()
    const { generate, ended, queue, watchers } = studio(project)
    let moment = 1
    for (let cancelsCount = true; cancelsCount; moment += 3) {
      let seen = 0
      let canceling = Promise.resolve()
      const watcher = (event: StudioEvent): void => {
        if (event.type === 'job' && ++seen === moment) canceling = queue.cancel(event.job.id)
      }
      watchers.push(watcher)
      const [id] = await generate([moment], 5)
      const { state, takeId } = await ended(id!)
      await canceling
      watchers.splice(watchers.indexOf(watcher), 1)
      cancelsCount = state === 'canceled'
      // A cancel at the last step may find the take made: the job is done then, and only its end is told after that.
      if (!cancelsCount) expect(seen, `cancelled at event ${moment} of ${seen}`).toBeLessThanOrEqual(moment + 1)
      expect({ state, takes: takesIn(project) }).toEqual(
        cancelsCount ? { state: 'canceled', takes: [] } : { state: 'done', takes: [takeId] },
      )
    }
    expect(moment).toBeGreaterThan(15)
    const [id] = await generate([1])
    expect((await ended(id!)).state).toBe('done')
  })

  test('when a cancel finds it in the middle of a long step', async () => {
    const project = aProject()
    // No time at all to finish the step: the process is killed.
    const start = startInference
    const inference = new ProcessClient({ start, diedCode: 'inference.process-died', graceMilliseconds: 0 })
    onTestFinished(() => inference.close())
    const { generate, ended, watchers, queue } = studio(project, { inference })
    let canceling: Promise<void> | undefined
    watchers.push((event) => {
      if (event.type === 'job' && event.job.progress?.stage === 'inference.denoise')
        canceling ??= queue.cancel(event.job.id)
    })
    const [id] = await generate([1], 200)
    expect(await ended(id!)).toMatchObject({ state: 'canceled', failure: null })
    await canceling
    expect(takesIn(project)).toEqual([])
    watchers.length = 0
    const [next] = await generate([2])
    expect((await ended(next!)).state).toBe('done')
  })

  test('when the project was moved away', async () => {
    const project = aProject()
    const { generate, ended } = studio(project)
    const ids = await generate([1])
    await ended(ids[0]!)
    const moved = `${project.folder}-moved`
    renameSync(project.folder, moved)
    onTestFinished(() => rmSync(moved, { recursive: true }))
    const [id] = await generate([2])
    expect(await ended(id!)).toMatchObject({ failure: { error: { code: 'project.open.missing' } } })
    expect(existsSync(project.folder)).toBe(false)
  })

  test('when the graphics card is lost: the job fails by name, and the next has a fresh process', async () => {
    const lost = fileURLToPath(new URL('../inference/programs/lost-worker.mjs', import.meta.url))
    let processes = 0
    const start = () => (++processes === 1 ? forkWorker(lost) : startInference())
    const inference = new ProcessClient({ start, diedCode: 'inference.process-died' })
    onTestFinished(() => inference.close())
    const project = aProject()
    const { generate, ended } = studio(project, { inference })
    const [id, next] = await generate([1, 2])
    expect(await ended(id!)).toMatchObject({ state: 'failed', failure: { error: { code: 'inference.device-lost' } } })
    expect((await ended(next!)).state).toBe('done')
    expect(processes).toBe(2)
    expect(takesIn(project)).toHaveLength(1)
  })

  test('when its process is killed', async () => {
    const project = aProject()
    const { generate, ended, watchers, tools } = studio(project)
    watchers.push((event) => {
      const stage = event.type === 'job' && event.job.progress?.stage
      if (stage === 'inference.denoise') tools.started[0]!.kill()
    })
    const [id] = await generate([1], 50)
    const failure = { kind: 'error', error: { code: 'inference.process-died', details: { cause: 'SIGKILL' } } }
    expect(await ended(id!)).toMatchObject({ state: 'failed', failure, takeId: null })
    expect(takesIn(project)).toEqual([])
    const [next] = await generate([2])
    expect((await ended(next!)).state).toBe('done')
  })

  test.for<[string, string]>([
    ['while the rasters are copied', '16k'],
    ['while the frames are made', '160k'],
    ['while the pictures are written', '368k'],
  ])('when the disk is full %s, and says so', async ([, size], { skip }) => {
    const project = aProject((film) => ({ ...film, shots: [aSmallShot('s1', 'b1', { durationFrames: 9 })] }))
    const takes = path.join(project.folder, 'takes')
    mkdirSync(takes)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', takes]).status === 0
    skip(!mounted, 'this account may not mount a file system')
    try {
      const { generate, ended } = studio(project)
      const [id] = await generate([1])
      const { state, failure } = await ended(id!)
      expect(state).toBe('failed')
      expect(failure).toMatchObject({ kind: 'error', error: { code: 'command.out.disk-full' } })
      expect(JSON.stringify(failure)).toContain(takes)
      expect(JSON.stringify(failure)).not.toMatch(/unfinished|ENOSPC/)
      expect(takesIn(project)).toEqual([])
    } finally {
      spawnSync('umount', [takes])
    }
  })
})
