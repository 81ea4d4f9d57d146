/** What ending a worker takes of Node's `process`. */
export interface EndableProcess {
  readonly pid: number
  readonly platform: string
  /** Only a utility process of Electron has one. */
  readonly parentPort?: unknown
  kill(pid: number, signal: string): unknown
  exit(code: number): unknown
  on(event: 'disconnect' | 'SIGINT' | 'SIGHUP', listener: () => void): unknown
}

/** Nothing else ends a worker by this signal, nor, where there are no signals, by this exit code. */
const memorySignal = 'SIGUSR2'
const memoryExitCode = 86

/** Electron is told of few signals that end its utility processes; nobody else sends them this one of those. */
const utilityMemorySignal = { name: 'SIGTERM', number: 15 } as const

/** Memory that reading or writing a file may take: several times what the largest picture takes that is read. */
export const mediaMemoryGigabytes = 4

/**
 * Ends a worker whose parent is gone: it has nobody to work for. Killed, because an orderly exit waits until native
 * code on other threads is done. A terminal's interrupt or end is left to whoever started the worker.
 */
export function endWithParent(host: EndableProcess): void {
  host.on('disconnect', () => host.kill(host.pid, 'SIGKILL'))
  host.on('SIGINT', () => undefined)
  host.on('SIGHUP', () => undefined)
}

/** Ends this process at once, in a way that its parent can tell from every other. */
export function endForMemory(host: EndableProcess): void {
  if (host.platform === 'win32') host.exit(memoryExitCode)
  else host.kill(host.pid, memoryEnd(host))
}

/** The signal by which a process ends for memory, from whatever thread. On Windows its parent cannot tell it. */
export function memoryEnd(host: Pick<EndableProcess, 'parentPort'>): 'SIGTERM' | 'SIGUSR2' {
  return host.parentPort ? utilityMemorySignal.name : memorySignal
}

/** @param cause of a worker's end: the name of a signal, or `exit code` and its number */
export function endedForMemory(cause: string): boolean {
  return cause === memorySignal || cause === `exit code ${memoryExitCode}`
}

/**
 * The cause of a utility process's end, as {@link endedForMemory} reads it. Electron gives the number of a signal like
 * an exit code.
 */
export function utilityEndCause(code: number, platform: string): string {
  return platform !== 'win32' && code === utilityMemorySignal.number ? memorySignal : `exit code ${code}`
}
