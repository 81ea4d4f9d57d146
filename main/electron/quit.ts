import { setTimeout as delay } from 'node:timers/promises'
import { app, powerMonitor, type BrowserWindow } from 'electron'
import { isAbort } from '../../core/contract/errors.ts'

interface QuitOptions {
  readonly window: () => BrowserWindow | null
  /** Resolves when the page has told main all that the user did. */
  readonly settled: () => Promise<void>
  /** False when something still runs and the user would rather go on. */
  readonly mayEnd: () => Promise<boolean>
  /** Saves and ends everything; rejects with an AbortError when the user goes back instead. */
  readonly close: () => Promise<void>
  /** Called when nobody can be asked any more: what runs stops at once. */
  readonly hurry: () => void
  /** Whether a question to the user stands open. */
  readonly isAsking: () => boolean
  /** Called while the window still stands where it was. */
  readonly remember: () => void
  readonly log: (line: string) => void
}

/** How long quitting waits for the project to be saved; a disk that does not answer must not keep the app for ever. */
const longestCloseMilliseconds = 30_000
/** A system that ends itself waits no longer than this for a program. */
const longestHurryMilliseconds = 10_000

/**
 * However the studio is asked to end, by its window or a menu: the window goes at once, edits that are on their way arrive,
 * the project is saved, the processes end, and then the app does. While something runs, the user is asked first. Who will
 * not lose that, or edits that cannot be saved, goes back instead. When the system or a signal ends the studio, nobody is
 * asked: takes go back to the queue, and edits that cannot be saved are in the journal.
 */
export function closeBeforeQuit(options: QuitOptions): void {
  const { log } = options
  let stage: 'open' | 'closing' | 'closed' = 'open'
  const hurried = hurriedEnd(options)
  const end = async (): Promise<void> => {
    stage = 'closing'
    const asked = options.mayEnd().catch((thrown: unknown) => {
      log(`asking before the end failed: ${wordsOf(thrown)}`)
      return true
    })
    const mayEnd = await Promise.race([hurried, asked])
    if (!mayEnd) {
      stage = 'open'
      return
    }
    options.remember()
    options.window()?.hide()
    const ended = await hasEnded(options, hurried)
    stage = ended ? 'closed' : 'open'
    if (ended) app.quit()
    else options.window()?.show()
  }
  options.window()?.on('close', (event) => {
    if (stage === 'closed') return
    event.preventDefault()
    app.quit()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (stage === 'closed') return
    event.preventDefault()
    if (stage === 'open') void end()
  })
}

/** Resolves with true when the system, or a signal, says that the studio is to end. */
function hurriedEnd({ window, hurry }: QuitOptions): Promise<true> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve(true)
      hurry()
      app.quit()
    }
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
    powerMonitor.on('shutdown', end)
    window()?.on('session-end', end)
  })
}

/** False when the user goes back instead. */
async function hasEnded(options: QuitOptions, hurried: Promise<true>): Promise<boolean> {
  const { log } = options
  const ended = new AbortController()
  try {
    const late = [isLate(options, ended.signal), isLateInHurry(hurried, options, ended.signal)]
    await Promise.race([closeAll(options), ...late])
  } catch (thrown) {
    if (isAbort(thrown)) return false
    log(`closing failed: ${wordsOf(thrown)}`)
  } finally {
    ended.abort()
  }
  return true
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}

async function closeAll({ settled, close }: QuitOptions): Promise<void> {
  await settled()
  await close()
}

/** Resolves when closing takes too long. A question to the user may stand open as long as it likes. */
async function isLate({ isAsking, log }: QuitOptions, ended: AbortSignal): Promise<void> {
  do await delay(longestCloseMilliseconds, undefined, { signal: ended })
  while (isAsking())
  log('closing the project took too long; what was not saved is in its journal')
}

/** Resolves when closing takes too long for a system that waits, whoever is asked meanwhile. */
async function isLateInHurry(hurried: Promise<true>, { log }: QuitOptions, ended: AbortSignal): Promise<void> {
  await hurried
  await delay(longestHurryMilliseconds, undefined, { signal: ended })
  log('closing the project took too long for the system; what was not saved is in its journal')
}
