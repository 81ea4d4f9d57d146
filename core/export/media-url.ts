/**
 * A media path as a URL (RFC 8089, RFC 3986). Absolute POSIX, Windows drive and UNC paths become `file:` URLs; a relative
 * path becomes a relative reference. Everything but unreserved characters and `/` is percent-encoded as UTF-8.
 * Throws URIError when the path holds half a surrogate pair.
 */
export function mediaUrl(path: string): string {
  if (/^[A-Za-z]:[\\/]/.test(path)) return `file:///${path.slice(0, 2)}${encodeSegments(path.slice(2))}`
  if (/^\\\\[^\\]/.test(path)) return `file:${encodeSegments(path)}`
  if (path.startsWith('/')) return `file://${encodePath(path)}`
  // A colon in the first name would read as a scheme; it is encoded like everything else.
  return encodePath(path)
}

/** Backslashes separate folders in Windows' paths alone; elsewhere they are part of a name. */
function encodeSegments(path: string): string {
  return encodePath(path.replaceAll('\\', '/'))
}

function encodePath(path: string): string {
  return path.split('/').map(encodeSegment).join('/')
}

/** encodeURIComponent leaves these five, which readers of `file:` URLs decode but some refuse bare. */
function encodeSegment(segment: string): string {
  const code = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(segment).replaceAll(/[!'()*]/g, code)
}
