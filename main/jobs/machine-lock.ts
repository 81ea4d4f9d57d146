import { randomUUID } from 'node:crypto'
import { readFile, stat, utimes } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { abortError } from '../../core/contract/errors.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { HolderWatch, isHolderAlive } from './holder-watch.ts'
import { createLock, removeOwnLock } from './lock-file.ts'
import { announceGuest, letGuestIn, withdrawGuest } from './lock-guests.ts'

export interface MachineLockOptions {
  readonly signal: TaskContext['signal']
  /** Called once when another process holds the lock. */
  readonly onWait?: () => void
  readonly pollMilliseconds?: number
  /**
   * `guest` needs the lock once; `queue` takes it again and again, and lets a guest that waits go first. Others take their
   * chance.
   */
  readonly as?: 'guest' | 'queue'
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
 * @throws StudioError `jobs.queue-unwritable`, `jobs.queue-unreadable`; AbortError while waiting
 */
export async function takeMachineLock(file: string, options: MachineLockOptions): Promise<() => Promise<void>> {
  const content = JSON.stringify({ pid: process.pid, token: randomUUID() })
  const watch = new HolderWatch(file, options.silenceMilliseconds ?? SILENCE_MILLISECONDS)
  const { signal, pollMilliseconds = POLL_MILLISECONDS } = options
  if (options.as === 'queue') await letGuestIn(file, { signal, pollMilliseconds })
  let told = false
  try {
    while (!createLock(file, content)) {
      if (signal.aborted) throw abortError()
      if (await watch.removeDeadHolder()) continue
      if (options.as === 'guest') announceGuest(file, content)
      if (!told) options.onWait?.()
      told = true
      await delay(pollMilliseconds, undefined, { signal })
    }
  } finally {
    if (told) withdrawGuest(file, content)
  }
  const heartbeat = setInterval(() => void touch(file), HEARTBEAT_MILLISECONDS)
  heartbeat.unref()
  const release = async (): Promise<void> => {
    clearInterval(heartbeat)
    // A lock that stays behind is taken from its holder by the next; no finished job may fail for it.
    removeOwnLock(file, content)
  }
  if (!signal.aborted) return release
  await release()
  throw abortError()
}

/**
 * Who holds the lock just now, by file times, so that nobody waits for the answer: nobody that lives, a program that was
 * heard lately, or one that lives and was not. The last has slept, or its number was given to another one since.
 */
export async function machineLockHolder(file: string): Promise<'nobody' | 'heard' | 'silent'> {
  const content = await readFile(file, 'utf8').catch(() => null)
  const touched = await stat(file).catch(() => null)
  if (content === null || touched === null || !isHolderAlive(content)) return 'nobody'
  return Date.now() - touched.mtimeMs < SILENCE_MILLISECONDS ? 'heard' : 'silent'
}

async function touch(file: string): Promise<void> {
  const now = new Date()
  await utimes(file, now, now).catch(() => undefined)
}
