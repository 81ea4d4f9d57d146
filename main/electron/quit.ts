import { setTimeout as delay } from 'node:timers/promises'
import { app, type BrowserWindow } from 'electron'
import { isAbort } from '../../core/contract/errors.ts'

interface QuitOptions {
  readonly window: () => BrowserWindow | null
  /** Resolves when the page has told main all that the user did. */
  readonly settled: () => Promise<void>
  /** False when something still runs and the user would rather go on. */
  readonly mayEnd: () => Promise<boolean>
  /** Saves and ends everything; rejects with an AbortError when the user goes back instead. */
  readonly close: () => Promise<void>
  /** Whether a question to the user stands open. */
  readonly isAsking: () => boolean
  /** Called while the window still stands where it was. */
  readonly remember: () => void
  readonly log: (line: string) => void
}

/** How long quitting waits for the project to be saved; a disk that does not answer must not keep the app for ever. */
const longestCloseMilliseconds = 30_000

/**
 * However the studio is asked to end, by its window, a menu or a signal: the window goes at once, edits that are on
 * their way arrive, the project is saved, the processes end, and then the app does. While something runs, the user is
 * asked first. Who will not lose that, or edits that cannot be saved, goes back instead.
 */
export function closeBeforeQuit(options: QuitOptions): void {
  const { log } = options
  let stage: 'open' | 'closing' | 'closed' = 'open'
  const end = async (): Promise<void> => {
    stage = 'closing'
    const mayEnd = await options.mayEnd().catch((thrown: unknown) => {
      log(`asking before the end failed: ${wordsOf(thrown)}`)
      return true
    })
    if (!mayEnd) {
      stage = 'open'
      return
    }
    options.remember()
    options.window()?.hide()
    const ended = await hasEnded(options)
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

/** False when the user goes back instead. */
async function hasEnded(options: QuitOptions): Promise<boolean> {
  const { log } = options
  const ended = new AbortController()
  try {
    await Promise.race([closeAll(options), isLate(options, ended.signal)])
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
