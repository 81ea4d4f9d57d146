import { Object3D, type Camera as ThreeCamera, type Scene } from 'three'
import { TransformControls } from 'three/addons/controls/TransformControls.js'
import { setPath } from '../../../../core/project/edits/shot-camera.ts'
import { beginGesture, type FilmGesture } from '../../../state/film-store.ts'
import { anchorPose, keyAtPose, type BoardPose } from '../model/board-space.ts'
import { changedKeys } from '../model/key-edits.ts'
import type { CameraSession } from '../session/camera-session.ts'
import { currentShot } from '../session/current-shot.ts'
import { tokenColour } from './colours.ts'
import type { KeyCone } from './path-lines.ts'

/** Steps of the gizmo while Ctrl is held. */
const snapMetres = 0.1
const snapRadians = (5 * Math.PI) / 180

/** Handles that move or turn the chosen key; a drag is one step of undo. */
export class KeyGizmo {
  readonly #controls: TransformControls
  readonly #handle = new Object3D()
  #timeFrames: number | null = null
  #anchor: BoardPose | null = null
  #gesture: FilmGesture | null = null

  constructor(scene: Scene, camera: ThreeCamera, canvas: HTMLElement, redraw: () => void) {
    this.#controls = new TransformControls(camera, canvas)
    this.#controls.size = 0.8
    this.#controls.setColors(
      tokenColour('--axis-x'),
      tokenColour('--axis-y'),
      tokenColour('--axis-z'),
      tokenColour('--text'),
    )
    scene.add(this.#handle, this.#controls.getHelper())
    this.#controls.addEventListener('change', redraw)
    this.#controls.addEventListener('mouseDown', () => this.#begin())
    this.#controls.addEventListener('objectChange', () => this.#preview())
    this.#controls.addEventListener('mouseUp', () => this.#end())
  }

  /** Whether the pointer is on a handle or drags one: what lies behind it is not meant. */
  get busy(): boolean {
    return this.#controls.dragging || this.#controls.axis !== null
  }

  get dragging(): boolean {
    return this.#controls.dragging
  }

  /** The key to handle, null for none. Its pose is left alone while it is dragged. */
  show(cone: KeyCone | null, camera: ThreeCamera, { gizmo, axes }: Pick<CameraSession, 'gizmo' | 'axes'>): void {
    this.#controls.camera = camera
    this.#controls.setMode(gizmo === 'move' ? 'translate' : 'rotate')
    this.#controls.setSpace(axes)
    if (this.#controls.dragging) return
    this.#timeFrames = cone?.timeFrames ?? null
    if (cone === null) {
      if (this.#controls.object !== undefined) this.#controls.detach()
      return
    }
    this.#handle.position.set(...cone.pose.position)
    this.#handle.quaternion.set(...cone.pose.orientation)
    this.#handle.updateMatrixWorld()
    if (this.#controls.object === undefined) this.#controls.attach(this.#handle)
  }

  /** @param metresPerUnit scale of the snapping steps, null to move freely */
  snap(metresPerUnit: number | null): void {
    this.#controls.translationSnap = metresPerUnit === null ? null : snapMetres / metresPerUnit
    this.#controls.rotationSnap = metresPerUnit === null ? null : snapRadians
  }

  /** Takes a running drag back. @returns whether there was one */
  cancel(): boolean {
    if (!this.#controls.dragging) return false
    this.#controls.dragging = false
    this.#controls.axis = null
    this.#gesture?.cancel()
    return true
  }

  dispose(): void {
    this.cancel()
    this.#controls.detach()
    this.#controls.dispose()
  }

  #begin(): void {
    const camera = currentShot()?.shot.camera
    const shot = currentShot()?.shot
    if (camera?.source !== 'keys' || shot === undefined) return
    this.#anchor = anchorPose(camera.path, shot.anchorFrame)
    const isTurn = this.#controls.mode === 'rotate'
    this.#gesture = beginGesture(isTurn ? 'camera.edit.turn-camera' : 'camera.edit.move-camera')
  }

  #preview(): void {
    const shotId = currentShot()?.shot.id
    const anchor = this.#anchor
    const timeFrames = this.#timeFrames
    if (shotId === undefined || anchor === null || timeFrames === null) return
    const { position, quaternion } = this.#handle
    const pose: BoardPose = {
      position: [position.x, position.y, position.z],
      orientation: [quaternion.x, quaternion.y, quaternion.z, quaternion.w],
    }
    this.#gesture?.preview((film) => {
      const shot = film.shots.find(({ id }) => id === shotId)
      if (shot?.camera.source !== 'keys') return film
      return setPath(
        film,
        shotId,
        changedKeys(shot.camera.path, [timeFrames], (key) => keyAtPose(key, pose, anchor)),
      )
    })
  }

  #end(): void {
    this.#gesture?.commit()
    this.#gesture = null
    this.#anchor = null
  }
}
