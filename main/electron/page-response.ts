import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { contentPolicy } from './content-policy.ts'
import { contentTypeOf, emptyResponse } from './file-response.ts'

/** Where the page lives: a scheme of its own, so that it has an origin that nothing else can have. */
export const pageScheme = 'studio'
export const pageOrigin = `${pageScheme}://app`

const headers = {
  'Content-Security-Policy': contentPolicy({ served: false }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/**
 * A file of the built page; anything that is not inside its folder is not found.
 *
 * @param folder the built page, `out/renderer`
 */
export async function pageResponse(folder: string, url: string): Promise<Response> {
  const file = pageFile(folder, url)
  const bytes = file === null ? null : await readFile(file).catch(() => null)
  if (file === null || bytes === null) return emptyResponse(404, headers)
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'Content-Type': contentTypeOf(file) } })
}

function pageFile(folder: string, url: string): string | null {
  const found = /^studio:\/\/app\/([^?#]*)/.exec(url)
  if (!found) return null
  try {
    const relative = decodeURIComponent(found[1] || 'index.html')
    const file = path.resolve(folder, relative)
    return !relative.includes('\0') && file.startsWith(folder + path.sep) ? file : null
  } catch {
    // Not a percent-encoding.
    return null
  }
}
