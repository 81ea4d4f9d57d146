import { copyFile, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { medianDepth } from '../../../core/cache/depth.ts'
import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import { checkSourceFile, unreadableFile } from '../../../core/contract/file-errors.ts'
import type { PictureInfo, SoundInfo } from '../../../core/contract/media.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { ProcessClient } from '../../jobs/process-client.ts'
import { extensionOf } from './media-kind.ts'
import type { PictureCache } from './picture-cache.ts'
import { projectFiles } from '../projects/project-files.ts'
import { renameHeld } from '../files/rename-file.ts'
import { flushFile, syncFolder, temporaryBeside } from '../projects/project-write.ts'
import { checkDepthShape } from '../boards/read-depth.ts'
import { sha256OfFile } from '../files/sha256.ts'

/** No picture or raster that the studio reads is larger. */
const maximumBytes = 1_000_000_000
/** A median needs no more samples; a raster of 100 megapixels takes 400 MB. */
const longestDepthSide = 1024

const quiet: TaskContext = { signal: new AbortController().signal, report: () => undefined }

export interface ImportTools {
  readonly media: ProcessClient
  /** The open project's, absolute. */
  readonly projectFolder: string
  /** Told of each file that was not in media before. */
  readonly onCreated?: (media: string) => void
  /** For rasters that do not stay. */
  readonly workFolder: string
  /** Gets the thumbnails, which the window asks for at once. */
  readonly pictures: PictureCache
}

type MediaFolder = Pick<ImportTools, 'projectFolder' | 'onCreated'>

/**
 * Copies a picture into the project's media, named by its content. Its thumbnail is made on the way, because only a
 * picture that was decoded is known to be whole.
 * @throws StudioError `media.*`, `project.import.unwritable`
 */
export async function importPicture(
  file: string,
  tools: ImportTools,
): Promise<{ media: string; width: number; height: number }> {
  const info = await tools.media.run<PictureInfo>('inspect-picture', { file }, quiet)
  const decode = async (copy: string, sha256: string): Promise<void> => {
    await tools.pictures.get(copy, sha256, 'thumbnail').catch((thrown: unknown) => {
      throw toldOf(file, copy, thrown)
    })
  }
  const media = await copyIntoMedia(file, tools, decode)
  return { media, width: info.width, height: info.height }
}

/**
 * Reads a sound of any kind into the project's media as WAV at 48 kHz.
 * @throws StudioError `media.*`, `project.import.unwritable`
 */
export async function importSound(
  file: string,
  tools: ImportTools,
): Promise<{ media: string; durationSamples: number; channels: number }> {
  const temporary = temporaryInMedia(tools)
  try {
    const { durationSamples, channels } = await tools.media.run<SoundInfo>(
      'import-sound',
      { file, outFile: temporary },
      quiet,
    )
    const name = `${await sha256OfFile(temporary)}.wav`
    return { media: await putIntoMedia(temporary, name, file, tools), durationSamples, channels }
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/**
 * Copies a depth raster of a whole board into the project's media.
 * @param picture size of the board's picture, whose shape the raster must have
 * @throws StudioError `media.*`, `command.depth.*`, `project.import.unwritable`
 */
export async function importDepth(
  file: string,
  picture: PixelSize,
  tools: ImportTools,
): Promise<{ media: string; medianDepth: number }> {
  const scale = Math.min(1, longestDepthSide / Math.max(picture.width, picture.height))
  const side = (length: number): number => Math.max(1, Math.round(length * scale))
  const size = { width: side(picture.width), height: side(picture.height) }
  const outFile = temporaryBeside(path.join(tools.workFolder, 'depth'))
  try {
    const crop = { x: 0, y: 0, width: 1, height: 1 }
    const whole = await tools.media.run<PixelSize>('decode-depth', { file, crop, ...size, outFile }, quiet)
    checkDepthShape(file, whole, picture)
    const values = new Float32Array((await readFile(outFile)).slice().buffer)
    return { media: await copyIntoMedia(file, tools), medianDepth: medianOf({ ...size, values }, file) }
  } finally {
    await rm(outFile, { force: true }).catch(() => undefined)
  }
}

function medianOf(raster: Parameters<typeof medianDepth>[0], file: string): number {
  try {
    return medianDepth(raster)
  } catch (thrown) {
    const empty = thrown instanceof StudioError && thrown.code === 'cache.depth.no-valid'
    throw empty ? new StudioError('command.depth.empty', { file }, { cause: thrown }) : thrown
  }
}

/** @param check refuses a copy before it gets its name */
async function copyIntoMedia(
  file: string,
  tools: ImportTools,
  check: (copy: string, sha256: string) => Promise<void> = async () => undefined,
): Promise<string> {
  const facts = await stat(file).catch((thrown: unknown) => {
    throw unreadableFile(file, thrown)
  })
  checkSourceFile(file, facts, maximumBytes)
  if (!facts.isFile()) throw new StudioError('media.pipe', { file })
  const temporary = temporaryInMedia(tools)
  try {
    await copyFile(file, temporary).catch((thrown: unknown) => {
      throw unwritable(file, tools, thrown)
    })
    const sha256 = await sha256OfFile(temporary)
    await check(temporary, sha256)
    return await putIntoMedia(temporary, `${sha256}.${await extensionOf(temporary)}`, file, tools)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/**
 * Takes a file that the studio made into the project's media, named by its content.
 * @throws StudioError `project.import.unwritable`
 */
export async function importMade(file: string, extension: string, folder: MediaFolder): Promise<string> {
  const temporary = temporaryInMedia(folder)
  try {
    await copyFile(file, temporary).catch((thrown: unknown) => {
      throw unwritable(file, folder, thrown)
    })
    return await putIntoMedia(temporary, `${await sha256OfFile(temporary)}.${extension}`, file, folder)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** Gives a complete file in media the name of its content, down to the disk: the film will name it in a moment. */
async function putIntoMedia(temporary: string, name: string, file: string, tools: MediaFolder): Promise<string> {
  try {
    const media = `${projectFiles.media}/${name}`
    const target = path.join(tools.projectFolder, media)
    const isNew = (await stat(target).catch(() => null)) === null
    await flushFile(temporary)
    await renameHeld(temporary, target)
    if (isNew) tools.onCreated?.(media)
    await syncFolder(path.dirname(temporary))
    return media
  } catch (thrown) {
    throw unwritable(file, tools, thrown)
  }
}

function temporaryInMedia({ projectFolder }: MediaFolder): string {
  return temporaryBeside(path.join(projectFolder, projectFiles.media, 'import'))
}

/** An error about our copy of a file, told of the file. */
function toldOf(file: string, copy: string, thrown: unknown): unknown {
  if (!(thrown instanceof StudioError) || thrown.details['file'] !== copy) return thrown
  return new StudioError(thrown.code, { ...thrown.details, file }, { cause: thrown })
}

function unwritable(file: string, { projectFolder }: MediaFolder, thrown: unknown): unknown {
  if (thrown instanceof StudioError) return thrown
  const reason = (thrown as NodeJS.ErrnoException).code
  if (reason === undefined) return thrown
  return new StudioError('project.import.unwritable', { file, folder: projectFolder, reason }, { cause: thrown })
}
