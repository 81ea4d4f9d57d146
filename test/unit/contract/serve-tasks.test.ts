import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { abortError, StudioError } from '../../../core/contract/errors.ts'
import type { WorkerReply } from '../../../core/contract/inference.ts'
import { portOfProcess, serveTasks, type TaskPort } from '../../../core/contract/serve-tasks.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'

const requestSchema = z.discriminatedUnion('task', [
  z.strictObject({ id: z.number().int(), task: z.literal('double'), input: z.strictObject({ value: z.number() }) }),
  z.strictObject({ id: z.number().int(), task: z.literal('wait'), input: z.strictObject({}) }),
  z.strictObject({ id: z.number().int(), task: z.literal('cancel') }),
])

/** A channel inside one process: what the worker posts is kept, and `ended` settles when a request is answered. */
function channel(): {
  port: TaskPort
  send: (message: unknown) => void
  ended: (id: number) => Promise<WorkerReply[]>
} {
  const replies: WorkerReply[] = []
  const bus = new EventEmitter()
  const port: TaskPort = {
    post: (reply) => {
      replies.push(reply)
      bus.emit('reply')
    },
    listen: (receive) => void bus.on('message', receive),
  }
  const of = (id: number): WorkerReply[] => replies.filter((reply) => reply.id === id)
  const ended = async (id: number): Promise<WorkerReply[]> => {
    while (!of(id).some((reply) => reply.type !== 'progress')) await new Promise((done) => bus.once('reply', done))
    return of(id)
  }
  return { port, send: (message) => void bus.emit('message', message), ended }
}

function serve(port: TaskPort, wait: (input: object, context: TaskContext) => Promise<unknown>): void {
  serveTasks(port, requestSchema, { double: async ({ value }) => value * 2, wait })
}

const untilAborted = (_: object, { signal }: TaskContext): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(abortError())))

test('a request is answered with its own id', async () => {
  const { port, send, ended } = channel()
  serve(port, untilAborted)
  send({ id: 7, task: 'double', input: { value: 21 } })
  send({ id: 8, task: 'double', input: { value: 4 } })
  expect(await ended(7)).toEqual([{ id: 7, type: 'done', output: 42 }])
  expect(await ended(8)).toEqual([{ id: 8, type: 'done', output: 8 }])
})

test('cancel aborts the task of that id and no other', async () => {
  const { port, send, ended } = channel()
  serve(port, untilAborted)
  send({ id: 1, task: 'wait', input: {} })
  send({ id: 2, task: 'wait', input: {} })
  send({ id: 99, task: 'cancel' })
  send({ id: 2, task: 'cancel' })
  expect(await ended(2)).toEqual([{ id: 2, type: 'failed', failure: { kind: 'canceled' } }])
  send({ id: 3, task: 'double', input: { value: 1 } })
  await ended(3)
  send({ id: 1, task: 'cancel' })
  expect(await ended(1)).toHaveLength(1)
})

test('named errors, bugs and unreadable requests come back as such, and the loop lives on', async () => {
  const { port, send, ended } = channel()
  const thrown: Error[] = [new StudioError('media.missing', { file: 'a.png' }), new TypeError('slip')]
  serve(port, () => Promise.reject(thrown.shift()))
  send({ id: 1, task: 'wait', input: {} })
  send({ id: 2, task: 'wait', input: {} })
  send({ id: 3, task: 'double', input: { value: 'many' } })
  send('noise')
  const error = { code: 'media.missing', details: { file: 'a.png' } }
  expect(await ended(1)).toEqual([{ id: 1, type: 'failed', failure: { kind: 'error', error } }])
  expect((await ended(2))[0]).toMatchObject({ failure: { kind: 'bug', message: 'slip' } })
  expect((await ended(3))[0]).toMatchObject({ type: 'failed', failure: { kind: 'bug' } })
  expect((await ended(-1))[0]).toMatchObject({ type: 'failed', failure: { kind: 'bug' } })
  send({ id: 4, task: 'double', input: { value: 5 } })
  expect((await ended(4))[0]).toMatchObject({ output: 10 })
})

test('a flood of progress is thinned, but every stage and every preview arrives', async () => {
  const { port, send, ended } = channel()
  const preview = { width: 1, height: 1, rgb: new Uint8Array(3) }
  serve(port, async (_, { report }) => {
    for (let i = 0; i < 10_000; i++) report({ stage: 'steps', fraction: i / 10_000 })
    report({ stage: 'steps', fraction: 0.99, preview })
    report({ stage: 'decode', fraction: 1 })
  })
  send({ id: 1, task: 'wait', input: {} })
  const progress = (await ended(1)).flatMap((reply) => (reply.type === 'progress' ? [reply.progress] : []))
  expect(progress.length).toBeLessThan(1000)
  expect(progress[0]).toEqual({ stage: 'steps', fraction: 0 })
  expect(progress.filter((one) => one.preview)).toHaveLength(1)
  expect(progress.at(-1)).toEqual({ stage: 'decode', fraction: 1 })
})

test('a process without a channel cannot be a worker', () => {
  expect(() => portOfProcess(new EventEmitter())).toThrow(/channel/)
})
