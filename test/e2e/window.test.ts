import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { launchStudio } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('opens one window with the page in it, no menu, and no smaller than the page can be', async () => {
  const { app, page } = await launchStudio()
  await page.locator('#root > *').first().waitFor()
  const seen = await app.evaluate(({ BrowserWindow, Menu }) => {
    const windows = BrowserWindow.getAllWindows()
    windows[0]?.setSize(300, 200)
    return {
      windows: windows.length,
      visible: windows[0]?.isVisible(),
      title: windows[0]?.getTitle(),
      smallest: windows[0]?.getSize(),
      hasMenu: Menu.getApplicationMenu() !== null,
      colour: windows[0]?.getBackgroundColor().toLowerCase(),
    }
  })
  expect(seen).toMatchObject({ windows: 1, visible: true, title: 'Craneshot', smallest: [1024, 640], hasMenu: false })
  // Before the page's first frame the window already has the page's own colour.
  const surface = "getComputedStyle(document.documentElement).getPropertyValue('--surface-window').trim()"
  expect(seen.colour).toBe(await page.evaluate(surface))
})

test('remembers where it was and how large', async () => {
  const home = temporaryFolder()
  const first = await launchStudio({ home })
  const bounds = { x: 130, y: 40, width: 1100, height: 700 }
  await first.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds)
  await expect
    .poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()))
    .toEqual(bounds)
  await first.close()
  const second = await launchStudio({ home })
  const opened = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(opened).toEqual(bounds)
})

test('a second start brings the first one’s window to the front and ends', async () => {
  const { app, home } = await launchStudio()
  // Hidden, because minimizing is the window manager's work, and the tests' display has none.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  await expect.poll(() => isVisible(app)).toBe(false)
  const program = createRequire(import.meta.url)('electron') as unknown as string
  const second = spawnSync(program, ['--no-sandbox', root], {
    env: { ...process.env, CRANESHOT_HOME: home },
    encoding: 'utf8',
  })
  expect(second.status).toBe(0)
  expect(second.stderr).toContain('open already')
  await expect.poll(() => isVisible(app)).toBe(true)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a page whose process dies comes back', async () => {
  const studio = await launchStudio({ expectedErrors: /^$/ })
  const { app } = studio
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await expect.poll(() => studio.printed).toContain("the window's process ended")
  const script = `document.querySelector('#root > *') !== null`
  const isThere = (): Promise<unknown> =>
    app.evaluate(
      ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
      script,
    )
  await expect.poll(isThere).toBe(true)
})

async function isVisible(app: Awaited<ReturnType<typeof launchStudio>>['app']): Promise<boolean | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
}
