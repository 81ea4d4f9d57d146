import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Raster } from '../../../core/contract/generation.ts'
import type {
  BoardSheet,
  BoardSheetEntry,
  BoardSheetOptions,
  WrittenBoardSheet,
} from '../../../core/contract/board-sheet.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { LongTask, TaskContext } from '../../../core/contract/tasks.ts'
import { boardPixels } from '../../../core/export/board-sheet-paper.ts'
import { boardSheetWords, filmWords } from '../../../core/export/board-sheet-words.ts'
import { cameraArrows, type ArrowCameras } from '../../../core/export/camera-arrows.ts'
import type { ExportNote } from '../../../core/export/export-note.ts'
import { overheadPlot, type OverheadPlot } from '../../../core/export/overhead-plot.ts'
import { boardSpans } from '../../../core/project/boards-of-shot.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { BoardUse, Shot } from '../../../core/project/schema/shot.ts'
import { boardForPack, shotToCompile } from '../../../core/project/shot-to-compile.ts'
import { boardSheetText } from '../../../core/texts/board-sheet.ts'
import type { Language } from '../../../core/texts/language.ts'
import { prepareBoard } from '../boards/prepare-board.ts'
import type { InstalledPack } from '../models/read-manifest.ts'
import { partOf } from '../progress-part.ts'
import { posesOfShot, shotCameras, shotPack, type AnimaticTools } from './export-animatic.ts'
import { writeExport } from './export-folder.ts'
import { mediaFile } from './export-media.ts'
import { checkOutside } from './export-plan.ts'

export interface ExportStoryboardInput {
  /** Absolute; holds `media/`. */
  readonly projectFolder: string
  readonly film: Film
  readonly options: BoardSheetOptions
  /** Of the words on the pages. */
  readonly language: Language
  /** Absolute; its folder is made when it is not there. */
  readonly outFile: string
  /** Replace a file of that name; without it one is a reason to refuse. */
  readonly overwrite: boolean
}

export interface ExportedStoryboard {
  /** Absolute. */
  readonly file: string
  readonly pages: number
  readonly notes: readonly ExportNote[]
}

/** Part of the time that reading the boards takes; the rest goes into the pages. */
const readPart = 0.85

/**
 * Writes every board of the film as PDF: pictures as the film frames them, cameras drawn from the real path, ground
 * plans, texts. It appears whole, or not at all.
 * @throws StudioError `export.*`, `media.*`, `shot.camera-layers`, `camera.pose-file.*`; AbortError
 */
export function exportStoryboard(tools: AnimaticTools): LongTask<ExportStoryboardInput, ExportedStoryboard> {
  return async (input, context) => {
    const { film, outFile, overwrite } = input
    if (film.shots.length === 0) throw new StudioError('export.no-shots', { film: film.name })
    const [folder, name] = [path.dirname(outFile), path.basename(outFile)]
    checkOutside({ projectFolder: input.projectFolder, outFolder: folder })
    let written: WrittenBoardSheet = { pages: 0, missingLetters: '' }
    await writeExport({ folder, overwrite, files: [name] }, async (staging) => {
      const work = path.join(staging, 'work')
      await mkdir(work)
      const sheet = await readSheet(input, work, tools, partOf(context, 0, readPart))
      const task = { sheet, outFile: path.join(staging, name) }
      written = await tools.media.run<WrittenBoardSheet>('write-board-sheet', task, partOf(context, readPart, 1))
      await rm(work, { recursive: true })
    })
    const { pages, missingLetters: letters } = written
    return {
      file: outFile,
      pages,
      notes: letters === '' ? [] : [{ code: 'export.note.letters', details: { letters } }],
    }
  }
}

async function readSheet(
  input: ExportStoryboardInput,
  work: string,
  tools: AnimaticTools,
  context: TaskContext,
): Promise<BoardSheet> {
  const { film, options, language } = input
  const entries: BoardSheetEntry[] = []
  for (const [index, shot] of film.shots.entries()) {
    context.signal.throwIfAborted()
    const step = { done: index, total: film.shots.length }
    context.report({ stage: 'export.boards', fraction: index / film.shots.length, step })
    const pack = await shotPack(shot, tools.packs)
    for (const use of shot.boards) {
      const picture = path.join(work, `${entries.length}.jpg`)
      const reading: BoardReading = { input, shot, use, pack, tools, signal: context.signal }
      entries.push(await readEntry(reading, picture))
    }
  }
  const words = { overhead: boardSheetText('overhead', language), continued: boardSheetText('continued', language) }
  const { metresPerUnit, format, name: title } = film
  const aspect = format.width / format.height
  return { options, title, subtitle: filmWords(film, language), language, words, aspect, metresPerUnit, entries }
}

