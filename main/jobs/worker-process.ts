import { fork } from 'node:child_process'

/** A worker program in a process of its own, with a message channel. Node's `fork` and Electron's utility process fit. */
export interface WorkerProcess {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the process has ended or could not start; `cause` says how in a few words. */
  onExit(listener: (cause: string) => void): void
  /** Ends the process at once, even in the middle of native code. */
  kill(): void
  /** Whether this process keeps the program that started it alive. */
  holdParent(hold: boolean): void
}

/** Starts a worker process; called again after each process that ended. */
export type StartWorker = () => WorkerProcess

export interface ForkOptions {
  /** Added to the parent's environment. */
  readonly environment?: Readonly<Record<string, string>>
  /** Drops what the worker prints: libraries that look for a driver complain loudly when there is none. */
  readonly silent?: boolean
}

/**
 * What a worker works on lies outside of V8's heap. Left alone, V8 would double its room for new objects at some time and
 * keep it, for nothing.
 */
export const workerFlags: readonly string[] = ['--max-semi-space-size=8']

/**
 * Starts `script` with Node's `fork`. Messages keep typed arrays; whatever the worker prints goes to stderr, so that
 * stdout stays the command's own. The worker is killed when this process exits.
 */
export function forkWorker(script: string, { environment = {}, silent = false }: ForkOptions = {}): WorkerProcess {
  const child = fork(script, [], {
    serialization: 'advanced',
    execArgv: [...workerFlags],
    env: { ...process.env, ...environment },
    stdio: ['ignore', silent ? 'ignore' : 2, silent ? 'ignore' : 2, 'ipc'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
    child.once('error', (error) => resolve(error.message))
  })
  void ended.then(() => process.off('exit', kill))
  return {
    // A message to a process that has just ended is lost; its end is told by `onExit`.
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void ended.then(listener),
    kill,
    holdParent: (hold) => {
      if (hold) {
        child.ref()
        child.channel?.ref()
      } else {
        child.unref()
        child.channel?.unref()
      }
    },
  }
}
