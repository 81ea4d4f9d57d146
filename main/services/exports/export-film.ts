import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { MovieFrame, MoviePicture } from '../../../core/contract/media.ts'
import type { LongTask, TaskContext } from '../../../core/contract/tasks.ts'
import { cameraJson, cameraText, type ShotCameraTrack } from '../../../core/export/camera-files.ts'
import { cutFrames } from '../../../core/export/cut-frames.ts'
import type { ExportNote } from '../../../core/export/export-note.ts'
import { exportPresets, movieExtension } from '../../../core/export/presets.ts'
import { timelineNames } from '../../../core/export/timeline-files.ts'
import { hasTimecode } from '../../../core/export/timecode-rate.ts'
import { durationOf } from '../../../core/timeline/range.ts'
import { drawAnimatic, readAnimatic, type Animatic, type AnimaticTools } from './export-animatic.ts'
import { writeTakeDepth, type DepthTools } from './export-depth.ts'
import { writeExport } from './export-folder.ts'
import {
  cameraExtensions,
  depthFile,
  hasDepth,
  planExport,
  shotFile,
  soundFile,
  type ExportedFile,
  type ExportFilmInput,
  type ExportPlan,
} from './export-plan.ts'
import { takeMaterial, type ShotMaterial, type UsedShot } from './export-shots.ts'
import { mixClips, samplesOf } from './export-sounds.ts'
import { partOf } from '../progress-part.ts'

export type { ExportedFile, ExportedFileKind, ExportFilmInput } from './export-plan.ts'

/** The parts of the app that an export needs. */
export type ExportTools = AnimaticTools & DepthTools

/** What an export left behind. */
export interface ExportedFilm {
  /** Absolute. */
  readonly folder: string
  readonly files: readonly ExportedFile[]
  /** What a file could not hold, for the user. */
  readonly notes: readonly ExportNote[]
}

/**
 * Writes the cut of a film for an editing program: a movie and camera files for each shot, a movie of the cut, sounds and
 * timeline files that name them. All of it appears in the folder, or nothing.
 * @throws StudioError `export.*`, `media.*`; AbortError
 */
export function exportFilm(tools: ExportTools): LongTask<ExportFilmInput, ExportedFilm> {
  return async (input, context) => {
    context.report({ stage: 'export.read', fraction: 0 })
    const plan = await planExport(input, tools.packs)
    const { outFolder: folder, overwrite } = input
    const { files, notes } = plan
    await writeExport({ folder, overwrite, files: files.map(({ name }) => name) }, async (staging) => {
      const job = new ExportJob(plan, staging, tools, context)
      await job.write()
    })
    return { folder, files, notes }
  }
}

/** Frames that are written in the time that one is made again. */
const depthFrameWeight = 10

/** One export while its files are made in a folder of their own. */
class ExportJob {
  readonly #plan: ExportPlan
  readonly #folder: string
  readonly #workFolder: string
  readonly #tools: ExportTools
  readonly #context: TaskContext
  /** Frames that are drawn or written, of all that will be. */
  #done = 0
  readonly #total: number

  constructor(plan: ExportPlan, folder: string, tools: ExportTools, context: TaskContext) {
    this.#plan = plan
    this.#folder = folder
    this.#workFolder = path.join(folder, 'work')
    this.#tools = tools
    this.#context = context
    const { options } = plan.input
    const count = (shots: readonly UsedShot[]): number => shots.reduce((sum, { frames }) => sum + durationOf(frames), 0)
    const drawn = this.#needsPictures ? count(plan.shots.filter(({ take }) => take === null)) : 0
    const shots = options.shotMovies ? count(plan.shots) : 0
    const deep = options.depthExr ? count(plan.shots.filter(hasDepth)) * depthFrameWeight : 0
    this.#total = Math.max(1, drawn + shots + deep + (options.cutMovie ? cutFrames(plan.sequence).length : 0))
  }

