import { BrowserWindow, screen } from 'electron'
import { placeWindow, readWindowPlace, smallestWindow, writeWindowPlace } from './window-place.ts'

/** `--surface-window` of the page's tokens: what the window shows before the page's first frame. */
const windowColour = '#1a1a1a'

interface WindowOptions {
  /** A picture; only Linux takes it from the window, the others from the program. */
  readonly icon: string
  readonly preload: string
  /** Remembers where the window was. */
  readonly placeFile: string
  readonly url: string
}

interface OpenedWindow {
  readonly window: BrowserWindow
  /** Keeps where the window is now for the next start. */
  remember(): void
}

/** The one window, shown with its first frame. */
export function openWindow({ icon, preload, placeFile, url }: WindowOptions): OpenedWindow {
  const saved = readWindowPlace(placeFile)
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id)
  const window = new BrowserWindow({
    ...placeWindow(saved, [main.workArea, ...others.map((display) => display.workArea)]),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Craneshot',
    ...(process.platform === 'linux' ? { icon } : {}),
    backgroundColor: windowColour,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A generation that runs while another program is in front still draws its previews in time.
      backgroundThrottling: false,
    },
  })
  window.once('ready-to-show', () => {
    if (saved?.maximized === true) window.maximize()
    window.show()
  })
  window.on('page-title-updated', (event, title) => {
    if (title === '') event.preventDefault()
  })
  void window.loadURL(url)
  const remember = (): void =>
    writeWindowPlace(placeFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  return { window, remember }
}
