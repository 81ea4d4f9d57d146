import { expect, test } from 'vitest'
import { abortError, isAbort } from '../../../core/contract/errors.ts'
import type { ProbeOutput } from '../../../core/contract/inference.ts'
import { machineRuntime } from '../../../main/cli/machine-runtime.ts'
import type { WorkerProcess } from '../../../main/jobs/worker-process.ts'

/** Processes that try a provider: each gives the answer, or none until it is killed. */
function probes(answer: () => ProbeOutput | null) {
  const seen = { started: 0 }
  const start = (): WorkerProcess => {
    seen.started++
    let tell: (message: unknown) => void = () => undefined
    let exit: (cause: string) => void = () => undefined
    return {
      post: (message) => {
        const output = answer()
        const { id } = message as { id: number }
        if (output !== null) queueMicrotask(() => tell({ id, type: 'done', output }))
      },
      onMessage: (listener) => void (tell = listener),
      onExit: (listener) => void (exit = listener),
      kill: () => exit('SIGKILL'),
      holdParent: () => undefined,
    }
  }
  return { start, seen }
}

const nothingWorks: ProbeOutput = { works: false, reason: 'no driver', milliseconds: null }
const report = (): void => undefined
const patient = { signal: new AbortController().signal, report }

test('a take that is cancelled while providers are tried leaves nothing to the next one', async () => {
  let answer: ProbeOutput | null = null
  const { start } = probes(() => answer)
  const runtime = machineRuntime(start)
  const controller = new AbortController()
  const first = runtime({ signal: controller.signal, report }).catch((thrown: unknown) => thrown)
  await new Promise((resolve) => setTimeout(resolve))
  controller.abort(abortError())
  expect(isAbort(await first)).toBe(true)
  answer = nothingWorks
  expect(await runtime(patient)).toMatchObject({ provider: 'cpu', reason: 'nothing-else-works' })
})

test('a trial that fails as a bug is made again, one that answers is not', async () => {
  let isBroken = true
  const { start, seen } = probes(() => nothingWorks)
  const runtime = machineRuntime(() => {
    if (isBroken) throw new Error('a bug')
    return start()
  })
  await expect(runtime(patient)).rejects.toThrow('a bug')
  isBroken = false
  const known = await runtime(patient)
  const { started } = seen
  expect(started).toBeGreaterThan(0)
  expect(await runtime(patient)).toEqual(known)
  expect(seen.started).toBe(started)
})
