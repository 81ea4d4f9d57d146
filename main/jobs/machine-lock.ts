import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { readFile, stat, unlink, utimes } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { abortError, StudioError } from '../../core/contract/errors.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
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
  while (!create(file, content)) {
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
    removeOwn(file, content)
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
    if (!create(guard, randomUUID())) return this.#removeAbandoned(guard)
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

/** The named error for a lock that cannot be written, from what the system threw. */
function unwritable(file: string, thrown: unknown): StudioError {
  const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
  return new StudioError('jobs.queue-unwritable', { folder: dirname(file), reason }, { cause: thrown })
}

/**
 * False when there is one already. At once, as is removing it: on a busy machine a dozen trips through the thread pool take
 * longer than what is done under the lock.
 */
function create(file: string, content: string): boolean {
  try {
    return createIn(file, content)
  } catch (thrown) {
    throw unwritable(file, thrown)
  }
}

function createIn(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' })
    return true
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (code !== 'ENOENT') throw thrown
    mkdirSync(dirname(file), { recursive: true })
    return createIn(file, content)
  }
}

/** Removes a lock that is still one's own. */
function removeOwn(file: string, content: string): void {
  try {
    if (readFileSync(file, 'utf8') === content) unlinkSync(file)
  } catch {
    // Whoever took it for a dead one's has it now.
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
