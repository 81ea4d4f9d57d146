import { pathFromMoves } from '../../../../core/camera/moves.ts'
import type { Move } from '../../../../core/camera/move-names.ts'
import type { CameraKey, CameraPath, Easing } from '../../../../core/camera/path-schema.ts'
import { evaluatePath } from '../../../../core/camera/path.ts'
import { changeShotSettings } from '../../../../core/project/edits/shots.ts'
import { setPath, setShotCamera } from '../../../../core/project/edits/shot-camera.ts'
import { shotFrames } from '../../../../core/project/schema/film.ts'
import type { StudioTextKey } from '../../../../core/texts/studio/texts.ts'
import { edit } from '../../../state/film-store.ts'
import { tellDone } from '../../../state/notices.ts'
import { endedFromAnchor, loopedFromAnchor } from '../model/anchored-loop.ts'
import { anchorPose, isAnchorKey, keyAtPose } from '../model/board-space.ts'
import {
  changedKeys,
  keyAtFrame,
  neighbourKey,
  pastedKeys,
  shiftKeys,
  withEasing,
  withKey,
  withoutKeys,
} from '../model/key-edits.ts'
import { neighbourLens } from '../model/lens-set.ts'
import { cameraSession, selectKeys } from './camera-session.ts'
import { currentPath, currentShot, playheadFrame, showFrame } from './current-shot.ts'

/** The chosen keys that the path still has. */
export function chosenKeys(): readonly CameraKey[] {
  const { selected } = cameraSession.getState()
  return (currentPath()?.keys ?? []).filter(({ timeFrames }) => selected.includes(timeFrames))
}

/** One edit of the path as one step of undo. */
function editPath(title: StudioTextKey, change: (path: CameraPath) => CameraPath): boolean {
  const current = currentShot()
  if (current === null) return false
  return edit(title, (film) => {
    const shot = film.shots.find(({ id }) => id === current.shot.id)
    return shot?.camera.source === 'keys' ? setPath(film, shot.id, change(shot.camera.path)) : film
  })
}

/** Writes the camera of the playhead as a key: the piloted one, else the path's own. */
export function setKeyHere(): void {
  const path = currentPath()
  const current = currentShot()
  const { piloted, recording } = cameraSession.getState()
  if (path === null || current === null || recording !== null) return
  const frame = keyFrame()
  const own = keyAtFrame(path, frame)
  const key =
    piloted === null
      ? own
      : {
          ...keyAtPose(own, piloted.pose, anchorPose(path, current.shot.anchorFrame)),
          focalLengthMm: piloted.focalLengthMm,
        }
  if (!editPath('camera.edit.set-key', (before) => withKey(before, key))) return
  selectKeys([frame])
  cameraSession.setState({ piloted: null })
}

/** Gives a key the present view, piloted or of the playhead, and leaves its time and easing. */
export function overwriteKey(timeFrames: number): void {
  const path = currentPath()
  const current = currentShot()
  const there = path?.keys.find((key) => key.timeFrames === timeFrames)
  if (path === null || current === null || there === undefined) return
  if (isAnchorKey(current.shot, timeFrames)) return tellDone('camera.look.anchor')
  const { piloted } = cameraSession.getState()
  const own = keyAtFrame(path, keyFrame())
  const seen =
    piloted === null
      ? own
      : {
          ...keyAtPose(own, piloted.pose, anchorPose(path, current.shot.anchorFrame)),
          focalLengthMm: piloted.focalLengthMm,
        }
  const { easing } = there
  if (editPath('camera.edit.overwrite-key', (before) => withKey(before, { ...seen, timeFrames, easing })))
    selectKeys([timeFrames])
}

/** Keys begin at the shot's frame 0: in the head handle the camera stands still. */
export function keyFrame(): number {
  return Math.max(0, playheadFrame())
}

export function deleteKeys(): void {
  const path = currentPath()
  if (path === null) return
  const chosen = chosenKeys()
  const times = chosen.length > 0 ? chosen.map(({ timeFrames }) => timeFrames) : [keyFrame()]
  // The first of the chosen keys stays when no other would.
  const without = withoutKeys(path, times) ?? withoutKeys(path, times.slice(1))
  if (without === null || without.keys.length === path.keys.length) return
  if (editPath('camera.edit.delete-keys', () => without)) selectKeys([])
}

export function copyKeys(): void {
  const keys = chosenKeys()
  if (keys.length > 0) cameraSession.setState({ clipboard: keys })
}

export function cutKeys(): void {
  copyKeys()
  deleteKeys()
}

export function pasteKeys(): void {
  const { clipboard } = cameraSession.getState()
  const path = currentPath()
  if (path === null || clipboard.length === 0) return
  const { path: pasted, selected } = pastedKeys(path, clipboard, keyFrame())
  if (editPath('camera.edit.paste-keys', () => pasted)) selectKeys(selected)
}

export function selectAllKeys(): void {
  selectKeys((currentPath()?.keys ?? []).map(({ timeFrames }) => timeFrames))
}

