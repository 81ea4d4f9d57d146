import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { isHolderAlive } from './holder-watch.ts'
import { removeOwnLock } from './lock-file.ts'

/** Who has not said for so long that it waits does not wait any more. */
const FRESH_MILLISECONDS = 5000
/** Looks that a guest is given: it looks as often itself, and may be late. */
const LOOKS = 5

/**
 * Says beside a lock that somebody waits for it who needs it once, to be said again at each look. Of several the last one
 * is heard; each gets its turn.
 * @param content of the lock that is to be taken
 */
export function announceGuest(lockFile: string, content: string): void {
  try {
    writeFileSync(noteOf(lockFile), content)
  } catch {
    // Who cannot say so waits as long as the queue runs.
  }
}

/** To be called by a guest that has the lock, or wants it no more. */
export function withdrawGuest(lockFile: string, content: string): void {
  removeOwnLock(noteOf(lockFile), content)
}

/**
 * Gives a guest that waits the time to take the lock before who calls this takes it again. Without a guest it costs a look.
 * @throws AbortError
 */
export async function letGuestIn(
  lockFile: string,
  { signal, pollMilliseconds }: { readonly signal: TaskContext['signal']; readonly pollMilliseconds: number },
): Promise<void> {
  for (let look = 0; look < LOOKS && isGuestThere(lockFile); look++)
    await delay(pollMilliseconds, undefined, { signal })
}

function isGuestThere(lockFile: string): boolean {
  const note = noteOf(lockFile)
  try {
    const isFresh = Date.now() - statSync(note).mtimeMs < FRESH_MILLISECONDS
    if (isFresh && isHolderAlive(readFileSync(note, 'utf8'))) return true
    rmSync(note, { force: true })
  } catch {
    // There is none.
  }
  return false
}

function noteOf(lockFile: string): string {
  return `${lockFile}.waiting`
}
