import type { CameraPath } from '../../camera/path-schema.ts'
import { StudioError } from '../../contract/errors.ts'
import { shiftRange } from '../../timeline/range.ts'
import { anchorFrameOf, boardUseAt } from '../boards-of-shot.ts'
import type { ShotCamera } from '../schema/camera.ts'
import type { CutClip, CutItem } from '../schema/cut.ts'
import type { Film } from '../schema/film.ts'
import type { BoardUse, Shot } from '../schema/shot.ts'
import { checkedFilm } from './check.ts'
import { fitCut } from './cut-fit.ts'
import { findItem } from './items.ts'

/**
 * Divides a shot before its frame `frame` into two: the first keeps its id, name, words and takes, the second follows it.
 * Together they show the same cameras and boards as the one did: both keep all keys of the path, in the second's own time, so that
 * some lie outside of either. Clips of the cut that showed frames of both are divided too.
 *
 * @param frame 1 to before the shot's length
 * @param second id and name of the second shot
 * @param newClipId a new id at every call
 * @throws StudioError edit.imported-path for cameras from a file, edit.refused for a frame outside
 */
export function splitShot(
  film: Film,
  shotId: string,
  frame: number,
  second: Pick<Shot, 'id' | 'name'>,
  newClipId: () => string,
): Film {
  const index = film.shots.findIndex(({ id }) => id === shotId)
  const shot = findItem(film.shots, shotId, 'shot')
  if (shot.camera.source !== 'keys') throw new StudioError('edit.imported-path', { shot: shot.name || shot.id })
  if (!(Number.isInteger(frame) && frame > 0 && frame < shot.durationFrames))
    throw new StudioError('edit.refused', { place: `shots.${index}`, problem: 'has no such frame to be split at' })
  const shots = film.shots.toSpliced(index, 1, firstPart(shot, frame), { ...secondPart(shot, frame), ...second })
  const items = film.cut.items.flatMap((item): CutItem[] =>
    item.kind === 'clip' && item.shotId === shotId ? splitClip(item, frame, second.id, newClipId) : [item],
  )
  const changed = { ...film, shots, cut: { ...film.cut, items } }
  return checkedFilm(film, { ...changed, cut: fitCut(changed) })
}

/** The board's camera stays where it was, so that an anchor in the second part is now beyond the first one's end. */
function firstPart(shot: Shot, frame: number): Shot {
  const boards = shot.boards.filter((use, index) => index === 0 || use.frame < frame)
  return { ...shot, durationFrames: frame, boards: boards.map(startFrame) }
}

/** Begins with the board that is seen on the frame, its camera anchored where it was. */
function secondPart(shot: Shot, frame: number): Shot {
  const seen = boardUseAt(shot, frame)
  const boards = [{ ...seen, frame }, ...shot.boards.filter((use) => use.frame > frame)]
  return {
    ...shot,
    note: '',
    dialogue: '',
    action: '',
    durationFrames: shot.durationFrames - frame,
    boards: boards.map((use) => ({ ...use, frame: use.frame - frame })).map(startFrame),
    anchorFrame: anchorFrameOf(shot, seen) - frame,
    camera: earlierCamera(shot.camera, frame),
    subjects: shot.subjects.map((subject) => ({
      ...subject,
      track: subject.track.map((key) => ({ ...key, frame: key.frame - frame })),
    })),
    chosenTakeId: null,
    takeMarks: [],
  }
}

function startFrame(use: BoardUse, index: number): BoardUse {
  return index === 0 ? { ...use, frame: 0, role: 'start' } : use
}

function earlierCamera(camera: ShotCamera, frames: number): ShotCamera {
  if (camera.source !== 'keys') return camera
  const layers = camera.layers.map((layer) => ({ ...layer, path: earlier(layer.path, frames) }))
  return { ...camera, path: earlier(camera.path, frames), layers }
}

function earlier(path: CameraPath, frames: number): CameraPath {
  const keys = path.keys.map((key) => ({ ...key, timeFrames: key.timeFrames - frames }))
  // Keys a last bit apart may round to one time.
  return { ...path, keys: keys.filter((key, index) => index === 0 || key.timeFrames > keys[index - 1]!.timeFrames) }
}

function splitClip(clip: CutClip, frame: number, shotId: string, newClipId: () => string): CutClip[] {
  const { start, end } = clip.source
  if (end <= frame) return [clip]
  const ofSecond = (source: CutClip['source'], id: string): CutClip => ({
    ...clip,
    id,
    shotId,
    source: shiftRange(source, -frame),
    markers: clip.markers
      .filter((marker) => marker.frame >= source.start)
      .map((marker) => ({ ...marker, frame: marker.frame - frame })),
  })
  if (start >= frame) return [ofSecond(clip.source, clip.id)]
  const first = {
    ...clip,
    source: { start, end: frame },
    markers: clip.markers.filter((marker) => marker.frame < frame),
  }
  return [first, ofSecond({ start: frame, end }, newClipId())]
}