/** Moves the chosen keys by whole frames. */
export function nudgeKeys(deltaFrames: number): void {
  const path = currentPath()
  const lastFrame = lastKeyFrame()
  if (path === null || chosenKeys().length === 0) return
  const times = chosenKeys().map(({ timeFrames }) => timeFrames)
  const shifted = shiftKeys(path, times, deltaFrames, { lastFrame, copy: false })
  if (editPath('camera.edit.move-keys', () => shifted.path)) selectKeys(shifted.selected)
}

/** The last frame that keys are dragged to. */
export function lastKeyFrame(): number {
  const current = currentShot()
  return current === null ? 0 : shotFrames(current.shot).end - 1
}

/** Eases the segments after the chosen keys, or the one under the playhead. */
export function easeSegments(easing: Easing): void {
  const path = currentPath()
  if (path === null) return
  const chosen = chosenKeys()
  const here = path.keys.findLast(({ timeFrames }) => timeFrames <= keyFrame()) ?? path.keys[0]!
  const times = (chosen.length > 0 ? chosen : [here]).map(({ timeFrames }) => timeFrames)
  editPath('camera.edit.easing', (before) => withEasing(before, times, easing))
}

/** To the next or previous key, which is then chosen. */
export function goToKey(direction: 1 | -1): void {
  const path = currentPath()
  const key = path === null ? null : neighbourKey(path, playheadFrame(), direction)
  if (key === null) return
  showFrame(key.timeFrames)
  selectKeys([key.timeFrames])
}

export function setSpeed(speed: CameraPath['speed']): void {
  editPath('camera.edit.speed', (path) => ({ ...path, speed }))
}

/** Whether the path is a loop as long as its shot. */
export function loopsNow(): boolean {
  return currentPath()?.loop?.periodFrames === currentShot()?.shot.durationFrames
}

/**
 * Makes the path come back to its first frame after the shot's last one, or stand still at its end again. The board is
 * seen from where it was.
 */
export function toggleLoop(): void {
  const current = currentShot()
  if (current === null) return
  const { shot } = current
  const ends = loopsNow()
  const made = edit(ends ? 'camera.edit.end-loop' : 'camera.edit.loop', (film) => {
    if (shot.camera.source !== 'keys') return film
    const before = { path: shot.camera.path, anchorFrame: shot.anchorFrame }
    const { path, anchorFrame } = ends ? endedFromAnchor(before) : loopedFromAnchor(before, shot.durationFrames)
    return setPath(changeShotSettings(film, shot.id, { anchorFrame }), shot.id, path)
  })
  if (made) selectKeys([])
}

/** Another lens of the set at the chosen keys, or at the playhead's. */
export function stepLens(direction: 1 | -1): void {
  const path = currentPath()
  if (path === null) return
  const chosen = chosenKeys().map(({ timeFrames }) => timeFrames)
  const times = chosen.length > 0 ? chosen : [keyFrame()]
  const step = (key: CameraKey): CameraKey => ({ ...key, focalLengthMm: neighbourLens(key.focalLengthMm, direction) })
  editPath('camera.edit.lens', (before) =>
    chosen.length > 0 ? changedKeys(before, times, step) : withKey(before, step(keyAtFrame(before, keyFrame()))),
  )
  if (chosen.length === 0) selectKeys(times)
}

/** Writes a move over the whole shot as ordinary keys, in place of the path. */
export function applyMove(move: Move, easing: Exclude<Easing, 'hold'>): void {
  const current = currentShot()
  if (current === null) return
  const { film, shot } = current
  const board = film.boards.find(({ id }) => id === shot.boards[0]?.boardId)
  const path = pathFromMoves([move], {
    frames: shot.durationFrames,
    easing,
    seed: shot.generation.seed,
    framesPerSecond: film.rate.numerator / film.rate.denominator,
    ...(board === undefined ? {} : { focalLengthMm: board.lens.focalLengthMm }),
  })
  const layers = shot.camera.source === 'keys' ? shot.camera.layers : []
  if (edit('camera.edit.move', (now) => setShotCamera(now, shot.id, { source: 'keys', path, layers }))) selectKeys([])
}

/** The frame at which the camera is the board's; it gets a key, so that other keys cannot carry the board away. */
export function setAnchor(anchorFrame: number): void {
  const current = currentShot()
  if (current === null) return
  edit('camera.edit.anchor', (film) => {
    const { shot } = current
    const { camera } = shot
    const anchored = changeShotSettings(film, shot.id, { anchorFrame })
    return camera.source === 'keys' && camera.path.keys.length > 1
      ? setPath(anchored, shot.id, withKey(camera.path, keyAtFrame(camera.path, anchorFrame)))
      : anchored
  })
}

/** Lens of the path at a frame, millimetres. */
export function lensAt(path: CameraPath, frame: number): number {
  return evaluatePath(path, [frame])[0]!.focalLengthMm
}
