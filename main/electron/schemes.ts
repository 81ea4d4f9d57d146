import { protocol, type Session } from 'electron'
import { mediaScheme } from '../../core/contract/media-urls.ts'
import { emptyResponse, fileResponse } from './file-response.ts'
import { pageResponse, pageScheme } from './page-response.ts'

/** The file behind a `studio-media:` address; `closed` of a project that was open, null for what is no open project's. */
export type ResolveMedia = (url: string) => Promise<{ readonly file: string } | 'closed' | null>

/** Must run before Electron is ready. */
export function registerSchemes(): void {
  const common = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true }
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { ...common, codeCache: true } },
    { scheme: mediaScheme, privileges: { ...common, stream: true } },
  ])
}

interface SchemeOptions {
  readonly pageFolder: string
  /** The page's own origin. Only it may read media, so that pictures do not taint a canvas. */
  readonly origin: string
  readonly resolveMedia: ResolveMedia
  readonly log: (line: string) => void
}

export function serveSchemes({ protocol }: Session, { pageFolder, origin, resolveMedia, log }: SchemeOptions): void {
  protocol.handle(pageScheme, (request) => pageResponse(pageFolder, request.url))
  const headers = { 'Access-Control-Allow-Origin': origin, 'X-Content-Type-Options': 'nosniff' }
  protocol.handle(mediaScheme, async (request) => {
    try {
      const found = await resolveMedia(request.url)
      if (found === 'closed') return emptyResponse(204, headers)
      return found === null ? emptyResponse(404, headers) : await fileResponse(found.file, request, headers)
    } catch (thrown) {
      log(`${request.url}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`)
      return emptyResponse(500, headers)
    }
  })
}
