import os from 'node:os'
import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import { readNpy } from '../../core/camera/formats/npy.ts'
import type { DepthRaster } from '../../core/cache/depth.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { measureObedienceSchema } from '../../core/contract/media.ts'
import type { Obedience } from '../../core/contract/obedience.ts'
import { valueOf } from '../../core/contract/result.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { judgePath, unmeasurable } from '../../core/obedience/judge-path.ts'
import { placePoints } from '../../core/obedience/place-points.ts'
import { readPath } from '../../core/obedience/read-path.ts'
import { fewestAgreeing } from '../../core/obedience/solve-view.ts'
import { startFrameOf, trackedLens, type TrackedFrame } from '../../core/obedience/tracks.ts'
import { readPicture } from './decode-picture.ts'
import { findFeatures, followFeatures, type GreyPicture } from './feature-tracker.ts'
import { openCv, type OpenCvLibrary } from './open-cv.ts'
import { readSource } from './read-source.ts'
import { resampleLanczos, type PixelBox } from './resample.ts'

type Input = z.infer<typeof measureObedienceSchema>

/** Features are followed in frames of this width at most: more pixels cost time and tell no more. */
const widestTracked = 640

/**
 * The camera that a take's frames show against the authored one: features of the board's picture, placed in space by
 * its depth, are followed through the frames, and each frame's camera is solved from them.
 * @throws StudioError `media.*`, `camera.npy.*`, `command.recipe.file` for files that are not the take's; AbortError
 */
export async function measureObedience(input: Input, { signal, report }: TaskContext): Promise<Obedience> {
  yieldToOthers()
  const frame = trackedFrameOf(input)
  const depth = await readDepth(input.depthFile)
  const cv = await openCv()
  const board = await readBoard(input, frame, signal)
  const features = findFeatures(cv, board)
  const fromBoard = shifted(features)
  const points = placePoints(fromBoard, depth, boardViewOf(input, frame))
  const placed = placedCount(points)
  const total = input.cameras.length
  if (features.length / 2 < fewestAgreeing) return unmeasurable('no-features', total)
  if (placed < fewestAgreeing) return unmeasurable('no-depth', total)
  const startFrame = startFrameOf(input.cameras, input.boardIntrinsics, frame)
  const frames = await followThrough(cv, { input, frame, board, features, startFrame }, { signal, report })
  const tracks = { count: features.length / 2, board: fromBoard, frames: frames.map(shifted), startFrame }
  return judgePath(readPath(tracks, points, input.cameras, frame), input.cameras, frame)
}

/** Nobody waits for it, and a generation may run beside it. */
function yieldToOthers(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A system that refuses it measures all the same.
  }
}

function trackedFrameOf({ frameSize, box }: Input): TrackedFrame {
  const scale = Math.min(1, widestTracked / frameSize.width)
  return { width: Math.round(frameSize.width * scale), height: Math.round(frameSize.height * scale), box }
}

function boardViewOf({ modelSize, boardIntrinsics }: Input, frame: TrackedFrame): Parameters<typeof placePoints>[2] {
  const { box } = frame
  const part = {
    x: box.x / modelSize.width,
    y: box.y / modelSize.height,
    width: box.width / modelSize.width,
    height: box.height / modelSize.height,
  }
  return { size: frame, lens: trackedLens(boardIntrinsics, frame), part }
}

async function readDepth(file: string): Promise<DepthRaster> {
  const { shape, data } = valueOf(readNpy(Uint8Array.from(await readSource(file)), file))
  const [height = 0, width = 0] = shape
  if (shape.length !== 2 || data.length === 0) throw new StudioError('command.recipe.file', { file })
  return { width, height, values: Float32Array.from(data) }
}

/** The board as its own camera sees it, in the frames' pixels. */
async function readBoard(
  { pictureFile, modelSize }: Input,
  frame: TrackedFrame,
  signal: AbortSignal,
): Promise<GreyPicture> {
  const { width, height, rgb } = await readPicture(pictureFile, signal)
  const across = width / modelSize.width
  const down = height / modelSize.height
  const { box } = frame
  const part = { x: box.x * across, y: box.y * down, width: box.width * across, height: box.height * down }
  return greyOf(rgb, { width, height }, part, frame)
}

async function readFrame(
  file: string,
  frameSize: Input['frameSize'],
  frame: TrackedFrame,
  signal: AbortSignal,
): Promise<GreyPicture> {
  const { width, height, rgb } = await readPicture(file, signal)
  if (width !== frameSize.width || height !== frameSize.height) throw new StudioError('command.recipe.file', { file })
  return greyOf(rgb, frameSize, { x: 0, y: 0, ...frameSize }, frame)
}

function greyOf(
  source: Uint8Array,
  size: { readonly width: number; readonly height: number },
  part: PixelBox,
  { width, height }: TrackedFrame,
): GreyPicture {
  const isSame = part.width === width && part.height === height && size.width === width && size.height === height
  const rgb = isSame ? source : resampleLanczos(source, size, part, { width, height })
  const values = new Uint8Array(width * height)
  for (let pixel = 0; pixel < values.length; pixel++)
    values[pixel] = Math.round(0.299 * rgb[pixel * 3]! + 0.587 * rgb[pixel * 3 + 1]! + 0.114 * rgb[pixel * 3 + 2]!)
  return { width, height, values }
}

interface Following {
  readonly input: Input
  readonly frame: TrackedFrame
  readonly board: GreyPicture
  readonly features: Float32Array
  readonly startFrame: number
}

/** From the board to the frame that looks most like it, and from there to both ends, frame by frame. */
async function followThrough(
  cv: OpenCvLibrary,
  { input, frame, board, features, startFrame }: Following,
  { signal, report }: TaskContext,
): Promise<Float32Array[]> {
  const total = input.frameFiles.length
  const places = new Array<Float32Array>(total)
  let done = 0
  const step = async (index: number, from: GreyPicture, known: Float32Array): Promise<GreyPicture> => {
    // Following leaves no gap in which a request to stop could come in.
    await setImmediate()
    signal.throwIfAborted()
    report({ stage: 'obedience.frames', fraction: done / total, step: { done, total } })
    const picture = await readFrame(input.frameFiles[index]!, input.frameSize, frame, signal)
    places[index] = followFeatures(cv, from, picture, known)
    done += 1
    return picture
  }
  const start = await step(startFrame, board, features)
  let before = start
  for (let index = startFrame + 1; index < total; index++) before = await step(index, before, places[index - 1]!)
  before = start
  for (let index = startFrame - 1; index >= 0; index--) before = await step(index, before, places[index + 1]!)
  return places
}

/** OpenCV's pixels have their centres at whole numbers, ours at halves. */
function shifted(places: Float32Array): Float64Array {
  return Float64Array.from(places, (value) => value + 0.5)
}

function placedCount(points: Float64Array): number {
  let count = 0
  for (let at = 2; at < points.length; at += 3) if (!Number.isNaN(points[at])) count++
  return count
}
