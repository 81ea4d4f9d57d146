import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { patchBetween } from '../../core/project/film-patch.ts'
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

test.each([
  ['ko_KR.UTF-8', 'ko'],
  ['en_GB.UTF-8', 'en'],
  ['C', 'en'],
])('where the system speaks %s, so does the studio, if it can: %s', async (locale, language) => {
  const studio = await launchStudio({ environment: { LANG: locale } })
  expect((await studio.value('app.start', {})).systemLanguage).toBe(language)
  await expect.poll(() => studio.page.evaluate('document.documentElement.lang')).toBe(language)
})

test('a second start brings the first one’s window to the front and ends', async () => {
  const { app, home } = await launchStudio()
  // Hidden, because minimizing is the window manager's work, and the tests' display has none.
  await expect.poll(() => isVisible(app)).toBe(true)
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

test('a page that dies again and again is loaded once more when the user wants it', async () => {
  const studio = await launchStudio({ expectedErrors: /./ })
  await studio.answerQuestions(0)
  for (let death = 1; death <= 4; death++) {
    await studio.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
    await expect.poll(() => studio.printed.split("the window's process ended").length - 1).toBe(death)
    const script = `document.querySelector('#root > *') !== null`
    const isThere = (): Promise<unknown> =>
      studio.app.evaluate(
        ({ BrowserWindow }, look) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(look),
        script,
      )
    await expect.poll(isThere).toBe(true)
    expect(await studio.questions()).toHaveLength(death === 4 ? 1 : 0)
  }
  expect((await studio.questions())[0]).toContain('The window has stopped several times')
})

async function isVisible(app: Awaited<ReturnType<typeof launchStudio>>['app']): Promise<boolean | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
}

test('what was done right before the window was closed is there when it opens again', async () => {
  const home = temporaryFolder()
  // The project is opened behind the page's back, so the pictures that the page still shows are gone.
  const first = await launchStudio({ home, expectedErrors: /404 \(Not Found\) studio-media:/ })
  const { id: projectId, film } = await first.value('project.create', { name: 'First' })
  const names = ['Second', 'Third', 'Fourth']
  const operations = names.map((name, index) => {
    const before = { ...film, name: ['First', ...names][index] ?? '' }
    const patch = patchBetween(before, { ...before, name })
    return { kind: 'edit' as const, label: { key: 'film.rename', details: {} }, patch }
  })
  // As the page does it: the next ones leave when the answer to those before is there, and nobody waits for the last.
  await first.page.evaluate(
    ([projectId, operations]) => {
      const { studio } = globalThis as unknown as { studio: { call(name: string, input: unknown): Promise<unknown> } }
      const send = (first: number): unknown =>
        first < operations.length &&
        studio
          .call('project.operate', { projectId, first, operations: [operations[first]] })
          .then(() => send(first + 1))
      send(0)
    },
    [projectId, operations] as const,
  )
  expect(await first.closeWindow()).toBe(0)
  const second = await launchStudio({ home })
  const { project } = await second.value('app.start', {})
  expect(project?.film.name).toBe('Fourth')
  expect(project?.recoveredEdits).toBe(0)
})

test('the page is built for use, not for development', () => {
  const assets = join(root, 'out', 'renderer', 'assets')
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.filter((name) => readFileSync(join(assets, name), 'utf8').includes('jsxDEV'))).toEqual([])
})
