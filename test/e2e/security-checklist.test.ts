import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { launchStudio } from '../support/studio-app.ts'

// Electron's own checklist (electronjs.org/docs/latest/tutorial/security), by its numbers. Here are those that the
// other security tests do not show: 2–7, 11–14, 18 and 20 are in security.test.ts, 19 in test/package.

const root = fileURLToPath(new URL('../..', import.meta.url))

test('1, 8, 9, 10: only the app’s own secure scheme is loaded, and nothing experimental is switched on', async () => {
  const { app, page } = await launchStudio({ expectedErrors: /./ })
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as
      (Electron.WebContents & { getLastWebPreferences(): Record<string, unknown> }) | undefined
    return contents?.getLastWebPreferences()
  })
  for (const name of [
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'nodeIntegrationInWorker',
    'nodeIntegrationInSubFrames',
  ])
    expect(preferences?.[name] ?? false, name).toBe(false)
  for (const name of ['enableBlinkFeatures', 'disableBlinkFeatures']) expect(preferences?.[name] ?? '', name).toBe('')
  const reached = await page.evaluate(async () => {
    const urls = ['file:///etc/passwd', 'http://127.0.0.1:9/', 'https://example.invalid/', 'ws://127.0.0.1:9/']
    const tries = urls.map((url) =>
      fetch(url).then(
        () => url,
        () => null,
      ),
    )
    return (await Promise.all(tries)).filter((url) => url !== null)
  })
  expect(reached).toEqual([])
})

test('17: a page in any window but the studio’s own is answered nothing, even with the same bridge and address', async () => {
  const studio = await launchStudio()
  const answers = await studio.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const foreign = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      })
      try {
        await foreign.loadURL('studio://app/')
        const ask = (call: string): Promise<string> =>
          foreign.webContents.executeJavaScript(
            `${call}.then(() => 'answered', (error) => String(error))`,
          ) as Promise<string>
        return [await ask("studio.call('project.recent', {})"), await ask("studio.call('app.start', {})")]
      } finally {
        foreign.destroy()
      }
    },
    join(root, 'out', 'preload.cjs'),
  )
  for (const answer of answers) expect(answer).toMatch(/own page only/)
  expect(studio.printed).toContain('refused a call from studio://app/')
})

test('15, 16: no address is ever given to the system to open, and Electron is no older than supported', async () => {
  const { app } = await launchStudio()
  const sources = ['main', 'preload'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  )
  const files = sources.filter((file) => file.endsWith('.ts'))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((file) => /openExternal|executeJavaScript\(.*\$\{/.test(readFileSync(file, 'utf8')))).toEqual([])
  const running = await app.evaluate(() => process.versions.electron)
  expect(Number(running?.split('.')[0])).toBeGreaterThanOrEqual(33)
})
