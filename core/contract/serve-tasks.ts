import type { z } from 'zod'
import { failureFrom } from './errors.ts'
import type { WorkerReply } from './inference.ts'
import type { Progress, TaskContext } from './tasks.ts'

/** The worker's end of a message channel, whatever carries it. */
export interface TaskPort {
  post(reply: WorkerReply): void
  listen(receive: (message: unknown) => void): void
}

/** What a Node child process and an Electron utility process have of a channel to their parent. */
export interface HostProcess {
  readonly parentPort?: {
    postMessage(message: unknown): void
    on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  }
  send?(message: unknown): unknown
  on(event: 'message', listener: (message: unknown) => void): unknown
}

interface TaskRequest {
  readonly id: number
  readonly task: string
  readonly input?: unknown
}

/** One handler for each task of a request union; `cancel` is served by {@link serveTasks} itself. */
export type TaskHandlers<Request extends TaskRequest> = {
  readonly [Task in Exclude<Request['task'], 'cancel'>]: (
    input: Extract<Request, { task: Task }>['input'],
    context: TaskContext,
  ) => Promise<unknown>
}

/** Progress inside one stage is sent at most this often; a stage's first report and previews always pass. */
const progressIntervalMilliseconds = 80

/**
 * The channel of a worker to the process that started it: Electron's utility process when there is a `parentPort`,
 * otherwise Node's `fork`.
 * @throws Error when the process was started by hand, without a channel.
 */
export function portOfProcess(host: HostProcess): TaskPort {
  const { parentPort } = host
  if (parentPort) {
    return {
      post: (reply) => parentPort.postMessage(reply),
      listen: (receive) => void parentPort.on('message', (event) => receive(event.data)),
    }
  }
  if (!host.send) throw new Error('a worker needs a channel to the process that starts it')
  return {
    post: (reply) => void host.send?.(reply),
    listen: (receive) => void host.on('message', receive),
  }
}

/**
 * The message loop of a worker: parses each request, runs its handler with a signal of its own, and answers with
 * progress and exactly one `done` or `failed`. A `cancel` request with a running task's id aborts that task's signal;
 * for an id that is not running it does nothing. Tasks may overlap. A request that does not parse is answered as a bug.
 */
export function serveTasks<Request extends TaskRequest>(
  port: TaskPort,
  requestSchema: z.ZodType<Request>,
  handlers: TaskHandlers<Request>,
): void {
  const running = new Map<number, AbortController>()

  const run = async (request: TaskRequest): Promise<void> => {
    const controller = new AbortController()
    running.set(request.id, controller)
    const context = { signal: controller.signal, report: throttledReport(port, request.id) }
    const handler = (handlers as Record<string, (input: unknown, context: TaskContext) => Promise<unknown>>)[
      request.task
    ]
    try {
      if (!handler) throw new Error(`no handler for task ${request.task}`)
      const output = await handler(request.input, context)
      running.delete(request.id)
      port.post({ id: request.id, type: 'done', output })
    } catch (thrown) {
      running.delete(request.id)
      port.post({ id: request.id, type: 'failed', failure: failureFrom(thrown) })
    }
  }

  port.listen((message) => {
    const parsed = requestSchema.safeParse(message)
    if (!parsed.success) return port.post(unreadable(message, parsed.error.message))
    const request = parsed.data
    if (request.task === 'cancel') running.get(request.id)?.abort()
    else if (running.has(request.id)) port.post(unreadable(message, `request ${request.id} is already running`))
    else void run(request)
  })
}

function unreadable(message: unknown, reason: string): WorkerReply {
  const id = (message as { id?: unknown } | null)?.id
  const failure = failureFrom(new Error(`a request this worker cannot take: ${reason}`))
  return { id: typeof id === 'number' ? id : -1, type: 'failed', failure }
}

function throttledReport(port: TaskPort, id: number): (progress: Progress) => void {
  let stage: string | null = null
  let sentAt = 0
  return (progress) => {
    const now = Date.now()
    const skip = progress.stage === stage && !progress.preview && now - sentAt < progressIntervalMilliseconds
    if (skip) return
    stage = progress.stage
    sentAt = now
    port.post({ id, type: 'progress', progress })
  }
}