/** One board of a shot while it is read. */
interface BoardReading {
  readonly input: ExportStoryboardInput
  readonly shot: Shot
  readonly use: BoardUse
  readonly pack: InstalledPack
  readonly tools: AnimaticTools
  readonly signal: AbortSignal
}

/** @param picture absolute file that gets the board as the film frames it */
async function readEntry(reading: BoardReading, picture: string): Promise<BoardSheetEntry> {
  const { input, shot, use, pack, tools, signal } = reading
  const { film, options, projectFolder, language } = input
  const board = findItem(film.boards, use.boardId, 'board')
  const framing = boardForPack(film, board, pack.manifest.sizes)
  const file = await mediaFile(projectFolder, board.picture.media, board.name || shot.name || shot.id)
  const widest = boardPixels(options)
  const size = {
    maxWidth: widest,
    maxHeight: Math.min(16_384, Math.ceil((widest * film.format.height) / film.format.width)),
  }
  const quiet = { signal, report: () => undefined }
  await tools.media.run(
    'make-picture',
    { file, crop: framing.filmCrop, ...size, format: 'jpeg', outFile: picture },
    quiet,
  )
  const cameras = await camerasOf(reading, framing.size)
  const shown = { cameras: cameras.shown, boardIntrinsics: cameras.boardIntrinsics, frameBox: framing.deliveryBox }
  const hasPlan = options.overhead && options.layout !== 'contact'
  return {
    ...boardSheetWords(film, shot, use, cameras.all, language),
    picture,
    arrows: options.arrows ? cameraArrows(shown) : null,
    plot: hasPlan ? await planOf(reading, shown, cameras.firstFrame) : null,
  }
}

/** Cameras do not depend on the rasters. */
const noRaster: Raster = { width: 1, height: 1, sha256: '0'.repeat(64) }

/** The shot's cameras without its handles, relative to the board's own; `shown` are those while the film shows the board. */
async function camerasOf(
  { input, shot, use, pack }: BoardReading,
  size: { readonly width: number; readonly height: number },
) {
  const { film, projectFolder } = input
  const rasters = { size, picture: noRaster, depth: noRaster }
  const poses = await posesOfShot(projectFolder, shot)
  const facts = { ...pack.manifest, manifestSha256: pack.manifestSha256 }
  const { cameras, boardIntrinsics } = shotCameras(shotToCompile(film, shot, facts, rasters, poses, use))
  const { headFrames } = shot.handles
  const all = cameras.slice(headFrames, headFrames + shot.durationFrames)
  const { frames } = boardSpans(shot).find((each) => each.use === use)!
  const firstFrame = Math.max(0, frames.start)
  return { all, shown: all.slice(firstFrame, frames.end), firstFrame, boardIntrinsics }
}

async function planOf(
  { input, shot, use, pack, tools, signal }: BoardReading,
  { cameras, boardIntrinsics, frameBox }: ArrowCameras,
  firstFrame: number,
): Promise<OverheadPlot> {
  const { film, projectFolder } = input
  const board = findItem(film.boards, use.boardId, 'board')
  if ('raster' in board.depth) await mediaFile(projectFolder, board.depth.raster, board.name || shot.name || shot.id)
  const wanted = { projectFolder, film, boardId: use.boardId, sizes: pack.manifest.sizes }
  const { depth, size } = await prepareBoard(tools)(wanted, { signal, report: () => undefined })
  const file = await tools.rasters.fileOf('depth', depth.sha256)
  if (file === null) throw new Error(`the depth of board ${use.boardId} is gone from the cache`)
  const values = new Float32Array(Uint8Array.from(await readFile(file)).buffer)
  const raster = { width: depth.width, height: depth.height, values }
  const keys =
    shot.camera.source === 'keys'
      ? shot.camera.path.keys.map(({ timeFrames }) => Math.round(timeFrames) - firstFrame)
      : []
  return overheadPlot({ depth: raster, intrinsics: boardIntrinsics, size }, { cameras, keys, frameBox })
}
