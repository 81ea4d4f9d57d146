import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import type { Picture } from '../../core/cache/texture.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { PicturePage, PicturePages, readPagesSchema } from '../../core/contract/picture-pages.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { withinDeadline } from './deadline.ts'
import { decodeWhole } from './decode-picture.ts'
import { encodePng } from './encode-pictures.ts'
import { drawPdfPages } from './pdf-pages.ts'
import { readSource } from './read-source.ts'
import { mostPages, putPageFirst, tiffPages } from './tiff-pages.ts'

type DrawnPage = Picture & { readonly pages: number }

/**
 * Writes the pages of a file as PNG files into a new folder, all of them or none: those of a PDF, and those of a TIFF file with several.
 * Any other file is a picture itself, or none, and nothing is written.
 * @throws StudioError `media.*` that names the file; AbortError
 */
export async function readPages(
  { file, outFolder, ...frame }: z.infer<typeof readPagesSchema>,
  context: TaskContext,
): Promise<PicturePages> {
  const bytes = await readSource(file)
  const start = bytes.toString('latin1', 0, 4)
  if (start === '%PDF') return writePages(drawPdfPages(bytes, frame, file), outFolder, context)
  if (start !== 'II*\0' && start !== 'MM\0*') return { pages: null }
  const pages = pagesOfTiff(bytes, file)
  if (pages.length === 0) throw new StudioError('media.pages.none', { file })
  // The one page may lie behind a thumbnail, which decoders would take instead.
  if (pages.length === 1 && isFirst(bytes, pages[0]!)) return { pages: null }
  return writePages(decodeTiffPages(bytes, pages, file, context), outFolder, context)
}

function pagesOfTiff(bytes: Buffer, file: string): number[] {
  try {
    const pages = withinDeadline(() => tiffPages(bytes))
    if (pages.length > mostPages) throw new StudioError('media.pages.too-many', { file, most: mostPages })
    return pages
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    if (cause instanceof RangeError) throw new StudioError('media.picture.truncated', { file }, { cause })
    throw new StudioError('media.picture.corrupt', { file }, { cause })
  }
}

function isFirst(bytes: Buffer, page: number): boolean {
  return (bytes[0] === 0x49 ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4)) === page
}

async function* decodeTiffPages(
  bytes: Buffer,
  pages: readonly number[],
  file: string,
  { signal }: TaskContext,
): AsyncGenerator<DrawnPage> {
  for (const page of pages) {
    putPageFirst(bytes, page)
    yield { ...(await decodeWhole(bytes, file, signal)), pages: pages.length }
  }
}

async function writePages(
  drawn: AsyncIterable<DrawnPage>,
  outFolder: string,
  { signal, report }: TaskContext,
): Promise<PicturePages> {
  const written: PicturePage[] = []
  try {
    await mkdir(outFolder, { recursive: true })
    for await (const { width, height, rgb, pages } of drawn) {
      signal.throwIfAborted()
      const file = path.join(outFolder, `page-${String(written.length + 1).padStart(4, '0')}.png`)
      await writeFile(file, await encodePng(rgb, width, height)).catch((cause: NodeJS.ErrnoException) => {
        throw new StudioError('media.write', { file, reason: cause.code ?? cause.message }, { cause })
      })
      written.push({ file, width, height })
      const step = { done: written.length, total: pages }
      report({ stage: 'media.pages', fraction: written.length / pages, step })
      // A cancel is a message, and drawing leaves no moment for one.
      await new Promise((resolve) => setImmediate(resolve))
    }
    signal.throwIfAborted()
    return { pages: written }
  } catch (thrown) {
    await rm(outFolder, { recursive: true, force: true }).catch(() => undefined)
    throw thrown
  }
}
