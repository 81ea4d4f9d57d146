import { setPath } from '../../../../core/project/edits/shot-camera.ts'
import type { CameraPath } from '../../../../core/camera/path-schema.ts'
import type { StudioTextKey } from '../../../../core/texts/studio/texts.ts'
import { beginGesture, type FilmGesture } from '../../../state/film-store.ts'
import { scaleKeys, shiftKeys, snappedDelta, type EditedKeys, type KeyTimes } from '../model/key-edits.ts'
import { cameraSession, selectKeys } from '../session/camera-session.ts'
import { currentPath, currentShot } from '../session/current-shot.ts'
import { keyFrame, lastKeyFrame } from '../session/key-actions.ts'

/** What a drag does with the chosen keys: move them, leave them and move copies, draw them apart about the playhead. */
export type DragKind = 'move' | 'copy' | 'scale'

/** What a drag says beside the pointer. */
export interface DragReadout {
  readonly text: StudioTextKey
  readonly details: Readonly<Record<string, string>>
}

const titles = {
  move: 'camera.edit.move-keys',
  copy: 'camera.edit.copy-keys',
  scale: 'camera.edit.scale-keys',
} as const

/** A drag of keys along time: one step of undo, or none. */
export class KeyDrag {
  readonly #shotId: string
  readonly #path: CameraPath
  readonly #selected: KeyTimes
  readonly #grabbed: number
  readonly #kind: DragKind
  readonly #about = keyFrame()
  /** Refused, it goes on to its end and does nothing: why was told once. */
  #gesture: FilmGesture | 'pressed' | 'refused' = 'pressed'
  #delta = 0

  private constructor(shotId: string, path: CameraPath, selected: KeyTimes, grabbed: number, kind: DragKind) {
    this.#shotId = shotId
    this.#path = path
    this.#selected = selected
    this.#grabbed = grabbed
    this.#kind = kind
  }

  /** @param grabbed time of the key under the pointer, one of the chosen; by itself it scales the whole path */
  static start(grabbed: number, kind: DragKind): KeyDrag | null {
    const path = currentPath()
    const shotId = currentShot()?.shot.id
    if (path === null || shotId === undefined) return null
    const { selected } = cameraSession.getState()
    const all = path.keys.map(({ timeFrames }) => timeFrames)
    return new KeyDrag(shotId, path, kind === 'scale' && selected.length < 2 ? all : selected, grabbed, kind)
  }

  /** @param deltaFrames travel of the pointer since the start, not rounded @returns null before anything moved */
  move(deltaFrames: number): DragReadout | null {
    const delta = snappedDelta(this.#grabbed, deltaFrames)
    if (this.#gesture === 'pressed' && delta !== 0) this.#gesture = beginGesture(titles[this.#kind]) ?? 'refused'
    if (typeof this.#gesture === 'string') return null
    const edited = this.#edited(delta)
    if (delta !== this.#delta) {
      this.#gesture.preview((film) => setPath(film, this.#shotId, edited.path))
      selectKeys(edited.selected)
    }
    this.#delta = delta
    return this.#readout(edited)
  }

  #edited(delta: number): EditedKeys & { readonly factor?: number } {
    const [path, selected, lastFrame] = [this.#path, this.#selected, lastKeyFrame()]
    if (this.#kind !== 'scale') return shiftKeys(path, selected, delta, { lastFrame, copy: this.#kind === 'copy' })
    return scaleKeys(path, selected, { about: this.#about, from: this.#grabbed, to: this.#grabbed + delta }, lastFrame)
  }

  #readout({ selected, factor }: EditedKeys & { readonly factor?: number }): DragReadout {
    if (factor !== undefined) return { text: 'camera.drag.scale', details: { factor: factor.toFixed(2) } }
    const by = Math.round(selected[0]! - this.#selected[0]!)
    return { text: 'camera.drag.by', details: { frames: by < 0 ? `−${-by}` : `+${by}` } }
  }

  end(): void {
    if (typeof this.#gesture !== 'string') this.#gesture.commit()
  }

  cancel(): void {
    if (typeof this.#gesture === 'string') return
    this.#gesture.cancel()
    selectKeys(this.#selected)
  }
}
