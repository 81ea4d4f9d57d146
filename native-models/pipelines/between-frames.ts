import { BoardCache } from '../../core/cache/board-cache.ts'
import { CompletedCache } from '../../core/cache/completed-cache.ts'
import { frameTo8Bit } from '../../core/cache/condition.ts'
import type { DepthRaster } from '../../core/cache/depth.ts'
import type { CacheFrame } from '../../core/cache/rasterise.ts'
import type { BetweenFrames } from '../../core/contract/controls.ts'
import { frameSizeOf, type Camera } from '../../core/contract/generation.ts'
import { deliveryCamera } from '../../core/framing/delivery.ts'
import { invertMatrix, matrixFromRows3x4, multiplyMatrices } from '../../core/math/matrix4.ts'
import { writeFrame } from './frame-files.ts'
import type { PipelineInput } from './pipeline.ts'

/** What is known of the board, of a pipeline's input. */
type Board = Pick<PipelineInput, 'spec' | 'picture' | 'depth'>

/** Times this near, in film frames, are one. */
const SAME_TIME = 1e-6
/** What is farther than this, in subject distances, moves like it. */
const FARTHEST = 1000

/**
 * The film's frames from the model's own: a frame at a sample's time is that sample; between two of them it is the
 * nearest one, or both carried to the frame's camera by the board's depth and blended.
 */
export class FilmFrames {
  readonly #board: Board
  readonly #samples: readonly Uint8Array[]
  readonly #way: BetweenFrames
  readonly #caches = new Map<number, BoardCache>()
  #world: CompletedCache | null = null

  /** @param samples 8-bit frames of the model's size `[height, width, 3]`, one for each sample camera of the spec */
  constructor(board: Board, samples: readonly Uint8Array[], way: BetweenFrames) {
    this.#board = board
    this.#samples = samples
    this.#way = way
  }

  /** 8-bit RGB `[height, width, 3]` of film frame `index`, at the delivered size. Frames come in ascending order. */
  frame(index: number): Uint8Array {
    const { before, part } = placeBetween(this.#board.spec.sampleTimes, index)
    for (const known of this.#caches.keys()) if (known < before) this.#caches.delete(known)
    if (part === 0) return this.#sample(before)
    if (this.#way === 'nearest') return this.#sample(part < 0.5 ? before : before + 1)
    return blended(this.#seen(before, index), this.#seen(before + 1, index), part)
  }

  /** A sample as it is; where something else is delivered, its part at that size. */
  #sample(sample: number): Uint8Array {
    const { delivery, sampleCameras } = this.#board.spec
    if (!delivery) return this.#samples[sample]!
    const { intrinsics } = sampleCameras[sample]!
    return frameTo8Bit(this.#cache(sample).render(deliveryCamera({ worldFromCamera: STILL, intrinsics }, delivery)))
  }

  #seen(sample: number, index: number): CacheFrame {
    const { delivery, sampleCameras, filmCameras } = this.#board.spec
    const camera = relativeCamera(sampleCameras[sample]!, filmCameras[index]!)
    return this.#cache(sample).render(delivery ? deliveryCamera(camera, delivery) : camera)
  }

  #cache(sample: number): BoardCache {
    const known = this.#caches.get(sample)
    if (known) return known
    const { spec } = this.#board
    const camera = spec.sampleCameras[sample]!
    const picture = { ...spec.size, rgb: this.#samples[sample]! }
    const cache = new BoardCache(picture, this.#depthSeen(camera), camera.intrinsics, spec.size, frameSizeOf(spec))
    this.#caches.set(sample, cache)
    return cache
  }

  /** The board's depth as a sample's camera sees it, what the board does not show filled from around. */
  #depthSeen(camera: Camera): DepthRaster {
    const { spec, picture, depth } = this.#board
    if (!this.#world) {
      const rgb = { width: spec.picture.width, height: spec.picture.height, rgb: picture }
      const raster = { width: spec.depth.width, height: spec.depth.height, values: depth }
      const { mesh, texture } = new BoardCache(rgb, raster, spec.boardIntrinsics, spec.size)
      this.#world = new CompletedCache(mesh, texture, spec.size)
    }
    const { inverseDepth } = this.#world.view(camera)
    return { ...spec.size, values: inverseDepth.map((value) => 1 / Math.max(value, 1 / FARTHEST)) }
  }
}

const STILL = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]

/** Draws every film frame and writes it. @returns the names of the files */
export async function writeFilm(
  input: PipelineInput,
  samples: readonly Uint8Array[],
  way: BetweenFrames,
  step: (done: number) => Promise<void>,
): Promise<string[]> {
  const film = new FilmFrames(input, samples, way)
  const files: string[] = []
  for (let index = 0; index < input.spec.filmCameras.length; index++) {
    files.push(await writeFrame(input.framesFolder, index, film.frame(index)))
    await step(index + 1)
  }
  return files
}

/** The last sample that is not after a time, or the first one, and how far the time lies on the way to the next one, 0 to below 1. */
function placeBetween(sampleTimes: readonly number[], time: number): { before: number; part: number } {
  const before = Math.max(
    0,
    sampleTimes.findLastIndex((sampleTime) => sampleTime <= time + SAME_TIME),
  )
  const [from = 0, to = Infinity] = sampleTimes.slice(before)
  const part = time - from <= SAME_TIME ? 0 : (time - from) / (to - from)
  return { before, part }
}

/** A camera as another one sees it. */
function relativeCamera(from: Camera, { worldFromCamera, intrinsics }: Camera): Camera {
  // A rigid matrix always has an inverse.
  const inverse = invertMatrix(matrixFromRows3x4(from.worldFromCamera))!
  const pose = multiplyMatrices(inverse, matrixFromRows3x4(worldFromCamera))
  return { worldFromCamera: Array.from(pose.subarray(0, 12)), intrinsics }
}

/**
 * Two views of one frame, 8 bits: each counts the more the nearer it is in time, and only where it sees the surface;
 * where neither does, both fillings.
 * @param part 0 at the first view's time, 1 at the second's
 */
function blended(first: CacheFrame, second: CacheFrame, part: number): Uint8Array {
  const rgb = new Float32Array(first.rgb.length)
  for (let pixel = 0; pixel < first.coverage.length; pixel++) {
    const isBlind = first.coverage[pixel] === 0 && second.coverage[pixel] === 0
    const a = (1 - part) * (isBlind ? 1 : first.coverage[pixel]!)
    const b = part * (isBlind ? 1 : second.coverage[pixel]!)
    for (let k = pixel * 3; k < pixel * 3 + 3; k++) rgb[k] = (a * first.rgb[k]! + b * second.rgb[k]!) / (a + b)
  }
  return frameTo8Bit({ ...first, rgb })
}
