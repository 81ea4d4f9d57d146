import { openCvPoseFromEditor } from '../../../../core/camera/conventions.ts'
import type { Camera } from '../../../../core/contract/generation.ts'
import { isAbort } from '../../../../core/contract/errors.ts'
import { rigidMatrix } from '../../../../core/math/matrix4.ts'
import { draftFrame, knownFrame, renderFrame, type BoardView } from '../../../state/board-view/board-frames.ts'
import type { ViewFrame } from '../../../state/board-view/frame-renderer.ts'
import { cameraAtFrame, type ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { sameCamera } from '../model/same-camera.ts'
import { lensOf } from '../viewport/path-lines.ts'
import type { PilotedCamera } from '../session/camera-session.ts'

/** What the camera picture shows. */
export interface ThroughState {
  readonly geometry: ShotGeometry
  readonly view: BoardView
  readonly frame: number
  readonly piloted: PilotedCamera | null
  readonly playing: boolean
  /** Somebody is moving the camera: drafts are shown until it rests. */
  readonly moving: boolean
}

/** Frames drawn ahead while playing. */
const ahead = 10
/** So long a camera that may move on rests before its draft gives way to the whole picture, milliseconds. */
const restMilliseconds = 250

/**
 * Keeps a canvas at the newest camera: pictures come from the worker, one at a time, the newest wish first. While one is
 * drawn the canvas keeps the picture before.
 */
export class ThroughPainter {
  readonly #canvas: HTMLCanvasElement
  readonly #hatch: HTMLCanvasElement
  readonly #told: (frame: ViewFrame | null, camera: Camera) => void
  readonly #lane = {}
  #wanted: { readonly camera: Camera; readonly view: BoardView } | null = null
  /** Waits for the camera to rest; null when the whole picture was asked for. */
  #rest: number | null = null
  #painted: ViewFrame | null = null
  #pilotedCamera: { readonly from: PilotedCamera; readonly camera: Camera } | null = null

  /** @param told of each picture painted, or that none could be */
  constructor(
    canvas: HTMLCanvasElement,
    hatch: HTMLCanvasElement,
    told: (frame: ViewFrame | null, camera: Camera) => void,
  ) {
    this.#canvas = canvas
    this.#hatch = hatch
    this.#told = told
  }

  show(state: ThroughState, failed: (thrown: unknown) => void): void {
    const { geometry, view, frame, piloted, playing, moving } = state
    const camera = piloted === null ? cameraAtFrame(geometry, frame) : this.#cameraOf(piloted, geometry)
    if (playing && piloted === null) prefetch(view, geometry, frame)
    // The same camera of another board is another picture; a drag that leaves this frame's camera alone is none.
    const same = view === this.#wanted?.view && sameCamera(camera, this.#wanted.camera)
    if (same && (moving || this.#rest === null)) return
    const wanted = same && this.#wanted !== null ? this.#wanted : { camera, view }
    this.#wanted = wanted
    this.#forgetRest()
    const known = knownFrame(view, wanted.camera)
    if (known !== null) return this.#paint(known, wanted.camera)
    const draw = (pictures: typeof renderFrame): void => {
      this.#draw(pictures, wanted, playing).catch((thrown: unknown) => {
        if (isAbort(thrown)) return
        this.#told(null, wanted.camera)
        failed(thrown)
      })
    }
    if (!moving) return draw(renderFrame)
    draw(draftFrame)
    this.#rest = window.setTimeout(() => {
      this.#rest = null
      draw(renderFrame)
    }, restMilliseconds)
  }

  /** What waits to be drawn is not drawn any more. */
  dispose(): void {
    this.#forgetRest()
  }

  #forgetRest(): void {
    if (this.#rest !== null) clearTimeout(this.#rest)
    this.#rest = null
  }

  async #draw(
    pictures: typeof renderFrame,
    { view, camera }: { readonly view: BoardView; readonly camera: Camera },
    playing: boolean,
  ): Promise<void> {
    const drawn = await pictures(view, camera, { urgency: 'now', lane: this.#lane })
    // While playing a late picture is better than none; else only the newest is true.
    const wanted = this.#wanted
    if (view === wanted?.view && (camera === wanted.camera || playing)) this.#paint(drawn, camera)
  }

  /** Draws the hatching anew, after its canvas changed size. */
  repaintHatch(): void {
    if (this.#painted !== null) paintHatch(this.#hatch, this.#painted)
  }

  #paint(frame: ViewFrame, camera: Camera): void {
    this.#painted = frame
    const { width, height } = frame
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width
      this.#canvas.height = height
    }
    this.#canvas.getContext('2d')?.putImageData(new ImageData(frame.rgba, width, height), 0, 0)
    paintHatch(this.#hatch, frame)
    this.#told(frame, camera)
  }

  #cameraOf(piloted: PilotedCamera, geometry: ShotGeometry): Camera {
    if (this.#pilotedCamera?.from !== piloted) {
      const { position, orientation } = piloted.pose
      const pose = openCvPoseFromEditor(rigidMatrix(position, orientation))
      const worldFromCamera = Array.from(pose.subarray(0, 12), Math.fround)
      const intrinsics = lensOf(geometry, piloted.focalLengthMm).map(Math.fround)
      this.#pilotedCamera = { from: piloted, camera: { worldFromCamera, intrinsics } }
    }
    return this.#pilotedCamera.camera
  }
}

/** Asks for the frames that come next, round the end of the shot to its beginning. */
function prefetch(view: BoardView, geometry: ShotGeometry, frame: number): void {
  const { cameras, frames } = geometry
  for (let step = 1; step <= Math.min(ahead, cameras.length - 1); step++) {
    const camera = cameras[(frame - frames.start + step) % cameras.length]!
    if (knownFrame(view, camera) !== null) continue
    renderFrame(view, camera, { urgency: 'soon', lane: camera }).catch(() => undefined)
  }
}

const mask = document.createElement('canvas')
let maskPixels: ImageData | null = null

/** Stripes over what the board does not cover, at the screen's own resolution. */
function paintHatch(canvas: HTMLCanvasElement, { width, height, coverage, coveredPart }: ViewFrame): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  context.globalCompositeOperation = 'source-over'
  context.clearRect(0, 0, canvas.width, canvas.height)
  if (coveredPart === 1 || canvas.width === 0 || canvas.height === 0) return
  if (maskPixels?.width !== width || maskPixels.height !== height) {
    mask.width = width
    mask.height = height
    maskPixels = new ImageData(width, height)
  }
  const pixels = maskPixels
  for (let pixel = 0; pixel < coverage.length; pixel++) pixels.data[pixel * 4 + 3] = coverage[pixel] === 1 ? 0 : 255
  mask.getContext('2d')?.putImageData(pixels, 0, 0)
  context.fillStyle = stripes(context)
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.globalCompositeOperation = 'destination-in'
  context.drawImage(mask, 0, 0, canvas.width, canvas.height)
}

let pattern: CanvasPattern | null = null

function stripes(context: CanvasRenderingContext2D): CanvasPattern | string {
  if (pattern !== null) return pattern
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--uncovered').trim()
  const tile = document.createElement('canvas')
  const side = 10
  tile.width = side
  tile.height = side
  const brush = tile.getContext('2d')
  if (brush === null) return colour
  brush.strokeStyle = colour
  brush.lineWidth = 1.5
  for (const shift of [-side, 0, side]) {
    brush.moveTo(shift, side)
    brush.lineTo(shift + side, 0)
  }
  brush.stroke()
  pattern = context.createPattern(tile, 'repeat')
  return pattern ?? colour
}
