import { randomUUID } from 'node:crypto'
import { readFile, stat, unlink, utimes } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { abortError } from '../../core/contract/errors.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { createLock, removeOwnLock } from './lock-file.ts'
import { isProcessAlive } from './process-alive.ts'

export interface MachineLockOptions {
  readonly signal: TaskContext['signal']
  /** Called once when another process holds the lock. */
  readonly onWait?: () => void
  readonly pollMilliseconds?: number
  /** A holder whose heartbeat stands still for so long is taken for dead, even if its process number lives. */
  readonly silenceMilliseconds?: number
}

const POLL_MILLISECONDS = 300
const HEARTBEAT_MILLISECONDS = 5000
const SILENCE_MILLISECONDS = 30_000

/**
 * Waits for a lock that only one process on the machine can hold, and takes it. The holder is known by its process
 * number; because numbers are used again, it also touches the file every few seconds.
 *
 * @param file in a folder that all programs of the app share
 * @returns a function that gives the lock back
 * @throws StudioError `jobs.queue-unwritable`; AbortError while waiting
 */
export async function takeMachineLock(file: string, options: MachineLockOptions): Promise<() => Promise<void>> {
  const content = JSON.stringify({ pid: process.pid, token: randomUUID() })
  const watch = new HolderWatch(file, options.silenceMilliseconds ?? SILENCE_MILLISECONDS)
  let told = false
  while (!createLock(file, content)) {
    if (await watch.removeDeadHolder()) continue
    if (!told) options.onWait?.()
    told = true
    await delay(options.pollMilliseconds ?? POLL_MILLISECONDS, undefined, { signal: options.signal })
  }
  const heartbeat = setInterval(() => void touch(file), HEARTBEAT_MILLISECONDS)
  heartbeat.unref()
  const release = async (): Promise<void> => {
    clearInterval(heartbeat)
    // A lock that stays behind is taken from its holder by the next; no finished job may fail for it.
    removeOwnLock(file, content)
  }
  if (!options.signal.aborted) return release
  await release()
  throw abortError()
}

/** Whether a living process holds the lock just now. By file times, so that nobody waits for the answer. */
export async function isMachineLockHeld(file: string): Promise<boolean> {
  const content = await textOf(file)
  const touched = await stat(file).catch(() => null)
  if (content === null || touched === null) return false
  return isAlive(content) && Date.now() - touched.mtimeMs < SILENCE_MILLISECONDS
}

/** What a waiting process has seen of the holder. Only its own clock counts: file times may be another machine's. */
class HolderWatch {
  readonly #file: string
  readonly #silenceMilliseconds: number
  #seen = ''
  #since = 0
  #seenGuard: string | null = null
  #guardSince = 0

  constructor(file: string, silenceMilliseconds: number) {
    this.#file = file
    this.#silenceMilliseconds = silenceMilliseconds
  }

  /** Removes the lock of a holder that is gone; false while it lives, or another process is removing it. */
  async removeDeadHolder(): Promise<boolean> {
    const content = await textOf(this.#file)
    const touched = await stat(this.#file).then(
      (stats) => stats.mtimeMs,
      () => null,
    )
    if (content === null || touched === null) return true
    const seen = `${touched} ${content}`
    if (seen !== this.#seen) {
      this.#seen = seen
      this.#since = performance.now()
    }
    const silent = performance.now() - this.#since >= this.#silenceMilliseconds
    if (!silent && isAlive(content)) return false
    return this.#steal(content)
  }

  /**
   * Two processes may find the same dead holder, and the slower one would remove what the faster one has put in its
   * place. So only who holds a guard beside the lock looks once more and removes it.
   */
  async #steal(content: string): Promise<boolean> {
    const guard = `${this.#file}.stealing`
    if (!createLock(guard, randomUUID())) return this.#removeAbandoned(guard)
    try {
      if ((await textOf(this.#file)) === content) await unlink(this.#file).catch(() => undefined)
    } finally {
      await unlink(guard).catch(() => undefined)
    }
    return true
  }

  /** A guard is held for moments; one that stays belongs to a process that was killed in between. */
  async #removeAbandoned(guard: string): Promise<boolean> {
    const content = await textOf(guard)
    if (content !== this.#seenGuard) {
      this.#seenGuard = content
      this.#guardSince = performance.now()
    }
    if (content === null || performance.now() - this.#guardSince < this.#silenceMilliseconds) return false
    await unlink(guard).catch(() => undefined)
    return true
  }
}

/** A lock without a readable number is being written just now, or damaged; silence decides. */
function isAlive(content: string): boolean {
  const pid = pidOf(content)
  return pid === null || isProcessAlive(pid)
}

function pidOf(content: string): number | null {
  try {
    const { pid } = JSON.parse(content) as { pid?: unknown }
    return typeof pid === 'number' && pid > 0 ? pid : null
  } catch {
    return null
  }
}

async function textOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null)
}

async function touch(file: string): Promise<void> {
  const now = new Date()
  await utimes(file, now, now).catch(() => undefined)
}