  get #needsPictures(): boolean {
    const { options } = this.#plan.input
    return options.cutMovie || options.shotMovies
  }

  async write(): Promise<void> {
    const { shots, input } = this.#plan
    await mkdir(this.#workFolder)
    const materials = new Map<string, ShotMaterial>()
    for (const [index, used] of shots.entries()) {
      const material = await this.#material(used, index)
      materials.set(used.shot.id, material)
      if (input.options.shotMovies) await this.#writeShot(material, index)
      if (input.options.cameras) await this.#writeCameras(material)
      if (input.options.depthExr) await this.#writeDepth(used, material.pictureBox, index)
      // Raw frames are large; those of other shots come before they are needed again.
      if (!input.options.cutMovie) await rm(this.#framesFolder(index), { recursive: true, force: true })
    }
    if (input.options.cutMovie) await this.#writeCut(materials)
    await rm(this.#workFolder, { recursive: true })
    await this.#writeFiles()
  }

  #framesFolder(index: number): string {
    return path.join(this.#workFolder, String(index))
  }

  async #material(used: UsedShot, index: number): Promise<ShotMaterial> {
    const { projectFolder, film } = this.#plan.input
    if (used.take !== null) return takeMaterial(film, used, used.take)
    const context = this.#part(used, 'export.animatic', index, this.#needsPictures)
    const animatic: Animatic = await readAnimatic(projectFolder, film, used, this.#tools, context)
    if (!this.#needsPictures) return { ...animatic.material, files: [], isRaw: true }
    return drawAnimatic(animatic, this.#framesFolder(index), this.#tools, context)
  }

  async #writeShot(material: ShotMaterial, index: number): Promise<void> {
    const { options } = this.#plan.input
    const name = shotFile(material, movieExtension(options.movieFormat))
    const frames = material.files.map((_, frame): MovieFrame => [{ picture: pictureOf(material, frame), weight: 1 }])
    const media = this.#plan.sequence.media.find(({ id }) => id === material.shot.id)
    const context = this.#part(material, 'export.shots', index, true)
    await this.#encode(frames, path.join(this.#folder, name), media?.startFrame ?? 0, null, context)
  }

  async #writeDepth(used: UsedShot, box: ShotMaterial['pictureBox'], index: number): Promise<void> {
    if (used.take === null || !hasDepth(used)) return
    const step = { done: index, total: this.#plan.shots.length }
    const context = this.#progress('export.depth', durationOf(used.frames) * depthFrameWeight, step)
    const outFile = (frame: number): string => path.join(this.#folder, depthFile(used, frame))
    const depth = { chosen: used.take, box, workFolder: path.join(this.#workFolder, `${index}-depth`), outFile }
    await writeTakeDepth(depth, this.#tools, context)
  }

  async #writeCut(materials: ReadonlyMap<string, ShotMaterial>): Promise<void> {
    const { sequence, input, filmStem, sounds } = this.#plan
    const cut = cutFrames(sequence)
    const frames = cut.map((layers): MovieFrame =>
      layers.map(({ mediaId, frame, weight }) => ({ picture: pictureOf(materials.get(mediaId)!, frame), weight })),
    )
    const context = this.#progress('export.cut', cut.length, null)
    const clips = mixClips(input.film, sounds)
    const mix = clips.length === 0 ? null : path.join(this.#workFolder, 'mix.wav')
    if (mix !== null) {
      const totalSamples = Math.max(1, samplesOf(input.film, cut.length))
      const quiet = { signal: context.signal, report: () => undefined }
      await this.#tools.media.run('mix-sound', { clips, totalSamples, outFile: mix }, quiet)
    }
    const outFile = path.join(this.#folder, `${filmStem}.${movieExtension(input.options.movieFormat)}`)
    await this.#encode(frames, outFile, sequence.startFrame, mix, context)
  }

  async #encode(
    frames: readonly MovieFrame[],
    outFile: string,
    startFrame: number,
    sound: string | null,
    context: TaskContext,
  ): Promise<void> {
    const { film, options } = this.#plan.input
    const { rate, cut, format } = film
    const timecode = { frames: startFrame, dropFrame: cut.dropFrame }
    const movie = {
      frames,
      ...format,
      rate,
      format: options.movieFormat,
      outFile,
      ...(hasTimecode(rate) ? { startTimecode: timecode } : {}),
      ...(sound === null ? {} : { soundFile: sound }),
    }
    await this.#tools.media.run('encode-movie', movie, context)
  }

  async #writeCameras(material: ShotMaterial): Promise<void> {
    const { input, sequence } = this.#plan
    const { film } = input
    const track: ShotCameraTrack = {
      shotName: material.shot.name || material.shot.id,
      takeId: material.take?.id ?? null,
      cameras: material.cameras,
      deliveryBox: material.cameraBox,
      ...film.format,
      rate: film.rate,
      dropFrame: film.cut.dropFrame,
      startFrame: sequence.media.find(({ id }) => id === material.shot.id)?.startFrame ?? 0,
      headFrames: -material.frames.start,
      sensorWidthMm: film.sensorWidthMm,
      metresPerUnit: film.metresPerUnit,
    }
    await this.#writeText(shotFile(material, cameraExtensions.text), cameraText(track))
    await this.#writeText(shotFile(material, cameraExtensions.json), cameraJson(track))
  }

  async #writeFiles(): Promise<void> {
    const { timelines, sounds, input, filmStem } = this.#plan
    const preset = exportPresets[input.options.preset]
    this.#context.report({ stage: 'export.files', fraction: 0.99 })
    for (const timeline of timelines)
      for (const name of timelineNames(filmStem, timeline, preset)) await this.#writeText(name, timeline.text)
    for (const sound of input.options.timelines ? sounds : []) {
      this.#context.signal.throwIfAborted()
      await copyFile(sound.file, path.join(this.#folder, soundFile(sound)))
    }
  }

  async #writeText(name: string, text: string): Promise<void> {
    this.#context.signal.throwIfAborted()
    await writeFile(path.join(this.#folder, name), text, { flush: true })
  }

  /** The context of one shot's step, told as that shot of all. */
  #part(used: UsedShot, stage: string, index: number, counts: boolean): TaskContext {
    const step = { done: index, total: this.#plan.shots.length }
    return this.#progress(stage, counts ? durationOf(used.frames) : 0, step)
  }

  /** The context of a step of so many frames. Its own counts are told where `step` is null. */
  #progress(stage: string, frames: number, step: { done: number; total: number } | null): TaskContext {
    const from = this.#done / this.#total
    this.#done += frames
    const whole = partOf(this.#context, from * 0.99, (this.#done / this.#total) * 0.99)
    const report: TaskContext['report'] = (progress) =>
      whole.report({ ...progress, stage, ...(step === null ? {} : { step }) })
    report({ stage, fraction: 0 })
    return { signal: whole.signal, report }
  }
}

function pictureOf({ files, isRaw, size, pictureBox }: ShotMaterial, frame: number): MoviePicture {
  const { width, height } = size
  return { file: files[frame] ?? '', rawSize: isRaw ? { width, height } : null, box: pictureBox }
}
