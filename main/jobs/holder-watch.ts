import { randomUUID } from 'node:crypto'
import { readFileSync, unlinkSync } from 'node:fs'
import { readFile, stat, unlink } from 'node:fs/promises'
import { createLock } from './lock-file.ts'
import { isProcessAlive } from './process-alive.ts'

/** Who has slept, and the whole machine with it, knows nothing of a silence: so many looks are needed at least. */
const FEWEST_LOOKS = 6

/** What a waiting process has seen of a lock's holder. Only its own clock counts: file times may be another machine's. */
export class HolderWatch {
  readonly #file: string
  readonly #lock: StillTime
  readonly #guard: StillTime

  /** @param silenceMilliseconds a holder whose heartbeat stands still for so long is taken for dead */
  constructor(file: string, silenceMilliseconds: number) {
    this.#file = file
    this.#lock = new StillTime(silenceMilliseconds)
    this.#guard = new StillTime(silenceMilliseconds)
  }

  /** Removes the lock of a holder that is gone; false while it lives, or another process is removing it. */
  async removeDeadHolder(): Promise<boolean> {
    const content = await textOf(this.#file)
    const touched = await stat(this.#file).then(
      (stats) => stats.mtimeMs,
      () => null,
    )
    if (content === null || touched === null) return true
    const isSilent = this.#lock.hasStoodStill(`${touched} ${content}`)
    if (!isSilent && isHolderAlive(content)) return false
    return this.#steal(content)
  }

  /**
   * Two processes may find the same dead holder, and the slower one would remove what the faster one has put in its
   * place. So only who holds a guard beside the lock looks once more and removes it: at once, since a program that is killed
   * in between keeps the others waiting.
   */
  async #steal(content: string): Promise<boolean> {
    const guard = `${this.#file}.stealing`
    if (!createLock(guard, randomUUID())) return this.#removeAbandoned(guard)
    try {
      if (readFileSync(this.#file, 'utf8') === content) unlinkSync(this.#file)
    } catch {
      // Somebody else has removed it.
    } finally {
      await unlink(guard).catch(() => undefined)
    }
    return true
  }

  /** A guard is held for moments; one that stays belongs to a process that was killed in between. */
  async #removeAbandoned(guard: string): Promise<boolean> {
    const content = await textOf(guard)
    if (content === null || !this.#guard.hasStoodStill(content)) return false
    await unlink(guard).catch(() => undefined)
    return true
  }
}

/** A lock without a readable number is being written just now, or damaged; silence decides. */
export function isHolderAlive(content: string): boolean {
  const pid = pidOf(content)
  return pid === null || isProcessAlive(pid)
}

/** How long something has stood still while somebody looked at it. */
class StillTime {
  readonly #longestMilliseconds: number
  #seen: string | null = null
  #lookedAt = 0
  #milliseconds = 0

  constructor(longestMilliseconds: number) {
    this.#longestMilliseconds = longestMilliseconds
  }

  /** Whether what is seen now has been the same for as long as that. */
  hasStoodStill(seen: string): boolean {
    const now = performance.now()
    const passed = Math.min(now - this.#lookedAt, this.#longestMilliseconds / FEWEST_LOOKS)
    this.#milliseconds = seen === this.#seen ? this.#milliseconds + passed : 0
    this.#seen = seen
    this.#lookedAt = now
    return this.#milliseconds >= this.#longestMilliseconds
  }
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
