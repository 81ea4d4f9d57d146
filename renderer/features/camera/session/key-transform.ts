import { setPath } from '../../../../core/project/edits/shot-camera.ts'
import { beginGesture, filmStore, type FilmGesture } from '../../../state/film-store.ts'
import { tellDone } from '../../../state/notices.ts'
import { onWorkPlaceLeft } from '../../../state/work-place.ts'
import { anchorPose, isAnchorKey, type BoardPose } from '../model/board-space.ts'
import { changedKeys, type KeyTimes } from '../model/key-edits.ts'
import { amountOf, newTransform, transformedKey, type KeyTransform } from '../model/key-transform.ts'
import { cameraSession } from './camera-session.ts'
import { currentPath, currentShot, gestureRuns } from './current-shot.ts'
import { chosenKeys } from './key-actions.ts'

interface Running {
  readonly shotId: string
  /** Keys that move: the board's own camera stays. */
  readonly times: KeyTimes
  readonly anchor: BoardPose
  readonly metresPerUnit: number
  /** Begins with the first amount. */
  gesture: FilmGesture | null
  readonly stopWatching: () => void
}

let running: Running | null = null
const hosts = new Set<symbol>()

/** A viewport that hears keys and pointer for a transform is shown. @returns when it goes: what runs is taken back */
export function hostTransforms(): () => void {
  const host = Symbol('viewport')
  hosts.add(host)
  return () => {
    hosts.delete(host)
    if (hosts.size === 0) takeBackTransform()
  }
}

/**
 * Chooses the gizmo. With keys chosen it also waits for X, Y or Z, which begins a move or turn along that axis, by a typed
 * number or by the pointer; any other key or click means what it always does, so that the gizmo's handles are a press
 * away as before.
 */
export function startTransform(kind: KeyTransform['kind']): void {
  const { axes, pilot, lookingFor, recording } = cameraSession.getState()
  takeTransform()
  cameraSession.setState({ gizmo: kind })
  const current = currentShot()
  const path = currentPath()
  const chosen = chosenKeys().map(({ timeFrames }) => timeFrames)
  if (current === null || path === null || chosen.length === 0 || hosts.size === 0) return
  if (pilot || lookingFor || recording !== null || gestureRuns()) return
  const { shot, film } = current
  const times = chosen.filter((time) => !isAnchorKey(shot, time))
  if (times.length === 0) return tellDone('camera.look.anchor')
  const stops = [
    onWorkPlaceLeft(takeBackTransform),
    filmStore.subscribe(() => {
      // Undone, or ended by an edit of somebody else.
      if (running?.gesture?.isRunning() === false) end()
    }),
  ]
  running = {
    shotId: shot.id,
    times,
    anchor: anchorPose(path, shot.anchorFrame),
    metresPerUnit: film.metresPerUnit,
    gesture: null,
    stopWatching: () => stops.forEach((stop) => stop()),
  }
  cameraSession.setState({ transform: newTransform(kind, axes) })
}

/** Shows the keys as the transform has them. A film that refuses edits says so once, and nothing goes on. */
export function changeTransform(transform: KeyTransform): void {
  if (running === null) return
  const { shotId, times, anchor, metresPerUnit } = running
  const moves = transform.axis !== null && amountOf(transform) !== 0
  if (moves && running.gesture === null) {
    running.gesture = beginGesture(transform.kind === 'move' ? 'camera.edit.move-camera' : 'camera.edit.turn-camera')
    if (running.gesture === null) return takeBackTransform()
  }
  cameraSession.setState({ transform })
  running.gesture?.preview((film) => {
    const camera = film.shots.find(({ id }) => id === shotId)?.camera
    if (!moves || camera?.source !== 'keys') return film
    const change = changedKeys(camera.path, times, (key) => transformedKey(key, transform, { anchor, metresPerUnit }))
    return setPath(film, shotId, change)
  })
}

/** One step of undo; none where nothing moved. */
export function takeTransform(): void {
  const { transform } = cameraSession.getState()
  const gesture = end()
  if (transform !== null && amountOf(transform) !== 0) gesture?.commit()
  else gesture?.cancel()
}

export function takeBackTransform(): void {
  end()?.cancel()
}

/** @returns the gesture that the film shows of it; null where none has begun */
function end(): FilmGesture | null {
  if (running === null) return null
  const { gesture, stopWatching } = running
  running = null
  stopWatching()
  cameraSession.setState({ transform: null })
  return gesture
}
