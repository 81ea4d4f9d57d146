import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { readdir, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'

/**
 * Makes a lock with its content. At once, as is removing it: on a busy machine a dozen trips through the thread pool take
 * longer than what is done under the lock.
 * @returns false when there is one already
 * @throws StudioError `jobs.queue-unwritable`; no lock is left then
 */
export function createLock(file: string, content: string): boolean {
  try {
    return createIn(file, content)
  } catch (thrown) {
    throw unwritableLock(file, thrown)
  }
}

/** Removes a lock that is still one's own. */
export function removeOwnLock(file: string, content: string): void {
  try {
    if (readFileSync(file, 'utf8') === content) unlinkSync(file)
  } catch {
    // Whoever took it for a dead one's has it now.
  }
}

/** What {@link createLock} writes first, where its program was killed before it took that away. */
const halfLock = /\.(lock|stealing)\.[0-9a-f-]{36}$/

/** No program is at such a file for so long. */
const halfLockMilliseconds = 86_400_000

/** Removes what killed programs have left of locks that they were about to take. Never fails: they are in nobody's way. */
export async function sweepHalfLocks(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((each) => halfLock.test(each))) {
    const file = join(folder, name)
    const facts = await stat(file).catch(() => null)
    if (facts !== null && Date.now() - facts.mtimeMs > halfLockMilliseconds) await unlink(file).catch(() => undefined)
  }
}

/** The named error for a lock that cannot be written, from what the system threw. */
export function unwritableLock(file: string, thrown: unknown): StudioError {
  const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
  return new StudioError('jobs.queue-unwritable', { folder: dirname(file), reason }, { cause: thrown })
}

function createIn(file: string, content: string): boolean {
  if (existsSync(file)) return false
  // Written elsewhere first: who is killed in between must not leave a lock without a holder's number, for which everybody
  // would have to wait as long as a holder may be silent.
  const whole = `${file}.${randomUUID()}`
  writeNew(whole, content)
  try {
    linkSync(whole, file)
    return true
  } catch (thrown) {
    // File systems without links are left with that moment.
    return (thrown as NodeJS.ErrnoException).code === 'EEXIST' ? false : writeNew(file, content)
  } finally {
    rmSync(whole, { force: true })
  }
}

/** Writes a file, or leaves none. @returns false when it is there already */
function writeNew(file: string, content: string): boolean {
  const descriptor = openNew(file)
  if (descriptor === null) return false
  try {
    writeAndClose(descriptor, content)
    return true
  } catch (thrown) {
    rmSync(file, { force: true })
    throw thrown
  }
}

function writeAndClose(descriptor: number, content: string): void {
  try {
    writeFileSync(descriptor, content)
  } finally {
    closeSync(descriptor)
  }
}

/** A new file to write into, its folder too; null when the file is there already. */
function openNew(file: string): number | null {
  try {
    return openSync(file, 'wx')
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'EEXIST') return null
    if (code !== 'ENOENT') throw thrown
    mkdirSync(dirname(file), { recursive: true })
    return openNew(file)
  }
}
