import { LineBasicMaterial, LineSegments, BufferAttribute, BufferGeometry, Scene } from 'three'
import type { CacheMesh } from '../../../../core/cache/mesh.ts'
import type { Vector3 } from '../../../../core/math/vector3.ts'
import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import type { BoardView } from '../../../state/board-view/board-frames.ts'
import { frameFromWorld, frustumOf, frustumSegments } from '../model/frustum.ts'
import type { CameraSession } from '../session/camera-session.ts'
import { achievedSegments, type AchievedPath } from './achieved-path.ts'
import { axisLines } from './axis-lines.ts'
import { BoardObject } from './board-object.ts'
import { tokenColour } from './colours.ts'
import { FatLines, type ColouredSegment } from './fat-lines.ts'
import { groundGrid } from './ground-grid.ts'
import {
  boardConeLength,
  frameConeLength,
  FrameTicks,
  keyCones,
  pathSegments,
  presentCamera,
  type KeyCone,
} from './path-lines.ts'

/** Everything that the viewport draws. Compared by identity: what is the same is not made again. */
export interface SceneState {
  readonly geometry: ShotGeometry
  readonly view: BoardView | null
  readonly mesh: CacheMesh | null
  readonly metresPerUnit: number
  readonly frame: number
  readonly session: Pick<CameraSession, 'selected' | 'hovered' | 'piloted' | 'transform'>
  readonly boardPicture: boolean
  readonly surround: boolean
  /** What the take in the cut achieved; null shows none. */
  readonly achieved: AchievedPath | null
}

/** Where every board's subject is: one subject distance ahead of the board's camera. */
const subject: Vector3 = [0, 0, -1]
const subjectMark = 0.03

/** The three.js scene of the viewport, changed in place. */
export class ViewportScene {
  readonly scene = new Scene()
  /** Keys as they are drawn now, for picking. */
  cones: readonly KeyCone[] = []
  #shown: SceneState | null = null
  #board: BoardObject | null = null
  #grid: LineSegments<BufferGeometry, LineBasicMaterial> | null = null
  readonly #path = new FatLines(1.25, { opacity: 0.55 })
  readonly #achieved = new FatLines(1.75, { opacity: 0.9 })
  readonly #keys = new FatLines(1.25)
  readonly #chosen = new FatLines(2.5, { onTop: true })
  readonly #present = new FatLines(2, { onTop: true })
  readonly #axis = new FatLines(1.25, { onTop: true, opacity: 0.8 })
  readonly #lines = [this.#path, this.#achieved, this.#keys, this.#chosen, this.#present, this.#axis]
  readonly #ticks = new FrameTicks()
  readonly #subject = subjectCross()

  constructor() {
    this.scene.background = tokenColour('--surface-well')
    this.scene.add(this.#subject, this.#ticks.object)
    for (const lines of this.#lines) this.scene.add(lines.object)
  }

  show(state: SceneState): void {
    const before = this.#shown
    this.#shown = state
    if (state.mesh !== before?.mesh || state.view !== before?.view) this.#showBoard(state)
    const sameGeometry = state.geometry === before?.geometry
    if (!sameGeometry || state.boardPicture !== before?.boardPicture) this.#showPicture(state)
    if (state.metresPerUnit !== before?.metresPerUnit) this.#showGrid(state.metresPerUnit)
    if (!sameGeometry) {
      this.#path.set(pathSegments(state.geometry))
      this.#ticks.set(state.geometry)
      this.cones = keyCones(state.geometry)
    }
    if (state.achieved !== before?.achieved) this.#achieved.set(achievedSegments(state.achieved))
    const { session } = state
    if (!sameGeometry || session.selected !== before?.session.selected || session.hovered !== before?.session.hovered)
      this.#showKeys(state)
    if (!sameGeometry || state.frame !== before?.frame || session.piloted !== before?.session.piloted) {
      this.#present.set(presentCone(state))
    }
    if (
      !sameGeometry ||
      session.selected !== before?.session.selected ||
      session.transform !== before?.session.transform
    )
      this.#axis.set(axisLines(this.cones, session))
    const { pose, lens } = presentCamera(state.geometry, state.frame, session.piloted)
    this.#board?.showBeside(state.surround ? frameFromWorld(pose, lens, state.geometry.deliveryBox) : null)
  }

  dispose(): void {
    this.#board?.dispose()
    for (const lines of this.#lines) lines.dispose()
    this.#ticks.dispose()
    for (const lines of [this.#grid, this.#subject]) {
      lines?.geometry.dispose()
      lines?.material.dispose()
    }
  }

  #showBoard(state: SceneState): void {
    if (this.#board !== null) {
      this.scene.remove(this.#board.group)
      this.#board.dispose()
      this.#board = null
    }
    if (state.mesh === null || state.view === null) return
    this.#board = new BoardObject(state.mesh, state.view.pixels.picture)
    this.#showPicture(state)
    this.scene.add(this.#board.group)
  }

  #showPicture({ boardPicture, geometry }: SceneState): void {
    this.#board?.showPicture(boardPicture ? boardCone(geometry) : null)
  }

  #showGrid(metresPerUnit: number): void {
    if (this.#grid !== null) {
      this.scene.remove(this.#grid)
      this.#grid.geometry.dispose()
      this.#grid.material.dispose()
    }
    this.#grid = groundGrid(metresPerUnit)
    this.scene.add(this.#grid)
  }

  #showKeys({ geometry, session }: SceneState): void {
    const colours = {
      plain: tokenColour('--camera-key'),
      hovered: tokenColour('--text'),
      chosen: tokenColour('--accent'),
    }
    const plain: ColouredSegment[] = frustumSegments(boardCone(geometry), false).map((segment) => ({
      segment,
      colour: tokenColour('--line-strong'),
    }))
    const marked: ColouredSegment[] = []
    for (const { timeFrames, segments } of this.cones) {
      const isChosen = session.selected.includes(timeFrames)
      const isHovered = session.hovered === timeFrames
      const colour = isChosen ? colours.chosen : isHovered ? colours.hovered : colours.plain
      const lines = isChosen || isHovered ? marked : plain
      for (const segment of segments) lines.push({ segment, colour })
    }
    this.#keys.set(plain)
    this.#chosen.set(marked)
  }
}

/** The board's whole picture: what the model's frame shows, more than the film's where the shapes differ. */
function boardCone({ boardIntrinsics, toCompile }: ShotGeometry) {
  const whole = { x: 0, y: 0, ...toCompile.size }
  return frustumOf({ position: [0, 0, 0], orientation: [0, 0, 0, 1] }, boardIntrinsics, whole, boardConeLength)
}

function presentCone({ geometry, frame, session }: SceneState): ColouredSegment[] {
  const { pose, lens } = presentCamera(geometry, frame, session.piloted)
  const colour = tokenColour('--playhead')
  const cone = frustumOf(pose, lens, geometry.deliveryBox, frameConeLength)
  return frustumSegments(cone).map((segment) => ({ segment, colour }))
}

function subjectCross(): LineSegments<BufferGeometry, LineBasicMaterial> {
  const values: number[] = []
  for (let axis = 0; axis < 3; axis++) {
    for (const sign of [-1, 1])
      values.push(...subject.map((value, each) => (each === axis ? value + sign * subjectMark : value)))
  }
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(values), 3))
  const material = new LineBasicMaterial({ color: tokenColour('--text'), depthTest: false, transparent: true })
  const cross = new LineSegments(geometry, material)
  cross.renderOrder = 2
  return cross
}
