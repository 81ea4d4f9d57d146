import { randomUUID } from 'node:crypto'
import { readFileSync, unlinkSync } from 'node:fs'
import { readFile, stat, unlink } from 'node:fs/promises'
import { StudioError } from '../../core/contract/errors.ts'
import { createLock, unwritableLock } from './lock-file.ts'
import { isProcessAlive } from './process-alive.ts'

/** Who has slept, and the whole machine with it, knows nothing of a silence: so many looks are needed at least. */
const FEWEST_LOOKS = 6

/** What a waiting process has seen of a lock's holder. Only its own clock counts: file times may be another machine's. */
export class HolderWatch {
  readonly #file: string
  readonly #lock: StillTime
  readonly #guard: StillTime
  readonly #obstacle: StillTime

  /** @param silenceMilliseconds a holder whose heartbeat stands still for so long is taken for dead */
  constructor(file: string, silenceMilliseconds: number) {
    this.#file = file
    this.#lock = new StillTime(silenceMilliseconds)
    this.#guard = new StillTime(silenceMilliseconds)
    this.#obstacle = new StillTime(silenceMilliseconds)
  }

  /**
   * Removes the lock of a holder that is gone; false while it lives, or another process is removing it.
   * @throws StudioError `jobs.queue-unreadable`, `jobs.queue-unwritable` when what lies there is in the way for the silence
   */
  async removeDeadHolder(): Promise<boolean> {
    const seen = await this.#read(this.#file)
    if (seen === null) return true
    if (seen === 'unreadable') return false
    const isSilent = this.#lock.hasStoodStill(`${seen.touched} ${seen.content}`)
    if (!isSilent && isHolderAlive(seen.content)) return false
    return this.#steal(seen.content)
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
      return true
    } catch (thrown) {
      return this.#isGone(content, thrown)
    } finally {
      await unlink(guard).catch(() => undefined)
    }
  }

  /** A guard is held for moments; one that stays belongs to a process that was killed in between. */
  async #removeAbandoned(guard: string): Promise<boolean> {
    const seen = await this.#read(guard)
    if (seen === null) return true
    if (seen === 'unreadable' || !this.#guard.hasStoodStill(seen.content)) return false
    return unlink(guard).then(
      () => true,
      (thrown: unknown) => this.#isGone(seen.content, thrown),
    )
  }

  /** Null where there is no such file. Some systems refuse for moments to have a file read that somebody writes. */
  async #read(file: string): Promise<{ readonly content: string; readonly touched: number } | 'unreadable' | null> {
    try {
      const content = await readFile(file, 'utf8')
      return { content, touched: (await stat(file)).mtimeMs }
    } catch (thrown) {
      const reason = codeOf(thrown)
      if (reason === 'ENOENT') return null
      if (!this.#obstacle.hasStoodStill(`${file} ${reason}`)) return 'unreadable'
      throw new StudioError('jobs.queue-unreadable', { file, reason }, { cause: thrown })
    }
  }

  /** Whether what could not be removed is not there; the same refusal for the whole silence is told. */
  #isGone(content: string, thrown: unknown): boolean {
    if (codeOf(thrown) === 'ENOENT') return true
    if (!this.#obstacle.hasStoodStill(`${content} ${codeOf(thrown)}`)) return false
    throw unwritableLock(this.#file, thrown)
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

function codeOf(thrown: unknown): string {
  return (thrown as NodeJS.ErrnoException).code ?? String(thrown)
}
