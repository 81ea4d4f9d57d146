import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import type { MadePicture } from '../../../core/contract/media.ts'
import type { PicturePages } from '../../../core/contract/picture-pages.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { temporaryBeside } from '../projects/project-write.ts'
import { importMade, importPicture, type ImportTools } from './import-media.ts'
import { extensionOf } from './media-kind.ts'

export interface ImportedPicture {
  readonly media: string
  readonly width: number
  readonly height: number
  /** Counted from 1; null where the file is one picture. */
  readonly page: number | null
}

/** Kinds of files that may have several pages. */
const pagedKinds = ['pdf', 'tif']

/**
 * Takes a file's pictures into the project's media: the file itself where it is one picture, layered documents too, so
 * that a paint program opens what the artist made; PNG files of the pages of a PDF or of a TIFF file with several. A file
 * with a wrong page leaves nothing.
 * @param frame the film's format, which drawn pages fill
 * @throws StudioError `media.*`, `project.import.unwritable`; AbortError
 */
export async function importPictures(
  file: string,
  frame: PixelSize,
  tools: ImportTools,
  context: TaskContext,
): Promise<ImportedPicture[]> {
  // What cannot be opened is told by name below.
  const kind = await extensionOf(file).catch(() => '')
  if (!pagedKinds.includes(kind)) return [{ ...(await importPicture(file, tools)), page: null }]
  const outFolder = temporaryBeside(path.join(tools.workFolder, 'pages'))
  try {
    const { pages } = await tools.media.run<PicturePages>('read-pages', { file, ...frame, outFolder }, context)
    if (pages === null) return [{ ...(await importPicture(file, tools)), page: null }]
    const pictures: ImportedPicture[] = []
    for (const [index, { file: made, width, height }] of pages.entries()) {
      context.signal.throwIfAborted()
      const media = await importMade(made, 'png', tools)
      pictures.push({ media, width, height, page: pages.length === 1 ? null : index + 1 })
    }
    return pictures
  } finally {
    await rm(outFolder, { recursive: true, force: true }).catch(() => undefined)
  }
}

/**
 * Makes blank white paper of that size and takes it into the project's media. Paper of one size is one file.
 * @throws StudioError `media.*`, `project.import.unwritable`; AbortError
 */
export async function importBlankPicture(
  { width, height }: PixelSize,
  tools: ImportTools,
  context: TaskContext,
): Promise<Omit<ImportedPicture, 'page'>> {
  const outFile = temporaryBeside(path.join(tools.workFolder, 'paper.png'))
  try {
    const input = { layers: [], whenEmpty: 'paper', width, height, outFile }
    const size = await tools.media.run<MadePicture>('compose-picture', input, context)
    return { media: await importMade(outFile, 'png', tools), ...size }
  } finally {
    await rm(outFile, { force: true }).catch(() => undefined)
  }
}
