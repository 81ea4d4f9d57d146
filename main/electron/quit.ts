import { app, type BrowserWindow } from 'electron'

interface QuitOptions {
  readonly window: () => BrowserWindow | null
  /** Resolves when the page has told main all that the user did. */
  readonly settled: () => Promise<void>
  /** Saves and ends everything. */
  readonly close: () => Promise<void>
  /** Called while the window still stands where it was. */
  readonly remember: () => void
  readonly log: (line: string) => void
}

/** How long quitting waits for the project to be saved; a disk that does not answer must not keep the app for ever. */
const longestCloseMilliseconds = 30_000

/**
 * However the studio is asked to end, by its window, a menu or a signal: the window goes at once, edits that are on
 * their way arrive, the project is saved, the processes end, and then the app does.
 */
export function closeBeforeQuit(options: QuitOptions): void {
  let stage: 'open' | 'closing' | 'closed' = 'open'
  options.window()?.on('close', (event) => {
    if (stage === 'closed') return
    event.preventDefault()
    app.quit()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (stage === 'closed') return
    event.preventDefault()
    if (stage === 'closing') return
    stage = 'closing'
    options.remember()
    options.window()?.hide()
    void withinTime(closeAll(options), options.log).finally(() => {
      stage = 'closed'
      app.quit()
    })
  })
}

async function closeAll({ settled, close }: QuitOptions): Promise<void> {
  await settled()
  await close()
}

async function withinTime(closing: Promise<void>, log: (line: string) => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log('closing the project took too long; what was not saved is in its journal')
      resolve()
    }, longestCloseMilliseconds)
  })
  try {
    await Promise.race([closing, late])
  } catch (thrown) {
    log(`closing failed: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`)
  } finally {
    clearTimeout(timer)
  }
}
