import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isAbort } from '../../../core/contract/errors.ts'
import { ProcessClient } from '../../../main/jobs/process-client.ts'
import { forkWorker } from '../../../main/jobs/worker-process.ts'
import { newContext } from './shot.ts'

const script = fileURLToPath(new URL('./programs/odd-worker.mjs', import.meta.url))

function client(graceMilliseconds = 60_000): ProcessClient {
  const start = () => forkWorker(script)
  const created = new ProcessClient({ start, diedCode: 'inference.process-died', graceMilliseconds })
  onTestFinished(() => created.close())
  return created
}

const ended = (promise: Promise<unknown>): Promise<unknown> => promise.catch((thrown: unknown) => thrown)

describe('ProcessClient', () => {
  it('keeps typed arrays and answers overlapping tasks each with its own output', async () => {
    const one = client()
    const pixels = Uint8Array.of(1, 2, 3)
    const outputs = await Promise.all([one.run('echo', { pixels }, newContext()), one.run('echo', 7, newContext())])
    expect(outputs).toEqual([{ pixels }, 7])
  })

  it('uses one process for task after task', async () => {
    const one = client()
    expect(await one.run('pid', null, newContext())).toBe(await one.run('pid', null, newContext()))
  })

  it.each([
    ['exit', 'exit code 3'],
    ['abort', 'SIGABRT'],
  ])('names the end of a process by %s, and starts a fresh one for the next task', async (task, cause) => {
    const one = client()
    const before = await one.run('pid', null, newContext())
    const died = await ended(one.run(task, null, newContext()))
    expect(died).toMatchObject({ code: 'inference.process-died', details: { cause } })
    expect(await one.run('pid', null, newContext())).not.toBe(before)
  })

  it('names a program that is not there', async () => {
    const start = () => forkWorker('/nowhere/worker.mjs')
    const one = new ProcessClient({ start, diedCode: 'inference.process-died' })
    expect(await ended(one.run('echo', 1, newContext()))).toMatchObject({ code: 'inference.process-died' })
  })

  it('cancels a task that listens without ending its process', async () => {
    const one = client()
    const before = await one.run('pid', null, newContext())
    const context = newContext()
    const waiting = one.run('wait', null, { ...context, report: () => context.controller.abort() })
    expect(isAbort(await ended(waiting))).toBe(true)
    expect(await one.run('pid', null, newContext())).toBe(before)
  })

  it('kills the process of a task that does not listen, and the next task works', async () => {
    const one = client(50)
    const before = await one.run('pid', null, newContext())
    const context = newContext()
    const blocked = one.run('block', null, { ...context, report: () => context.controller.abort() })
    expect(isAbort(await ended(blocked))).toBe(true)
    expect(await one.run('pid', null, newContext())).not.toBe(before)
  })

  it('does not start a process for a task that is cancelled already', async () => {
    const one = new ProcessClient({
      start: () => expect.unreachable('started a process'),
      diedCode: 'inference.process-died',
    })
    const context = newContext()
    context.controller.abort()
    expect(isAbort(await ended(one.run('echo', 1, context)))).toBe(true)
  })

  it('ends running tasks by name when it is closed, and works again afterwards', async () => {
    const one = client()
    const waiting = one.run('wait', null, { ...newContext(), report: () => one.close() })
    expect(await ended(waiting)).toMatchObject({ code: 'inference.process-died', details: { cause: 'SIGKILL' } })
    expect(await one.run('echo', 5, newContext())).toBe(5)
  })
})
