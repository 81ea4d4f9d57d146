import type { CacheMesh } from '../../../core/cache/mesh.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import type { BoardPixels } from './board-pixels.ts'
import { ByteCache } from './byte-cache.ts'
import type { FrameAnswer, FrameRequest } from './frame-messages.ts'
import type { BoardToRender, ViewFrame } from './frame-renderer.ts'
import { WorkQueue, type Urgency } from './work-queue.ts'
import { workerLine } from './worker-line.ts'

/** A board that frames can be asked of. The same pixels and lens give the same object. */
export interface BoardView {
  readonly pixels: BoardPixels
  readonly board: BoardToRender
  /** Its name in the worker. */
  readonly id: number
}

export interface FrameOptions {
  /** `soon` unless given. */
  readonly urgency?: Urgency
  /** Newer work of the same lane replaces what waits: give each viewer an object of its own. */
  readonly lane?: object
  readonly signal?: AbortSignal
}

/** Frames that were drawn, for playing and scrubbing over them again. */
const frames = new ByteCache<ViewFrame, Camera>(96_000_000)
const viewOfCamera = new WeakMap<Camera, BoardView>()

/** A board in the worker takes about so many bytes for each pixel of its frames: triangles, buffers and pyramids. */
const workerBytesPerPixel = 200
/** And so many for each of its picture's: float colours and their halvings. */
const workerBytesPerTexel = 16
const loaded = new ByteCache<CacheMesh, number>(400_000_000, (_mesh, board) => worker.tell({ kind: 'drop', board }))

const queue = new WorkQueue()
const worker = workerLine<FrameRequest, FrameAnswer>(
  () => new Worker(new URL('./frame-worker.ts', import.meta.url), { type: 'module' }),
  () => loaded.clear(),
)
let lastId = 0
const views = new WeakMap<BoardPixels, Map<string, BoardView>>()

/** @param intrinsics of the board's camera, from the shot's geometry */
export function boardView(pixels: BoardPixels, intrinsics: readonly number[]): BoardView {
  const byLens = views.get(pixels) ?? new Map<string, BoardView>()
  views.set(pixels, byLens)
  const lens = intrinsics.join()
  const known = byLens.get(lens)
  if (known !== undefined) return known
  const { picture, depth, prepared } = pixels
  const view = { pixels, board: { picture, depth, intrinsics, size: prepared.size }, id: ++lastId }
  byLens.set(lens, view)
  return view
}

/**
 * A camera's view of the board at the model size: exactly what the model is conditioned on. Frames are kept by the
 * identity of their camera.
 * @throws StudioError `cache.*`; AbortError when aborted or replaced
 */
export async function renderFrame(view: BoardView, camera: Camera, options: FrameOptions = {}): Promise<ViewFrame> {
  const known = knownFrame(view, camera)
  if (known !== null) return known
  const { urgency = 'soon', lane, signal } = options
  const draw = async (): Promise<ViewFrame> => {
    const drawn = knownFrame(view, camera)
    if (drawn !== null) return drawn
    await load(view)
    const frame = await drawnFrame('render', view, camera)
    frames.set(camera, frame, frame.rgba.byteLength + frame.coverage.byteLength)
    viewOfCamera.set(camera, view)
    return frame
  }
  return queue.add(draw, { urgency, lane: lane ?? null, signal })
}

/**
 * A camera's view at half the model size, several times as fast: for a camera that is being moved. It is not kept.
 * @throws StudioError `cache.*`; AbortError when aborted or replaced
 */
export async function draftFrame(view: BoardView, camera: Camera, options: FrameOptions = {}): Promise<ViewFrame> {
  const { urgency = 'soon', lane, signal } = options
  const draw = async (): Promise<ViewFrame> => {
    await load(view)
    return drawnFrame('draft', view, camera)
  }
  return queue.add(draw, { urgency, lane: lane ?? null, signal })
}

/** The frame if it was drawn lately, else null: for players that show only what is there in time. */
export function knownFrame(view: BoardView, camera: Camera): ViewFrame | null {
  return viewOfCamera.get(camera) === view ? (frames.get(camera) ?? null) : null
}

/** The board's triangles as the model's own renderer draws them. OpenCV axes, subject distances. */
export async function boardMesh(view: BoardView, options: FrameOptions = {}): Promise<CacheMesh> {
  const { urgency = 'now', lane, signal } = options
  return loaded.get(view.id) ?? queue.add(() => load(view), { urgency, lane: lane ?? null, signal })
}

/** Cameras in one request for coverage: few enough that a drag's picture never waits long behind them. */
const coverageBatch = 8

/**
 * Covered part of each camera's frame, 0..1, at a small size.
 * @throws StudioError `cache.*`; AbortError
 */
export async function coverageOfCameras(
  view: BoardView,
  cameras: readonly Camera[],
  signal?: AbortSignal,
): Promise<readonly number[]> {
  const parts: number[] = []
  for (let start = 0; start < cameras.length; start += coverageBatch) {
    const batch = cameras.slice(start, start + coverageBatch)
    const count = async (): Promise<readonly number[]> => {
      await load(view)
      const answer = await worker.ask({ kind: 'coverage', board: view.id, cameras: batch })
      if (answer.kind !== 'coverage') throw unexpected(answer)
      return answer.parts
    }
    parts.push(...(await queue.add(count, { urgency: 'later', signal })))
  }
  return parts
}

async function load(view: BoardView): Promise<CacheMesh> {
  const known = loaded.get(view.id)
  if (known !== undefined) return known
  const answer = await worker.ask({ kind: 'load', board: view.id, pixels: view.board })
  if (answer.kind !== 'loaded') throw unexpected(answer)
  const { size, picture } = view.board
  const bytes = size.width * size.height * workerBytesPerPixel + picture.width * picture.height * workerBytesPerTexel
  loaded.set(view.id, answer.mesh, bytes)
  return answer.mesh
}

async function drawnFrame(kind: 'render' | 'draft', { id }: BoardView, camera: Camera): Promise<ViewFrame> {
  const answer = await worker.ask({ kind, board: id, camera })
  if (answer.kind !== 'frame') throw unexpected(answer)
  return answer.frame
}

function unexpected({ kind }: FrameAnswer): Error {
  return new Error(`the worker that draws frames answered with ${kind}`)
}
