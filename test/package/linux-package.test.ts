import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { CallOutput } from '../../core/contract/calls.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const reason = process.platform === 'linux' ? '' : ' (skipped: packages are only tested on Linux so far)'

describe.skipIf(reason !== '')(`the unpacked app for Linux${reason}`, () => {
  let output = ''
  let app = ''

  beforeAll(() => {
    output = mkdtempSync(join(tmpdir(), 'craneshot-package-'))
    const words = ['scripts/package.mjs', '--dir', `--config.directories.output=${output}`]
    const packaging = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
    if (packaging.status !== 0) throw new Error(packaging.stdout + packaging.stderr)
    app = join(output, 'linux-unpacked')
  })
  afterAll(() => rmSync(output, { recursive: true, force: true }))

  test('holds this platform’s binaries and no other’s, in files that native code can open', () => {
    const unpacked = join(app, 'resources', 'app.asar.unpacked')
    const modules = join(unpacked, 'node_modules')
    expect(readdirSync(join(modules, 'onnxruntime-node', 'bin', 'napi-v6'))).toEqual(['linux'])
    expect(readdirSync(join(modules, 'onnxruntime-node', 'bin', 'napi-v6', 'linux'))).toEqual([process.arch])
    expect(readdirSync(join(modules, '@seydx'))).toEqual([`node-av-linux-${process.arch}`])
    expect(existsSync(join(unpacked, 'native-models', 'packs', 'embedded', 'pack.json'))).toBe(true)
    const resources = ['LICENSE', 'app.asar', 'app.asar.unpacked', 'bin', 'licences']
    expect(readdirSync(join(app, 'resources')).toSorted()).toEqual(resources)
  })

  test('passes on what the licences of others ask for', () => {
    const text = (name: string): string => readFileSync(join(app, 'resources', 'licences', name), 'utf8')
    for (const name of ['react', 'three', 'mediabunny', 'lucide-react'])
      expect(text('window.md')).toContain(`## ${name} - `)
    expect(text('Pretendard.txt')).toMatch(/SIL OPEN FONT LICENSE/i)
    expect(text('node-av.md')).toContain('MIT')
  })

  test('has its fuses set: nothing but the launcher’s way past the window is left open', async () => {
    const fuses = await getCurrentFuseWire(join(app, 'craneshot-studio'))
    const state = (option: FuseV1Options): FuseState | undefined => fuses[option]
    expect(state(FuseV1Options.RunAsNode)).toBe(FuseState.ENABLE)
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(FuseState.DISABLE)
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(FuseState.DISABLE)
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(FuseState.ENABLE)
    expect(state(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(FuseState.DISABLE)
  })

  test('its command line makes a take without a display, and takes no options for Node from the environment', () => {
    const { DISPLAY: _display, ...environment } = process.env
    const launcher = join(app, 'resources', 'bin', 'craneshot')
    const out = join(temporaryFolder(), 'take')
    const board = join(root, 'resources', 'boards', 'alley.png')
    const words = ['generate', '--image', board, '--move', 'dolly:0.1', '--steps', '1', '--out', out, '--json']
    const generate = spawnSync(launcher, words, {
      encoding: 'utf8',
      env: { ...environment, NODE_OPTIONS: '--require /none/such.cjs', CRANESHOT_HOME: temporaryFolder() },
    })
    expect(generate.status, generate.stderr).toBe(0)
    expect(JSON.parse(generate.stdout)).toMatchObject({ ok: true })
    expect(readdirSync(out)).toEqual(expect.arrayContaining(['clip.mp4', 'frame_0000.png', 'take.json']))
  })

  test('opens its window, takes a dropped picture, and finds what the model can run on', async () => {
    const home = temporaryFolder()
    const { page, end } = await openPackaged(join(app, 'craneshot-studio'), home)
    onTestFinished(end)
    const started = await value<CallOutput<'app.start'>>(page, 'app.start', {})
    expect(started).toMatchObject({ platform: 'linux', packs: [{ origin: 'embedded' }] })
    expect(page.url()).toBe('studio://app/')

    const { id: projectId } = await value<CallOutput<'project.create'>>(page, 'project.create', { name: 'Packaged' })
    const files = [await dropOne(page)]
    const source = { from: 'dropped', files }
    const imported = await value<CallOutput<'pictures.import'>>(page, 'pictures.import', { projectId, source })
    expect(imported).toMatchObject([{ ok: true, name: 'alley.png' }])

    // The words of a provider that is not here are the runtime's own, so the runtime was loaded.
    const providers = async () => (await value<CallOutput<'app.start'>>(page, 'app.start', {})).providers
    await expect.poll(async () => (await providers()).state).toBe('known')
    const { chosen, tried } = await providers()
    expect(chosen).not.toBeNull()
    for (const { works, reason } of tried)
      expect(works || /onnxruntime|OrtSession|backend/i.test(reason), reason).toBe(true)
  })
})

/** Starts the app with its debugging port open, the one way into an app whose inspector is shut. */
async function openPackaged(program: string, home: string): Promise<{ page: Page; end: () => Promise<void> }> {
  const words = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--remote-debugging-port=0', '--inspect=0']
  const child = spawn(program, words, {
    env: { ...process.env, CRANESHOT_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const browser = await chromium.connectOverCDP(await debuggingAddress(child))
  await expect.poll(() => pages(browser).length).toBe(1)
  const page = pages(browser)[0]!
  await page.locator('#root > *').first().waitFor()
  const end = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
    await browser.close()
  }
  return { page, end }
}

function pages(browser: Browser): Page[] {
  return browser.contexts().flatMap((context) => context.pages())
}

/** Chromium's, not Node's: the inspector must not open although it was asked for. */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.once('exit', (code) => reject(new Error(`the app ended with exit code ${code}:\n${printed}`)))
    child.stderr?.on('data', (text: Uint8Array) => {
      printed += String(text)
      if (printed.includes('Debugger listening')) reject(new Error('the inspector is open'))
      const address = /DevTools listening on (ws:\S+)/.exec(printed)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
}

/** @returns what main calls the dropped file */
async function dropOne(page: Page): Promise<string> {
  const file = join(temporaryFolder(), 'alley.png')
  copyFileSync(join(root, 'resources', 'boards', 'alley.png'), file)
  await page.evaluate(`addEventListener('dragover', (event) => event.preventDefault(), true);
    addEventListener('drop', (event) => {
      event.stopPropagation()
      globalThis.registered = studio.register([...event.dataTransfer.files])
    }, true)`)
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
  await expect.poll(() => page.evaluate(`'registered' in globalThis`)).toBe(true)
  const [id] = (await page.evaluate('registered')) as string[]
  return id ?? ''
}

async function value<Value>(page: Page, name: string, input: unknown): Promise<Value> {
  const answer = (await page.evaluate(`studio.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`)) as {
    readonly ok: boolean
    readonly value: Value
    readonly failure?: unknown
  }
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.failure)}`)
  return answer.value
}
