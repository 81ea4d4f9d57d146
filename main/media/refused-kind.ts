/** Kinds of pictures that people have and that are refused by their name. */
const refusedKinds: readonly (readonly [string, RegExp])[] = [
  ['GIF', /^GIF8/],
  ['BMP', /^BM/],
  ['HEIC', /^....ftyp(?:heic|heix|heim|heis|hevc|mif1|msf1)/s],
  ['JPEG XL', /^(?:\xff\x0a|\0\0\0\x0cJXL )/],
  ['JPEG 2000', /^(?:\xff\x4f\xff\x51|\0\0\0\x0cjP {2})/],
  ['HDR', /^#\?RADIANCE/],
  ['PDF', /^%PDF/],
  ['BigTIFF', /^(?:II\x2b\0|MM\0\x2b)/],
]

/** Bytes before a drawing's first element that are looked at: editors write declarations and comments there. */
const prologBytes = 4096

/** What people call a picture of a kind that is not read; null for what is no picture. */
export function refusedKind(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, prologBytes)).toString('latin1')
  const kind = refusedKinds.find(([, pattern]) => pattern.test(start))?.[0]
  return kind ?? (isSvg(start) ? 'SVG' : null)
}

/** What may stand before the first element of XML, and how each ends. */
const prolog = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!DOCTYPE', '>'],
] as const

/** Each piece before the first element is passed once; a pattern that may divide them in many ways would try all of them. */
function isSvg(start: string): boolean {
  let rest = start.replace(/^\xef\xbb\xbf/, '').trimStart()
  for (;;) {
    const [opening, closing] = prolog.find(([mark]) => rest.startsWith(mark)) ?? []
    if (opening === undefined || closing === undefined) return /^<(?:svg:)?svg[\s/>]/.test(rest)
    // Entities stand in a list of their own, with marks of the same kind.
    const list = opening === '<!DOCTYPE' ? /^[^>[]*\[[^\]]*\]/.exec(rest)?.[0].length : undefined
    const end = rest.indexOf(closing, list ?? opening.length)
    if (end < 0) return false
    rest = rest.slice(end + closing.length).trimStart()
  }
}
