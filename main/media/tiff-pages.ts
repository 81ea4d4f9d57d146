/** Where the pages of a file start; a file with more is no storyboard. */
export const mostPages = 1000

/** Pages may have thumbnails and masks beside them. */
const mostDirectories = 4 * mostPages

const subfileTag = 254
/** Bits of NewSubfileType: a smaller version of another page, and a mask of one. */
const noPage = 0b101

/**
 * Directories of a TIFF file's pages, in order, by their places in the file; thumbnails and masks are none. At most one
 * more than {@link mostPages}.
 * @throws RangeError when a directory lies outside of the file
 */
export function tiffPages(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const littleEndian = view.getUint8(0) === 0x49
  const seen = new Set<number>()
  const pages: number[] = []
  for (let at = view.getUint32(4, littleEndian); at !== 0 && !seen.has(at) && pages.length <= mostPages;) {
    seen.add(at)
    if (seen.size > mostDirectories) throw new RangeError('directories without end')
    const entries = view.getUint16(at, littleEndian)
    let kind = 0
    for (let entry = at + 2; entry < at + 2 + entries * 12; entry += 12)
      if (view.getUint16(entry, littleEndian) === subfileTag) kind = view.getUint32(entry + 8, littleEndian)
    if ((kind & noPage) === 0) pages.push(at)
    at = view.getUint32(at + 2 + entries * 12, littleEndian)
  }
  return pages
}

/** Makes a page the file's first, in place: everything in a TIFF file is named by its place from the start. */
export function putPageFirst(bytes: Uint8Array, page: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setUint32(4, page, view.getUint8(0) === 0x49)
}
