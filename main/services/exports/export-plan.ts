import { stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { ExportOptions } from '../../../core/contract/export-options.ts'
import { mostMixSamples, mostMovieFrames, soundRate } from '../../../core/contract/media.ts'
import { cutFrames } from '../../../core/export/cut-frames.ts'
import type { CutSequence } from '../../../core/export/cut-sequence.ts'
import { depthFrameName, fileStem, UniqueNames } from '../../../core/export/export-names.ts'
import type { ExportNote } from '../../../core/export/export-note.ts'
import { exportPresets, movieExtension } from '../../../core/export/presets.ts'
import { sequenceFromFilm, soundsBetweenFrames, type TakeMedia } from '../../../core/export/sequence-from-film.ts'
import { timelineFiles, timelineNames, type TimelineFile } from '../../../core/export/timeline-files.ts'
import { hasTimecode } from '../../../core/export/timecode-rate.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { durationOf } from '../../../core/timeline/range.ts'
import { framesPerSecond } from '../../../core/timeline/rational.ts'
import { framesPerDay } from '../../../core/timeline/timecode.ts'
import { findPackOfTake, type PackPlaces } from '../models/models.ts'
import { mediaFile } from './export-media.ts'
import { usedShots, type UsedShot } from './export-shots.ts'
import { soundMedia, usedSounds, type UsedSound } from './export-sounds.ts'

export interface ExportFilmInput {
  /** Absolute; holds `media/` and `takes/`. */
  readonly projectFolder: string
  readonly film: Film
  readonly options: ExportOptions
  /** Absolute; made when it is not there. */
  readonly outFolder: string
  /** Replace files of an earlier export; without it they are a reason to refuse. */
  readonly overwrite: boolean
}

export type ExportedFileKind = 'timeline' | 'cut-movie' | 'shot-movie' | 'camera' | 'depth' | 'sound'

export interface ExportedFile {
  readonly kind: ExportedFileKind
  /** Relative to the folder, with `/`. */
  readonly name: string
}

/** Everything that is known before the first picture is read. */
export interface ExportPlan {
  readonly input: ExportFilmInput
  readonly shots: readonly UsedShot[]
  readonly sounds: readonly UsedSound[]
  readonly sequence: CutSequence
  readonly timelines: readonly TimelineFile[]
  /** File names without extension: of the film's files, and folder and name of a shot's. */
  readonly filmStem: string
  readonly files: readonly ExportedFile[]
  readonly notes: readonly ExportNote[]
}

/** Movies, camera files and sounds lie here, beside each other. */
const mediaFolder = 'media'

/** Path of a shot's file in the export, with `/`. */
export function shotFile({ stem }: UsedShot, extension: string): string {
  return `${mediaFolder}/${stem}.${extension}`
}

/** Path of the depth of a shot's frame in the export, with `/`. */
export function depthFile({ stem }: UsedShot, frame: number): string {
  return `${mediaFolder}/${depthFrameName(stem, frame)}`
}

/** Whether depth can be drawn for it: without a take or the 3D cache nothing says how far away things are. */
export function hasDepth({ take }: UsedShot): boolean {
  return take !== null && take.take.spec.cache === 'on'
}

/** Path of a sound's copy in the export, with `/`. */
export function soundFile({ name }: UsedSound): string {
  return `${mediaFolder}/${name}`
}

/** Extensions of the camera files beside a shot. */
export const cameraExtensions = { text: 'camera.txt', json: 'camera.json' } as const

/**
 * Reads takes and sounds and decides every name, without writing.
 * @throws StudioError `export.*`, and those of {@link checkMaterial}
 */
export async function planExport(input: ExportFilmInput, packs: PackPlaces): Promise<ExportPlan> {
  const { projectFolder, options } = input
  if (!(options.cutMovie || options.shotMovies || options.timelines || options.cameras || options.depthExr))
    throw new StudioError('export.nothing')
  checkOutside(input)
  const film = evenFormat(input.film)
  const names = new UniqueNames()
  const shots = await usedShots(projectFolder, film, names)
  const sounds = options.timelines || options.cutMovie ? await usedSounds(projectFolder, film, names) : []
  const filmStem = fileStem(film.name, 'cut')
  await checkMaterial(input, shots, packs)
  const sequence = sequenceOf(input, film, shots, sounds)
  if (options.cutMovie) checkLength(film, cutFrames(sequence).length)
  const preset = exportPresets[options.preset]
  const written = options.timelines ? timelineFiles(sequence, preset, input.outFolder) : { files: [], notes: [] }
  const { files: timelines, notes } = written
  const plan = { input: { ...input, film }, shots, sounds, sequence, timelines, filmStem }
  return { ...plan, files: plannedFiles(plan), notes: [...notes, ...(await mediaNotes(plan))] }
}

/**
 * What would fail hours later, when its turn has come: the model of a take whose depth is wanted, and the pictures, depths
 * and poses of shots without a take.
 * @throws StudioError `command.recipe.pack`, `inference.*`, `export.media-missing`
 */
async function checkMaterial(
  { projectFolder, film, options }: ExportFilmInput,
  shots: readonly UsedShot[],
  packs: PackPlaces,
) {
  for (const used of shots) {
    if (used.take !== null) {
      if (options.depthExr === true && hasDepth(used)) await findPackOfTake(used.take.take.spec.pack, packs)
      continue
    }
    const { shot } = used
    const user = shot.name || shot.id
    if (shot.camera.source === 'file') await mediaFile(projectFolder, shot.camera.file, user)
    for (const { boardId } of shot.boards) {
      const { name, picture, depth } = findItem(film.boards, boardId, 'board')
      await mediaFile(projectFolder, picture.media, name || user)
      if ('raster' in depth) await mediaFile(projectFolder, depth.raster, name || user)
    }
  }
}

/** @throws StudioError `export.too-long` */
function checkLength(film: Film, frames: number): void {
  const most = Math.min(mostMovieFrames, Math.floor(framesPerSecond(film.rate) * (mostMixSamples / soundRate)))
  if (frames <= most) return
  const minutesOf = (count: number): number => count / framesPerSecond(film.rate) / 60
  throw new StudioError('export.too-long', { minutes: Math.ceil(minutesOf(frames)), most: Math.floor(minutesOf(most)) })
}

/** Movies have even sides; what says how large they are must not say otherwise. */
function evenFormat(film: Film): Film {
  const { width, height } = film.format
  return { ...film, format: { width: width & ~1, height: height & ~1 } }
}

/**
 * The project's own folders are for its own files.
 * @throws StudioError `export.out.inside`
 */
export function checkOutside({ projectFolder, outFolder }: Pick<ExportFilmInput, 'projectFolder' | 'outFolder'>): void {
  const inside = path.relative(projectFolder, outFolder).split(path.sep)[0]
  if (inside === '' || inside === 'media' || inside === 'takes')
    throw new StudioError('export.out.inside', { folder: outFolder })
}

/**
 * Each shot's movie has a clock of its own, on which the shot's frame 0 is 01:00:00:00 whatever handles its take has: a
 * later take with other handles still lies under the same clips. 0 at rates without timecode.
 */
function movieStart(film: Film, { frames }: UsedShot): number {
  if (!hasTimecode(film.rate)) return 0
  return framesPerDay({ rate: film.rate, dropFrame: film.cut.dropFrame }) / 24 + frames.start
}

function sequenceOf(
  { outFolder, options }: ExportFilmInput,
  film: Film,
  shots: readonly UsedShot[],
  sounds: readonly UsedSound[],
): CutSequence {
  const takes = shots.map((used): [string, TakeMedia] => {
    const file = shotFile(used, movieExtension(options.movieFormat))
    const media = {
      id: used.shot.id,
      name: path.posix.basename(file),
      path: path.join(outFolder, file),
      startFrame: movieStart(film, used),
      durationFrames: durationOf(used.frames),
      picture: film.format,
      sound: null,
    }
    return [used.shot.id, { takeId: used.take?.id ?? null, headFrames: -used.frames.start, media }]
  })
  const copies = sounds.map((sound) => {
    return [sound.media, soundMedia(sound, film, path.join(outFolder, soundFile(sound)))] as const
  })
  return sequenceFromFilm(film, { takes: new Map(takes), sounds: new Map(copies) })
}

function plannedFiles(plan: Omit<ExportPlan, 'files' | 'notes'>): ExportedFile[] {
  const { input, shots, sounds, timelines, filmStem } = plan
  const { options } = input
  const extension = movieExtension(options.movieFormat)
  const cameras = Object.values(cameraExtensions)
  const list = (isThere: boolean, kind: ExportedFileKind, names: readonly string[]): ExportedFile[] =>
    isThere ? names.map((name) => ({ kind, name })) : []
  return [
    ...timelines.flatMap((file) =>
      list(true, 'timeline', timelineNames(filmStem, file, exportPresets[options.preset])),
    ),
    ...list(options.cutMovie, 'cut-movie', [`${filmStem}.${extension}`]),
    ...shots.flatMap((shot) => [
      ...list(options.shotMovies, 'shot-movie', [shotFile(shot, extension)]),
      ...list(
        options.cameras,
        'camera',
        cameras.map((each) => shotFile(shot, each)),
      ),
      ...list(
        options.depthExr === true && hasDepth(shot),
        'depth',
        Array.from({ length: durationOf(shot.frames) }, (_, frame) => depthFile(shot, frame)),
      ),
    ]),
    ...list(options.timelines, 'sound', sounds.map(soundFile)),
  ]
}

async function mediaNotes({ input, shots, sequence }: Omit<ExportPlan, 'files' | 'notes'>): Promise<ExportNote[]> {
  const { options } = input
  const animatic = shots.filter(({ take }) => take === null).length
  const notes = noted('export.note.animatic', animatic)
  if (options.depthExr) notes.push(...noted('export.note.no-depth', shots.filter((shot) => !hasDepth(shot)).length))
  if (options.timelines) notes.push(...noted('export.note.sound-frames', soundsBetweenFrames(input.film)))
  if (!options.timelines || options.shotMovies) return notes
  let missing = 0
  for (const { picture, path: file } of sequence.media)
    if (picture !== null && file !== null && (await stat(file).catch(() => null)) === null) missing += 1
  return [...notes, ...noted('export.note.movie-missing', missing)]
}

function noted(code: ExportNote['code'], count: number): ExportNote[] {
  return count === 0 ? [] : [{ code, details: { count } }]
}
