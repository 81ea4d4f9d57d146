import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron as electron, type ElectronApplication, type Page } from 'playwright'
import { onTestFinished } from 'vitest'
import type { CallInput, CallName, CallOutput } from '../../core/contract/calls.ts'
import { temporaryFolder } from './temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A machine without a graphics card draws by software; said at once, Chromium does not try a card first. */
const drawBySoftware = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/** The system's language, in all the ways that a system can tell it. */
const english = { LANG: 'en_US.UTF-8', LANGUAGE: '', LC_ALL: '', LC_MESSAGES: '' }

interface LaunchOptions {
  /** Where the app keeps everything; a new folder unless the test starts the app twice. */
  readonly home?: string
  readonly environment?: Readonly<Record<string, string>>
  /** The built app; this checkout unless the test has made one of its own. */
  readonly appFolder?: string
  /** Words for Electron. */
  readonly words?: readonly string[]
  /** Errors of the page that the test brings about. */
  readonly expectedErrors?: RegExp
}

/**
 * Starts the built studio with a real window. When the test ends, the studio is closed, and the test fails if the page
 * had an error or if anything tried to reach a network.
 */
export async function launchStudio(options: LaunchOptions = {}): Promise<StudioApp> {
  const { home = temporaryFolder(), appFolder = root } = options
  const app = await electron.launch({
    args: [...drawBySoftware, ...(options.words ?? []), appFolder],
    cwd: root,
    env: { ...definedEnvironment(), ...english, ...options.environment, CRANESHOT_HOME: home },
  })
  const studio = new StudioApp(app, home, options.expectedErrors)
  onTestFinished(() => studio.close())
  await studio.ready()
  return studio
}

export class StudioApp {
  readonly app: ElectronApplication
  readonly home: string
  readonly #expectedErrors: RegExp | undefined
  readonly #problems: string[] = []
  #printed = ''
  #page: Page | null = null
  #isClosed = false

  constructor(app: ElectronApplication, home: string, expectedErrors: RegExp | undefined) {
    this.app = app
    this.home = home
    this.#expectedErrors = expectedErrors
    app.process().stderr?.on('data', (text: Uint8Array) => (this.#printed += String(text)))
  }

  /** The window's page. */
  get page(): Page {
    if (!this.#page) throw new Error('the studio has no window yet')
    return this.#page
  }

  /** What main and the workers printed so far. */
  get printed(): string {
    return this.#printed
  }

  /** Waits for the page to be loaded and listened to. */
  async ready(): Promise<void> {
    const page = await this.app.firstWindow()
    this.#page = page
    page.on('console', (message) => {
      if (message.type() === 'error') this.#note(`${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => this.#note(error.stack ?? error.message))
    await page.waitForLoadState()
  }

  /** What the page had asked for when it closed may not come any more; nobody sees that. */
  #note(problem: string): void {
    if (!this.#isClosed && !this.#expectedErrors?.test(problem)) this.#problems.push(problem)
  }

  /** One call to main, as the page would make it. */
  async call(name: string, input: unknown = {}): Promise<{ ok: boolean; value?: unknown; failure?: unknown }> {
    return this.page.evaluate(
      ([name, input]) => (globalThis as unknown as { studio: Bridge }).studio.call(name, input),
      [name, input] as const,
    ) as Promise<{ ok: boolean; value?: unknown; failure?: unknown }>
  }

  /** The value of a call that must succeed. */
  async value<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const answer = await this.call(name, input)
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.failure)}`)
    return answer.value as CallOutput<Name>
  }

  /** Answers the system's next dialogs for opening with these paths; an empty list is a closed dialog. */
  async answerOpenDialogs(paths: readonly string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] })
    }, paths)
  }

  /** Answers the system's next questions by the button of that number, counted from 0. */
  async answerQuestions(button: number): Promise<void> {
    await this.app.evaluate(({ dialog }, response) => {
      const asked = globalThis as { questions?: string[] }
      asked.questions = []
      dialog.showMessageBox = (...words: unknown[]) => {
        asked.questions?.push(JSON.stringify(words.at(-1)))
        return Promise.resolve({ response, checkboxChecked: false })
      }
    }, button)
  }

  /** What was asked since {@link answerQuestions}, as JSON of the dialog's options. */
  async questions(): Promise<string[]> {
    return this.app.evaluate(() => (globalThis as { questions?: string[] }).questions ?? [])
  }

  /** Whether the window can be seen. */
  async isVisible(): Promise<boolean> {
    return this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true)
  }

  /** Asks the window to close, as its cross does. */
  async askToClose(): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  }

  /** Drags with the mouse from one point of the page to another, in so many moves. */
  async drag(
    from: Point,
    to: Point,
    { moves = 8, button = 'left' }: { readonly moves?: number; readonly button?: 'left' | 'middle' | 'right' } = {},
  ): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down({ button })
    await mouse.move(to.x, to.y, { steps: moves })
    await mouse.up({ button })
  }

  /** Drops files of the system onto a point of the page, as a file manager does. */
  async dropFiles(paths: readonly string[], at: Point): Promise<void> {
    const session = await this.app.context().newCDPSession(this.page)
    const data = { items: [], files: [...paths], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: at.x, y: at.y, data })
    await session.detach()
  }

  /** A picture of the window in the folder that `CRANESHOT_SCREENSHOTS` names; nothing without it. */
  async screenshot(name: string): Promise<void> {
    const folder = process.env['CRANESHOT_SCREENSHOTS']
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    await this.page.screenshot({ path: join(folder, `${name}.png`) })
  }

  /** Quits, and judges what was noted meanwhile. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.answerQuestions(1).catch(() => undefined)
    await this.app.close()
    this.#judge()
  }

  /** Closes the window as a user does. @returns the app's exit code */
  async closeWindow(): Promise<number | null> {
    this.#isClosed = true
    const ended = new Promise<number | null>((resolve) => this.app.process().once('exit', resolve))
    await this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    const exitCode = await ended
    this.#judge()
    return exitCode
  }

  /** Sends a signal to the app, as a system that shuts down does. @returns the app's exit code */
  async endBy(signal: NodeJS.Signals): Promise<number | null> {
    this.#isClosed = true
    const child = this.app.process()
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill(signal)
    const exitCode = await ended
    this.#judge()
    return exitCode
  }

  #judge(): void {
    const blocked = this.#expectedErrors ? [] : (this.#printed.match(/^blocked a .*/gm) ?? [])
    const problems = [...this.#problems, ...blocked]
    if (problems.length > 0) throw new Error(`the page had errors:\n${problems.join('\n')}`)
  }

  /** Ends the app at once, as a crash does. */
  async kill(): Promise<void> {
    this.#isClosed = true
    const child = this.app.process()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
}

interface Bridge {
  call(name: string, input: unknown): Promise<unknown>
}

export interface Point {
  readonly x: number
  readonly y: number
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
