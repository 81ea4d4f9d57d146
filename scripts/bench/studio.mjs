import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { electronProgram } from '../electron/program.mjs'
import { root } from '../root.mjs'

/** A graphics card that is emulated: all that a window does runs the code that it would run on a card. */
const emulatedCard = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/**
 * Opens the studio, or the app in another folder, with nothing of the tests in between, and attaches afterwards.
 *
 * @param {{ home: string, folder?: string, words?: readonly string[] }} options where everything is kept; the app's
 *   folder; how Chromium draws
 */
export async function openApp({ home, folder = root, words = emulatedCard }) {
  const portFile = path.join(home, folder === root ? 'window' : '', 'DevToolsActivePort')
  fs.rmSync(portFile, { force: true })
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const startedAt = Date.now()
  const child = spawn(electronProgram(), [...sandbox, ...words, '--remote-debugging-port=0', folder], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, LANG: 'en_US.UTF-8', CRANESHOT_HOME: home, ELECTRON_RUN_AS_NODE: undefined },
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const port = await portIn(portFile).catch((error) => {
    child.kill('SIGKILL')
    throw error
  })
  await pageLoaded(port)
  const { chromium } = await import('playwright')
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const page = await pageOf(browser)
  return {
    page,
    startedAt,
    /** Number of the main process. */
    pid: child.pid ?? 0,
    close: async () => {
      await browser.close().catch(() => undefined)
      child.kill('SIGTERM')
      await ended
    },
  }
}

/**
 * @template Value
 * @param {(folder: string) => Promise<Value>} work with a new folder that is removed afterwards
 */
export async function inFolder(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'craneshot-bench-'))
  try {
    return await work(folder)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Chromium writes the file when its window can be reached.
 *
 * @param {string} file
 */
async function portIn(file) {
  for (let tries = 0; tries < 6000; tries++) {
    const port = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n')[0] : ''
    if (port) return port
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('the app did not open a window')
}

/**
 * Attaching to a window that is being made may hang: its title tells that the page is there.
 *
 * @param {string} port
 */
async function pageLoaded(port) {
  for (let tries = 0; tries < 6000; tries++) {
    const targets = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
    if (targets.some((/** @type {any} */ { type, title }) => type === 'page' && title !== '')) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('the app shows no page')
}

/** @param {import('playwright').Browser} browser */
async function pageOf(browser) {
  const [context] = browser.contexts()
  if (!context) throw new Error('the app has no window')
  return context.pages()[0] ?? context.waitForEvent('page')
}

/**
 * The main program of an app that is one window.
 *
 * @param {string} load what the window loads, as code
 */
export function bareApp(load) {
  return `const { app, BrowserWindow } = require('electron')
app.setPath('userData', process.env.CRANESHOT_HOME)
app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1480, height: 920, webPreferences: { sandbox: true } })
  window.${load}
})`
}

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
