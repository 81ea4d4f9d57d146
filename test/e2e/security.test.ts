import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { launchStudio, type StudioApp } from '../support/studio-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** What Chromium prints when the page is kept from something. */
const refused = /Refused to|Content Security Policy|Failed to load resource|ERR_(BLOCKED|ABORTED|FAILED)|not allowed/

test('the page runs in a sandbox without Node, and meets main only at the bridge', async () => {
  const { app, page } = await launchStudio()
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as
      (Electron.WebContents & { getLastWebPreferences(): Record<string, unknown> }) | undefined
    return contents?.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
  expect(preferences).toMatchObject({ webSecurity: true, webviewTag: false })
  const reach = await page.evaluate(() => ({
    absent: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
    bridge: Object.keys((globalThis as unknown as { studio: object }).studio).toSorted(),
    origin: location.origin,
    secure: isSecureContext,
  }))
  expect(reach).toEqual({ absent: [], bridge: ['call', 'listen', 'register'], origin: 'studio://app', secure: true })
})

test('the page’s policy comes as a header and allows no inline code, no style element and no network', async () => {
  const { page } = await launchStudio({ expectedErrors: refused })
  const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'))
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  const kept = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineRan = true'
    const style = document.createElement('style')
    style.textContent = 'html { opacity: 0.5 }'
    document.head.append(script, style)
    document.body.setAttribute('onclick', 'globalThis.handlerRan = true')
    document.body.click()
    const fetched = await fetch('https://example.invalid/').then(
      () => true,
      () => false,
    )
    const ran = ['inlineRan', 'handlerRan'].filter((name) => name in globalThis)
    return { ran, opacity: getComputedStyle(document.documentElement).opacity, fetched }
  })
  expect(kept).toEqual({ ran: [], opacity: '1', fetched: false })
})

test('the page cannot leave, open windows, hold frames or download', async () => {
  const studio = await launchStudio({ expectedErrors: refused })
  const { app, page } = studio
  await page.evaluate(() => {
    window.open('https://example.invalid/window')
    const link = Object.assign(document.createElement('a'), { href: 'https://example.invalid/link', target: '_blank' })
    const download = Object.assign(document.createElement('a'), { href: 'data:text/plain,x', download: 'x.txt' })
    const frame = Object.assign(document.createElement('iframe'), { src: 'studio://app/' })
    document.body.append(link, download, frame)
    link.click()
    download.click()
    location.href = 'https://example.invalid/away'
  })
  await expect.poll(() => studio.printed).toContain('blocked a navigation to https://example.invalid/away')
  expect(studio.printed).toContain('blocked a window for https://example.invalid/window')
  expect(page.url()).toBe('studio://app/')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  const frame = await page.evaluate(
    () => document.querySelector('iframe')?.contentDocument?.body?.childElementCount ?? 0,
  )
  expect(frame).toBe(0)
})

test('a page outside of the app’s files is not found', async () => {
  const { page } = await launchStudio({ expectedErrors: refused })
  const statuses = await page.evaluate(async () => {
    const urls = ['/../main.mjs', '/%2e%2e/main.mjs', '/..%2fmain.mjs', '/%2Fetc/passwd', '/assets', '/%ff', '/%00']
    return Promise.all(urls.map(async (url) => (await fetch(`studio://app${url}`)).status))
  })
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 404])
})

