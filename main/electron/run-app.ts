import { app, Menu, session, type BrowserWindow } from 'electron'
import { channels, type StudioEvent } from '../../core/contract/events.ts'
import type { Language } from '../../core/texts/language.ts'
import type { StartWorker } from '../jobs/worker-process.ts'
import type { Desktop } from '../services/studio/studio-parts.ts'
import { answerCalls, type CallTarget } from './answer-calls.ts'
import { electronDesktop } from './desktop.ts'
import { lockContents, lockSession, silenceChromium } from './lockdown.ts'
import { pageOrigin } from './page-response.ts'
import { closeBeforeQuit } from './quit.ts'
import { recoverPage } from './recover-page.ts'
import { registerSchemes, serveSchemes, type ResolveMedia } from './schemes.ts'
import { utilityWorker } from './utility-worker.ts'
import { openWindow } from './window.ts'

/** What the shell shows and asks: the studio's facade fits. */
export interface ShellTarget extends CallTarget {
  readonly resolveMedia: ResolveMedia
  /** To be called when the window gets the focus. */
  lookAgain(): void
  /** Of the user. */
  readonly language: Language
  /** Asks when something still runs; false when the user would rather go on. */
  mayEnd(): Promise<boolean>
  /** Saves and ends everything; rejects with an AbortError when the user goes back instead. */
  close(): Promise<void>
  /** To be called when the system ends the app: the take that is made goes back to the queue at once. */
  hurry(): void
}

export interface Workers {
  readonly startMedia: StartWorker
  readonly startInference: StartWorker
  /** Starts an inference process that only tries a provider; what drivers print is dropped. */
  readonly startProbe: StartWorker
}

export interface AppOptions {
  /** Chromium's own files: its caches, its lock. */
  readonly profileFolder: string
  readonly placeFile: string
  readonly logFolder: string
  /** Absolute files of the build, and the window's icon. */
  readonly build: {
    readonly icon: string
    readonly preload: string
    readonly page: string
    readonly mediaWorker: string
    readonly inferenceWorker: string
  }
  /** Address of vite's server in development; never read by an installed app. */
  readonly servedFrom: string | null
  readonly log: (line: string) => void
  /** Puts the services together, once Electron is ready. */
  readonly createTarget: (workers: Workers, desktop: Desktop, emit: (event: StudioEvent) => void) => ShellTarget
}

/** Runs the app until it quits: one instance for each place where it keeps its files. */
export function runApp(options: AppOptions): void {
  app.setPath('userData', options.profileFolder)
  app.setPath('sessionData', options.profileFolder)
  app.setAppLogsPath(options.logFolder)
  if (!app.requestSingleInstanceLock()) {
    options.log('Craneshot is open already; its window comes to the front.')
    return app.exit(0)
  }
  silenceChromium(app.isPackaged ? null : options.servedFrom)
  // Without a graphics card the 3D view is drawn by software; Chromium asks for this word, since foreign pages could
  // misuse it, and the studio shows none.
  app.commandLine.appendSwitch('enable-unsafe-swiftshader')
  registerSchemes()
  // Awaiting readiness at the top level of the main module would never end: Electron waits for the module.
  void app.whenReady().then(() => start(options))
}

function start(options: AppOptions): void {
  const { build, log } = options
  const servedFrom = app.isPackaged ? null : options.servedFrom
  const origin = servedFrom ?? pageOrigin
  let window: BrowserWindow | null = null
  const emit = (event: StudioEvent): void => {
    if (window?.isDestroyed() === false) window.webContents.send(channels.event, event)
  }
  const desktop = electronDesktop(() => window)
  const target = options.createTarget(workersOf(build), desktop, emit)
  const doors = { origin, servedFrom, log, mayRecord: () => desktop.mayRecord }
  lockSession(session.defaultSession, doors)
  app.on('web-contents-created', (_event, contents) => lockContents(contents, doors))
  serveSchemes(session.defaultSession, { pageFolder: build.page, origin, resolveMedia: target.resolveMedia, log })
  const { settled } = answerCalls({ target, origin, contents: () => window?.webContents ?? null, log })
  Menu.setApplicationMenu(process.platform === 'darwin' ? macMenu() : null)
  const opened = openWindow({
    icon: build.icon,
    preload: build.preload,
    placeFile: options.placeFile,
    url: `${origin}/`,
  })
  window = opened.window
  recoverPage(window.webContents, { log, mayReload: () => desktop.mayReload(target.language), quit: () => app.quit() })
  closeBeforeQuit({
    window: () => window,
    settled,
    mayEnd: () => target.mayEnd(),
    close: () => target.close(),
    hurry: () => target.hurry(),
    isAsking: () => desktop.isAsking,
    remember: opened.remember,
    log,
  })
  window.on('focus', () => target.lookAgain())
  window.once('closed', () => {
    window = null
  })
  app.on('second-instance', () => bringToFront(window))
}

function workersOf(build: AppOptions['build']): Workers {
  return {
    startMedia: () => utilityWorker(build.mediaWorker, { name: 'Craneshot media' }),
    startInference: () => utilityWorker(build.inferenceWorker, { name: 'Craneshot inference' }),
    startProbe: () => utilityWorker(build.inferenceWorker, { name: 'Craneshot provider probe', silent: true }),
  }
}

function bringToFront(window: BrowserWindow | null): void {
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** macOS takes copy, paste and quit from the menu; everywhere else the page has the only menu. */
function macMenu(): Menu {
  return Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
}
