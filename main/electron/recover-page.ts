import type { WebContents } from 'electron'

interface RecoverOptions {
  readonly log: (line: string) => void
  /** Asks whether to try once more; false for a user who would rather quit. */
  readonly mayReload: () => Promise<boolean>
  readonly quit: () => void
}

/** A page that dies this often within that time would die again. */
const mostReloads = 3
const periodMilliseconds = 60_000

/**
 * Reloads the page when its process is gone. Main has the project, so the page finds everything as it was; more than
 * a few deaths in a row end the attempts, and the user is asked what to do with the empty window.
 */
export function recoverPage(contents: WebContents, { log, mayReload, quit }: RecoverOptions): void {
  const deaths: number[] = []
  const giveUp = async (): Promise<void> => {
    if (!(await mayReload())) return quit()
    deaths.length = 0
    if (!contents.isDestroyed()) contents.reload()
  }
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log(`the window's process ended: ${reason}, exit code ${exitCode}`)
    const now = Date.now()
    deaths.push(now)
    if (deaths.filter((at) => now - at < periodMilliseconds).length <= mostReloads) contents.reload()
    else giveUp().catch((thrown: unknown) => log(`asking after the window's end failed: ${String(thrown)}`))
  })
  contents.on('unresponsive', () => log("the window's process does not answer"))
  contents.on('preload-error', (_event, file, error) => log(`${file}: ${error.stack ?? error.message}`))
}
