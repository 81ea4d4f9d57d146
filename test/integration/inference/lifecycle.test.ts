import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import type { Progress } from '../../../core/contract/tasks.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker, type WorkerProcess } from '../../../main/jobs/worker-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { generateShot, newContext, workerScript, writeShot } from './shot.ts'

/** A client that keeps the processes it started. */
function watchedClient(graceMilliseconds: number): { client: ProcessClient; started: WorkerProcess[] } {
  const started: WorkerProcess[] = []
  const start = (): WorkerProcess => {
    const process = forkWorker(workerScript)
    started.push(process)
    return process
  }
  const client = new ProcessClient({ start, diedCode: 'inference.process-died', graceMilliseconds })
  onTestFinished(() => client.close())
  return { client, started }
}

/** Calls `act` at the first report of a step inside denoising. */
function whenDenoising(act: () => void): (progress: Progress) => void {
  let done = false
  return ({ stage, step }) => {
    if (done || stage !== 'inference.denoise' || step?.done === 0) return
    done = true
    act()
  }
}

const ended = (promise: Promise<unknown>): Promise<unknown> => promise.catch((thrown: unknown) => thrown)

describe('the inference process', () => {
  it('killed in the middle of a run is a named error, and the next job works in a fresh process', async () => {
    const { client, started } = watchedClient(60_000)
    const input = await writeShot(temporaryFolder(), { steps: 50 })
    const report = whenDenoising(() => started[0]!.kill())
    const died = await ended(generateShot(client, input, { ...newContext(), report }))
    expect(died).toMatchObject({ code: 'inference.process-died', details: { cause: 'SIGKILL' } })
    const next = await writeShot(temporaryFolder())
    expect((await generateShot(client, next)).frames).toHaveLength(3)
    expect(started).toHaveLength(2)
  })

  it('stops between two steps when it is cancelled, and the next job works in the same process', async () => {
    const { client, started } = watchedClient(60_000)
    const input = await writeShot(temporaryFolder(), { steps: 200 })
    const context = newContext()
    const stop = whenDenoising(() => context.controller.abort())
    const report = (progress: Progress): void => {
      context.report(progress)
      stop(progress)
    }
    expect(isAbort(await ended(generateShot(client, input, { ...context, report })))).toBe(true)
    expect(context.progress.at(-1)!.step!.done).toBeLessThan(200)
    const next = await writeShot(temporaryFolder())
    expect((await generateShot(client, next)).frames).toHaveLength(3)
    expect(started).toHaveLength(1)
  })

  it('is killed when a step outlasts the grace time', async () => {
    const { client, started } = watchedClient(0)
    // Each step of so many large frames takes far longer than no time at all.
    const input = await writeShot(temporaryFolder(), { samples: 16, width: 256, height: 256, steps: 20 })
    const context = newContext()
    const report = whenDenoising(() => context.controller.abort())
    expect(isAbort(await ended(generateShot(client, input, { ...context, report })))).toBe(true)
    const next = await writeShot(temporaryFolder())
    expect((await generateShot(client, next)).frames).toHaveLength(3)
    expect(started).toHaveLength(2)
  })

  it('ends by itself when the program that started it is killed', async () => {
    const parent = fileURLToPath(new URL('./programs/parent.mjs', import.meta.url))
    const process = spawn(globalThis.process.execPath, [parent, workerScript], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [line] = (await once(process.stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    expect(isRunning(pid)).toBe(true)
    process.kill('SIGKILL')
    while (isRunning(pid)) await delay(20)
  })
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
