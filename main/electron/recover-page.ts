import type { WebContents } from 'electron'

/** A page that dies this often within that time would die again. */
const mostReloads = 3
const periodMilliseconds = 60_000

/**
 * Reloads the page when its process is gone. Main has the project, so the page finds everything as it was; more than
 * a few deaths in a row end the attempts.
 */
export function recoverPage(contents: WebContents, log: (line: string) => void): void {
  const deaths: number[] = []
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log(`the window's process ended: ${reason}, exit code ${exitCode}`)
    const now = Date.now()
    deaths.push(now)
    if (deaths.filter((at) => now - at < periodMilliseconds).length <= mostReloads) contents.reload()
  })
  contents.on('unresponsive', () => log("the window's process does not answer"))
  contents.on('preload-error', (_event, file, error) => log(`${file}: ${error.stack ?? error.message}`))
}
