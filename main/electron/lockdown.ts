import { app, type Session, type WebContents } from 'electron'
import { mediaScheme } from '../../core/contract/media-urls.ts'
import { contentPolicy } from './content-policy.ts'
import { pageScheme } from './page-response.ts'

/** What the page may ask of the system: hold the mouse while it flies, fill the screen, copy text when a user says so. */
const grantedPermissions: ReadonlySet<string> = new Set(['pointerLock', 'fullscreen', 'clipboard-sanitized-write'])

const ownSchemes: ReadonlySet<string> = new Set([`${pageScheme}:`, `${mediaScheme}:`, 'blob:', 'data:', 'devtools:'])

/** Chromium's own errands, none of which this app needs. Must run before Electron is ready. */
export function silenceChromium(servedFrom: string | null): void {
  // Nothing has a name on a network; a development server is an address.
  if (servedFrom === null) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('no-proxy-server')
  for (const word of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability'])
    app.commandLine.appendSwitch(word)
}

interface LockdownOptions {
  /** The page's own origin; every right is its. */
  readonly origin: string
  /** The development server, the one address that may be asked; null outside of development. */
  readonly servedFrom: string | null
  readonly log: (line: string) => void
  /** Whether the window may have the microphone now: while the user records, and never else. */
  readonly mayRecord: () => boolean
}

/** Shuts the session's doors: no request leaves the app, and no permission is given beyond the page's few. */
export function lockSession(session: Session, { origin, servedFrom, log, mayRecord }: LockdownOptions): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const allowed = isOwn(url) || (servedFrom !== null && isFrom(servedFrom, url))
    if (!allowed) log(`blocked a request to ${url.slice(0, 200)}`)
    answer({ cancel: !allowed })
  })
  if (servedFrom !== null) {
    const policy = { 'Content-Security-Policy': [contentPolicy({ served: true })] }
    session.webRequest.onHeadersReceived(({ responseHeaders }, answer) =>
      answer({ responseHeaders: { ...responseHeaders, ...policy } }),
    )
  }
  const grants = (permission: string, url: string, media: readonly string[]): boolean => {
    const isGranted = permission === 'media' ? mayRecord() && isSound(media) : grantedPermissions.has(permission)
    return isGranted && (url === origin || url.startsWith(`${origin}/`))
  }
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer(grants(permission, details.requestingUrl, media))
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, { mediaType }) =>
    grants(permission, requestingOrigin, mediaType === undefined ? [] : [mediaType]),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  // Its dictionaries would be downloaded, even for a spell checker that is off.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
}

/** A microphone alone: no camera, no screen, nothing that is not told. */
function isSound(media: readonly string[]): boolean {
  return media.length > 0 && media.every((type) => type === 'audio')
}

/** Not by parsing: an address can be a whole picture. */
function isOwn(url: string): boolean {
  return ownSchemes.has(url.slice(0, url.indexOf(':') + 1).toLowerCase())
}

/** A page of the development server, or the socket on which it tells of changes. */
function isFrom(servedFrom: string, url: string): boolean {
  return url.startsWith(`${servedFrom}/`) || url.startsWith(`${servedFrom.replace('http', 'ws')}/`)
}

/** Keeps every page of the app where it is: it can be reloaded, and nothing else. */
export function lockContents(contents: WebContents, { origin, log }: LockdownOptions): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (event.url.startsWith(`${origin}/`) && event.url === contents.getURL()) return
    log(`blocked a navigation to ${event.url.slice(0, 200)}`)
    event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    log(`blocked a window for ${url.slice(0, 200)}`)
    return { action: 'deny' }
  })
}
