import type { ExportOptions } from '../../../core/contract/export-options.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import { depthFrameName, fileStem, UniqueNames } from '../../../core/export/export-names.ts'
import { finalCutRateName } from '../../../core/export/fcpxml-time.ts'
import { exportPresets, movieExtension } from '../../../core/export/presets.ts'
import { timelineNames, type TimelineFile } from '../../../core/export/timeline-files.ts'
import { hasTimecode } from '../../../core/export/timecode-rate.ts'
import { shotFrames, usedFrames, type Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { durationOf } from '../../../core/timeline/range.ts'
import { timecodeBase } from '../../../core/timeline/timecode.ts'
import { chosenTake, cutDuration, cutLayout, shotOfFilm, takeIndexOf } from '../../state/playback/cut-frame.ts'

/** What a shot of the cut leaves as. */
type ShotState = 'take' | 'animatic' | 'take-gone' | 'take-short'

export interface DeliveredShot {
  readonly shot: Shot
  readonly take: TakeSummary | null
  readonly state: ShotState
  /** Frames of its own movie. */
  readonly frames: number
  /** First frame of its first clip in the cut. */
  readonly recordStart: number
  /** Frames of the cut that show it, dissolves apart. */
  readonly usedFrames: number
}

/** The shots of the cut, each once, in the order they are first seen. */
export function deliveredShots(film: Film, takes: readonly TakeSummary[]): DeliveredShot[] {
  const { items } = film.cut
  const found = new Map<string, DeliveredShot>()
  for (const { item, index, record } of cutLayout(items)) {
    if (item.kind !== 'clip') continue
    const shot = shotOfFilm(film, item.shotId)
    if (shot === undefined) continue
    const take = chosenTake(shot, takes)
    const known = found.get(shot.id)
    const state = stateOf(shot, take, usedFrames(items, index))
    found.set(shot.id, {
      shot,
      take,
      state: known?.state === 'take-short' ? 'take-short' : state,
      frames: take === null ? durationOf(shotFrames(shot)) : take.frames,
      recordStart: known?.recordStart ?? record.start,
      usedFrames: (known?.usedFrames ?? 0) + durationOf(record),
    })
  }
  return [...found.values()]
}

function stateOf(
  shot: Shot,
  take: TakeSummary | null,
  used: { readonly start: number; readonly end: number },
): ShotState {
  if (take === null) return shot.chosenTakeId === null ? 'animatic' : 'take-gone'
  const ends = [used.start, used.end - 1]
  return ends.every((frame) => takeIndexOf(take, frame) !== null) ? 'take' : 'take-short'
}

export interface PlannedFile {
  readonly kind: 'timeline' | 'cut-movie' | 'shot-movie' | 'camera' | 'depth' | 'sound'
  /** Path in the chosen folder, with `/`. */
  readonly name: string
}

/** The files that an export writes, by the names it gives them; copies of sounds keep names that are not known here. */
export function plannedFiles(film: Film, shots: readonly DeliveredShot[], options: ExportOptions): PlannedFile[] {
  const names = new UniqueNames()
  const filmStem = fileStem(film.name, 'cut')
  const extension = movieExtension(options.movieFormat)
  const stems = shots.map(({ shot }) => {
    const number = film.shots.indexOf(shot) + 1
    return names.take(fileStem(shot.name, `shot_${String(number).padStart(3, '0')}`))
  })
  const files: PlannedFile[] = []
  const add = (kind: PlannedFile['kind'], ...added: readonly string[]): void => {
    for (const name of added) files.push({ kind, name })
  }
  const preset = exportPresets[options.preset]
  for (const written of options.timelines ? timelineExtensions(film, options) : [])
    add('timeline', ...timelineNames(filmStem, { extension: written }, preset))
  if (options.cutMovie) add('cut-movie', `${filmStem}.${extension}`)
  if (options.shotMovies) add('shot-movie', ...stems.map((stem) => `media/${stem}.${extension}`))
  if (options.cameras)
    add('camera', ...stems.flatMap((stem) => [`media/${stem}.camera.txt`, `media/${stem}.camera.json`]))
  if (options.depthExr)
    for (const [index, { take, frames }] of shots.entries())
      if (take?.cache === 'on')
        add('depth', ...Array.from({ length: frames }, (_, frame) => `media/${depthFrameName(stems[index]!, frame)}`))
  return files
}

function timelineExtensions(film: Film, { preset }: ExportOptions): TimelineFile['extension'][] {
  return exportPresets[preset].timelines.flatMap((format) => {
    if (format === 'otio' || format === 'kdenlive' || format === 'mlt') return [format]
    if (format === 'fcpxml') return finalCutRateName(film.rate) === null ? [] : ['fcpxml']
    if (!hasTimecode(film.rate)) return []
    if (format === 'xmeml') return ['xml']
    return timecodeBase(film.rate) > 100 ? [] : ['edl']
  })
}

/** Bytes of a pixel of a frame, by experience: ProRes is nearly constant, H.264 depends on the pictures. */
const bytesPerPixel = { 'mov-prores-422-hq': 0.44, 'mp4-h264': 0.02 } as const

const depthBytesPerPixel = 2

/** About how large the movies and the depth will be. */
export function plannedBytes(film: Film, shots: readonly DeliveredShot[], options: ExportOptions): number {
  const frames =
    (options.cutMovie ? movieFrames(film) : 0) +
    (options.shotMovies ? shots.reduce((sum, shot) => sum + shot.frames, 0) : 0)
  const taken = shots.filter(({ take }) => take?.cache === 'on')
  const deep = options.depthExr ? taken.reduce((sum, shot) => sum + shot.frames, 0) : 0
  const pixels = film.format.width * film.format.height
  return pixels * (frames * bytesPerPixel[options.movieFormat] + deep * depthBytesPerPixel)
}

/** Frames of the movie of the cut: the pictures, and the sounds that go on after them. */
function movieFrames({ cut }: Film): number {
  const sounds = cut.soundTracks.filter(({ muted }) => !muted).flatMap(({ clips }) => clips)
  const ends = sounds.map(({ recordStartFrame, durationFrames }) => recordStartFrame + durationFrames)
  return Math.max(cutDuration(cut.items), ...ends)
}
