import type { PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import type { Picture } from '../../core/cache/texture.ts'
import { StudioError } from '../../core/contract/errors.ts'
import { mostPages } from './tiff-pages.ts'

interface PixelSize {
  readonly width: number
  readonly height: number
}

/** No page is drawn larger, however long its shape is. */
const longestSide = 8192

/** PDFium, WebAssembly, once it was needed. */
let library: Promise<PDFiumLibrary> | null = null

async function openLibrary(): Promise<PDFiumLibrary> {
  const [{ PDFiumLibrary: Library }, { default: wasm }] = await Promise.all([
    import('@hyzyla/pdfium'),
    import('@hyzyla/pdfium/pdfium.wasm'),
  ])
  return Library.init({ wasmBinary: wasm.buffer })
}

/**
 * Pixels of a page: as many as fill the film's frame with it, the side that is left over beyond the frame; so the part
 * that the frame crops out has the film's own resolution.
 */
export function pageSize(page: PixelSize, frame: PixelSize): PixelSize {
  const scale = Math.min(
    Math.max(frame.width / page.width, frame.height / page.height),
    longestSide / Math.max(page.width, page.height),
  )
  return { width: Math.max(1, Math.round(page.width * scale)), height: Math.max(1, Math.round(page.height * scale)) }
}

/**
 * Draws the pages of a PDF in order on white, one each time that the next is asked for; annotations are drawn, forms
 * are not.
 * @param frame the film's format in pixels
 * @throws StudioError `media.pdf.*`, `media.pages.*`
 */
export async function* drawPdfPages(
  bytes: Uint8Array,
  frame: PixelSize,
  file: string,
): AsyncGenerator<Picture & { readonly pages: number }> {
  library ??= openLibrary()
  const document = await openDocument(await library, bytes, file)
  try {
    const pages = document.getPageCount()
    if (pages === 0) throw new StudioError('media.pages.none', { file })
    if (pages > mostPages) throw new StudioError('media.pages.too-many', { file, most: mostPages })
    for (let index = 0; index < pages; index++) yield { ...(await drawPage(document, index, frame, file)), pages }
  } finally {
    document.destroy()
  }
}

async function openDocument(pdfium: PDFiumLibrary, bytes: Uint8Array, file: string): Promise<PDFiumDocument> {
  try {
    return await pdfium.loadDocument(bytes)
  } catch (cause) {
    if (isTrap(cause)) library = null
    const isLocked = /password|security/i.test(cause instanceof Error ? cause.message : '')
    throw new StudioError(isLocked ? 'media.pdf.password' : 'media.pdf.damaged', { file }, { cause })
  }
}

async function drawPage(document: PDFiumDocument, index: number, frame: PixelSize, file: string): Promise<Picture> {
  try {
    const page = document.getPage(index)
    const { originalWidth, originalHeight } = page.getOriginalSize()
    if (!(originalWidth > 0 && originalHeight > 0)) throw new Error('a page without area')
    const size = pageSize({ width: originalWidth, height: originalHeight }, frame)
    const { data } = await page.render({ ...size, render: 'bitmap' })
    return { ...size, rgb: withoutAlpha(data) }
  } catch (cause) {
    if (isTrap(cause)) library = null
    throw new StudioError('media.pdf.page-damaged', { file, page: index + 1 }, { cause })
  }
}

/** WebAssembly stopped in the middle: its memory is in an unknown state. */
function isTrap(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'RuntimeError'
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    rgb[to++] = rgba[from]!
    rgb[to++] = rgba[from + 1]!
    rgb[to++] = rgba[from + 2]!
  }
  return rgb
}
