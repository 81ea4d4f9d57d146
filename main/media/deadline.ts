import { createContext, Script } from 'node:vm'

/** Headers are read in milliseconds; a reader that takes longer is caught in a file that was made for it. */
const longestMilliseconds = 5000

const work = createContext({ run: null }) as { run: (() => unknown) | null }
const running = new Script('run()')

/**
 * Runs a reader of foreign bytes that never gives way, and stops it, even inside of a regular expression, when it takes
 * too long: while it runs, the whole process and each of its tasks stands still.
 * @throws Error when the time is over; whatever the reader throws
 */
export function withinDeadline<Value>(read: () => Value, milliseconds = longestMilliseconds): Value {
  const outer = work.run
  work.run = read
  try {
    return running.runInContext(work, { timeout: milliseconds, displayErrors: false }) as Value
  } catch (cause) {
    // Of another realm, so no instance of this one's Error.
    if ((cause as NodeJS.ErrnoException | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw cause
    throw new Error(`read for longer than ${milliseconds} ms`, { cause })
  } finally {
    work.run = outer
  }
}
