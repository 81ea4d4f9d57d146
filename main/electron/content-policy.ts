import { mediaScheme } from '../../core/contract/media-urls.ts'

/**
 * What the page may load: its own files and the project's media, nothing else. Styles that code sets on elements and
 * constructed style sheets need no permission; `<style>` elements and inline scripts would, and get none.
 */
const policy: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'worker-src': ["'self'"],
  // Pictures made by the window itself are blob: and data: addresses.
  'img-src': ["'self'", `${mediaScheme}:`, 'blob:', 'data:'],
  'media-src': [`${mediaScheme}:`, 'blob:'],
  'connect-src': ["'self'", `${mediaScheme}:`],
  'frame-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
}

/** Vite's server puts a script into the page, styles into elements, and tells of changes over a socket. */
const whileServed: Readonly<Record<string, readonly string[]>> = {
  'script-src': ["'unsafe-inline'"],
  'style-src': ["'unsafe-inline'"],
  'connect-src': ['ws:'],
}

/** The value of the `Content-Security-Policy` header. `served`: the page comes from vite's server, in development. */
export function contentPolicy({ served }: { readonly served: boolean }): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources, ...(served ? (whileServed[directive] ?? []) : [])].join(' '))
    .join('; ')
}
