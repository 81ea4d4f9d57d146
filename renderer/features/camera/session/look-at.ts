import type { Vector3 } from '../../../../core/math/vector3.ts'
import { setPath } from '../../../../core/project/edits/shot-camera.ts'
import { edit } from '../../../state/film-store.ts'
import { tellDone } from '../../../state/notices.ts'
import { pathLookingAt } from '../model/look-at.ts'
import { keyAtFrame, withKey } from '../model/key-edits.ts'
import { cameraSession, selectKeys } from './camera-session.ts'
import { currentPath, currentShot } from './current-shot.ts'
import { chosenKeys, keyFrame } from './key-actions.ts'

export function setLookingFor(lookingFor: boolean): void {
  cameraSession.setState({ lookingFor })
}

/**
 * Turns cameras to a point of the board's space and leaves the mode: the chosen keys, else a key at the playhead, or all
 * keys.
 * @param point null beside the board's surface: then the mode goes on
 */
export function lookAtPicked(point: Vector3 | null, { all }: { readonly all: boolean }): void {
  if (point === null) return tellDone('camera.look.missed')
  setLookingFor(false)
  const path = currentPath()
  const shot = currentShot()?.shot
  if (path === null || shot === undefined) return
  const chosen = chosenKeys().map(({ timeFrames }) => timeFrames)
  const here = !all && chosen.length === 0
  const base = here ? withKey(path, keyAtFrame(path, keyFrame())) : path
  const times = all ? base.keys.map(({ timeFrames }) => timeFrames) : here ? [keyFrame()] : chosen
  const turned = pathLookingAt(shot, base, times, point)
  if (turned === null) return tellDone('camera.look.anchor')
  if (edit('camera.edit.look-at', (film) => setPath(film, shot.id, turned)) && here) selectKeys(times)
}
