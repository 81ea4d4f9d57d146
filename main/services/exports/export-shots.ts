import type { PixelSize } from '../../../core/camera/intrinsics.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import { frameSizeOf, type Camera } from '../../../core/contract/generation.ts'
import { fileStem, type UniqueNames } from '../../../core/export/export-names.ts'
import { modelPart, partInFilm } from '../../../core/framing/delivery.ts'
import type { PixelBox } from '../../../core/framing/framing.ts'
import { shotFrames, usedFrames, type Film } from '../../../core/project/schema/film.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { layOutTrack } from '../../../core/timeline/layout.ts'
import { containsRange, rangeFrom, type FrameRange } from '../../../core/timeline/range.ts'
import { formatTimecode } from '../../../core/timeline/timecode.ts'
import { listTakes } from '../takes/take-index.ts'
import { readTakeInCut, type ChosenTake } from './export-take.ts'

/** A shot that the cut shows, before its frames are there. */
export interface UsedShot {
  readonly shot: Shot
  /** Name of its files without extension, ASCII and unique. */
  readonly stem: string
  /** Null when the shot has no chosen take: it is seen as its board, moved. */
  readonly take: ChosenTake | null
  /** What its movie holds, counted in the shot's frames: the head handle is negative. */
  readonly frames: FrameRange
}

/** A used shot with a picture and a camera for every frame of its movie. */
export interface ShotMaterial extends UsedShot {
  /** Absolute; raw 8-bit RGB of `size` when `isRaw`. */
  readonly files: readonly string[]
  readonly isRaw: boolean
  readonly size: PixelSize
  /** The part of each picture in the film's shape, in pixels of `size`. */
  readonly pictureBox: PixelBox
  /** The same part of the model's frame, in whose pixels the cameras' lenses are. */
  readonly cameraBox: PixelBox
  readonly cameras: readonly Camera[]
}

/**
 * The shots of the cut in its order, each once, with their takes.
 * @throws StudioError `export.empty`, `export.take-*` with the place in the cut
 */
export async function usedShots(projectFolder: string, film: Film, names: UniqueNames): Promise<UsedShot[]> {
  const ids = new Set(film.cut.items.flatMap((item) => (item.kind === 'clip' ? [item.shotId] : [])))
  if (ids.size === 0) throw new StudioError('export.empty', { film: film.name })
  const takes = (await listTakes(projectFolder)).flatMap(({ take }) => take ?? [])
  const shots: UsedShot[] = []
  for (const id of ids) {
    const index = film.shots.findIndex((shot) => shot.id === id)
    const shot = film.shots[index]
    if (shot === undefined) throw new RangeError(`the cut names no shot of the film: ${id}`)
    const take = await readTakeInCut(projectFolder, shot, takes)
    const stem = names.take(fileStem(shot.name, `shot_${String(index + 1).padStart(3, '0')}`))
    shots.push({ shot, stem, take, frames: take === null ? shotFrames(shot) : takenFrames(take) })
  }
  checkTakesReach(film, shots)
  return shots
}

function takenFrames({ take }: ChosenTake): FrameRange {
  return rangeFrom(-(take.shot?.headFrames ?? 0), take.files.frames.length)
}

/** A take made before the shot grew may lack frames that the cut shows. */
function checkTakesReach(film: Film, shots: readonly UsedShot[]): void {
  const { items, startFrame, dropFrame } = film.cut
  for (const { item, index, record } of layOutTrack(items)) {
    if (item.kind !== 'clip') continue
    const used = usedFrames(items, index)
    const found = shots.find(({ shot }) => shot.id === item.shotId)
    if (found === undefined || containsRange(found.frames, used)) continue
    throw new StudioError('export.take-short', {
      shot: found.shot.name || found.shot.id,
      timecode: formatTimecode(startFrame + record.start, { rate: film.rate, dropFrame }),
      first: used.start,
      last: used.end - 1,
      takeFirst: found.frames.start,
      takeLast: found.frames.end - 1,
    })
  }
}

/** The material of a shot that has a take. */
export function takeMaterial(film: Film, used: UsedShot, { take, frameFiles }: ChosenTake): ShotMaterial {
  const { spec } = take
  const size = frameSizeOf(spec)
  const pictureBox = partInFilm(size, film.format.width / film.format.height)
  return {
    ...used,
    files: frameFiles,
    isRaw: false,
    size,
    pictureBox,
    cameraBox: modelPart(spec, pictureBox),
    cameras: spec.filmCameras,
  }
}
