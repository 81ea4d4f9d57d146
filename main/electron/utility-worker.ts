import { utilityProcess } from 'electron'
import { utilityEndCause } from '../../core/contract/worker-end.ts'
import { workerFlags, type ForkOptions, type WorkerProcess } from '../jobs/worker-process.ts'

interface UtilityOptions extends ForkOptions {
  /** As the system's list of processes shows it. */
  readonly name: string
}

/**
 * Starts `script` as a utility process of Electron; Electron must be ready. Whatever the worker prints goes to stderr.
 * Electron ends its utility processes when it ends itself, however that comes about.
 */
export function utilityWorker(
  script: string,
  { name, environment = {}, silent = false }: UtilityOptions,
): WorkerProcess {
  const child = utilityProcess.fork(script, [], {
    serviceName: name,
    execArgv: [...workerFlags],
    env: { ...definedEnvironment(), ...environment },
    stdio: ['ignore', silent ? 'ignore' : 'pipe', silent ? 'ignore' : 'pipe'],
  })
  for (const printed of [child.stdout, child.stderr])
    printed?.on('data', (text: Uint8Array) => void process.stderr.write(text))
  let killed = false
  const killNow = (): void => {
    // Electron's own kill() asks politely, which native code in the middle of a step does not hear.
    try {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    } catch {
      // It has just ended by itself.
    }
  }
  child.once('spawn', () => {
    if (killed) killNow()
  })
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code) => resolve(utilityEndCause(code, process.platform)))
  })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void ended.then(listener),
    kill: () => {
      killed = true
      killNow()
    },
    // The app lives as long as its window, whatever its workers do.
    holdParent: () => undefined,
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
