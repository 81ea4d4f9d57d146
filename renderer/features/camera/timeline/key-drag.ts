import { setPath } from '../../../../core/project/edits/shot-camera.ts'
import type { CameraPath } from '../../../../core/camera/path-schema.ts'
import { beginGesture, cancelGesture, commitGesture, previewGesture } from '../../../state/film-store.ts'
import { shiftKeys, snappedDelta, type KeyTimes } from '../model/key-edits.ts'
import { cameraSession, selectKeys } from '../session/camera-session.ts'
import { currentPath, currentShot } from '../session/current-shot.ts'
import { lastKeyFrame } from '../session/key-actions.ts'

/** A drag of keys along time: one step of undo, or none. */
export class KeyDrag {
  readonly #shotId: string
  readonly #path: CameraPath
  readonly #selected: KeyTimes
  readonly #grabbed: number
  readonly #copy: boolean
  #begun = false
  #delta = 0

  private constructor(shotId: string, path: CameraPath, selected: KeyTimes, grabbed: number, copy: boolean) {
    this.#shotId = shotId
    this.#path = path
    this.#selected = selected
    this.#grabbed = grabbed
    this.#copy = copy
  }

  /** @param grabbed time of the key under the pointer, one of the chosen */
  static start(grabbed: number, copy: boolean): KeyDrag | null {
    const path = currentPath()
    const shotId = currentShot()?.shot.id
    if (path === null || shotId === undefined) return null
    return new KeyDrag(shotId, path, cameraSession.getState().selected, grabbed, copy)
  }

  /** @param deltaFrames travel of the pointer since the start, not rounded */
  move(deltaFrames: number): void {
    const delta = snappedDelta(this.#grabbed, deltaFrames)
    if (!this.#begun) {
      if (delta === 0 || !beginGesture(this.#copy ? 'camera.edit.copy-keys' : 'camera.edit.move-keys')) return
      this.#begun = true
    } else if (delta === this.#delta) return
    this.#delta = delta
    const shifted = shiftKeys(this.#path, this.#selected, delta, { lastFrame: lastKeyFrame(), copy: this.#copy })
    previewGesture((film) => setPath(film, this.#shotId, shifted.path))
    selectKeys(shifted.selected)
  }

  end(): void {
    if (this.#begun) commitGesture()
  }

  cancel(): void {
    if (!this.#begun) return
    cancelGesture()
    selectKeys(this.#selected)
  }
}