test('permissions are denied but for the mouse, the whole screen and copying text', async () => {
  // With devices there is something to be kept from.
  const { page } = await launchStudio({ words: ['--use-fake-device-for-media-stream'] })
  const states = await page.evaluate(async () => {
    const names = [
      'camera',
      'microphone',
      'geolocation',
      'notifications',
      'clipboard-read',
      'midi',
      'persistent-storage',
    ]
    const asked = names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)
    const opened = [{ video: true }, { audio: true }, { audio: true, video: true }].map((wanted) =>
      navigator.mediaDevices.getUserMedia(wanted).then(
        () => 'granted',
        (thrown: unknown) =>
          thrown instanceof DOMException && thrown.name === 'NotAllowedError' ? 'denied' : String(thrown),
      ),
    )
    return Promise.all([...asked, ...opened])
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
})

test('the page may hold the mouse and fill the screen', async () => {
  const { page } = await launchStudio()
  await page.evaluate(() => {
    const granted = { pointer: 'not asked', screen: 'not asked' }
    const note = (key: keyof typeof granted) => (answer: unknown) =>
      (granted[key] = answer instanceof Error ? answer.message : 'granted')
    addEventListener(
      'mousedown',
      () => void document.body.requestPointerLock().then(note('pointer'), note('pointer')),
      { capture: true, once: true },
    )
    addEventListener(
      'keydown',
      () => void document.documentElement.requestFullscreen().then(note('screen'), note('screen')),
      { capture: true, once: true },
    )
    Object.assign(globalThis, { granted })
  })
  await page.mouse.click(900, 700)
  await expect.poll(() => page.evaluate('granted.pointer')).toBe('granted')
  await page.evaluate(() => document.exitPointerLock())
  await page.keyboard.press('q')
  await expect.poll(() => page.evaluate('granted.screen')).toBe('granted')
})

test('a call that is not in the table, or whose input is not, answers a failure', async () => {
  const studio = await launchStudio()
  const unknown = await studio.call('files.read', { path: '/etc/passwd' })
  const wrong = await studio.call('project.create', { name: 7 })
  expect(unknown.ok).toBe(false)
  expect(wrong.ok).toBe(false)
  expect(unknown.failure).toMatchObject({ kind: 'bug' })
  expect(wrong.failure).toMatchObject({ kind: 'bug' })
})

test('only files that the user dropped can be registered', async () => {
  const studio = await launchStudio()
  // A drop while the sample is still being opened would start a film of its own, and the sample's pictures would go.
  await studio.page.getByRole('heading', { level: 1, name: 'Evening at the harbour' }).waitFor()
  const file = join(temporaryFolder(), 'board.png')
  writeFileSync(file, 'not opened here')
  const madeUp = await registered(studio, `new File(['x'], ${JSON.stringify(file)})`)
  const notFiles = await registered(studio, `{ path: ${JSON.stringify(file)} }, ${JSON.stringify(file)}`)
  expect([madeUp, notFiles]).toEqual(['[]', expect.stringMatching(/^\[\]$|Error/)])
  await studio.page.evaluate(() => {
    document.addEventListener('dragover', (event) => event.preventDefault(), true)
    document.addEventListener(
      'drop',
      (event) => Object.assign(globalThis, { dropped: [...(event.dataTransfer?.files ?? [])] }),
      true,
    )
  })
  await studio.dropFiles([file], { x: 400, y: 300 })
  await expect.poll(() => studio.page.evaluate(() => 'dropped' in globalThis)).toBe(true)
  expect(JSON.parse(await registered(studio, '...dropped'))).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)])
})

test('studio-media: shows nothing outside of the open project', async () => {
  const home = temporaryFolder()
  mkdirSync(join(home, 'secret'))
  writeFileSync(join(home, 'secret', 'key.png'), 'secret')
  const { page } = await launchStudio({ home, expectedErrors: refused })
  const statuses = await page.evaluate(async (home) => {
    const paths = [
      'take/x/../../secret/key.png',
      'take/..%2f..%2fsecret/key.png',
      `picture/display/${home}/secret/key.png`,
    ]
    const hosts = ['0000000000000000', 'app', 'localhost']
    const urls = hosts.flatMap((host) =>
      ['', 'raster/picture/..', ...paths].map((path) => `studio-media://${host}/${path}`),
    )
    return Promise.all(urls.map(async (url) => (await fetch(url)).status))
  }, home)
  expect(new Set(statuses)).toEqual(new Set([404]))
})

test('nothing is asked of any network, from the first start to the end', async () => {
  const netLog = join(temporaryFolder(), 'net.json')
  const studio = await launchStudio({ words: [`--log-net-log=${netLog}`] })
  await studio.page.locator('#root > *').first().waitFor()
  await studio.close()
  const { constants, events } = JSON.parse(readFileSync(netLog, 'utf8')) as NetLog
  const named = (type: string): number[] =>
    Object.entries(constants.logEventTypes).flatMap(([name, value]) => (name.startsWith(type) ? [value] : []))
  // The log was written: a request for the page is in it, under whatever name.
  expect(events.length).toBeGreaterThan(0)
  const network = new Set([
    ...named('HOST_RESOLVER'),
    ...named('TCP_CONNECT'),
    ...named('UDP_'),
    ...named('SOCKET_POOL'),
    ...named('HTTP_TRANSACTION_SEND'),
  ])
  expect(network.size).toBeGreaterThan(5)
  expect(events.filter((event) => network.has(event.type))).toEqual([])
})

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly { readonly type: number; readonly params?: unknown }[]
}

async function registered(studio: StudioApp, files: string): Promise<string> {
  return studio.page.evaluate(`studio.register([${files}]).then(JSON.stringify, String)`)
}
