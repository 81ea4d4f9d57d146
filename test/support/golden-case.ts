import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readNpy } from '../../core/camera/formats/npy.ts'
import { valueOf } from '../../core/contract/result.ts'
import type { Camera } from '../../core/contract/generation.ts'
import type { FloatTensor } from '../../native-models/runtime/tensor.ts'

interface Extent {
  readonly width: number
  readonly height: number
}

/** A run of a tiny model that PyTorch computed, stage by stage, in a fixture's folder `golden`. */
export class GoldenCase {
  readonly folder: string
  readonly size: Extent
  readonly frames: number
  readonly steps = 3
  readonly seed = 42
  readonly pictureSize: Extent = { width: 150, height: 90 }

  constructor(fixture: string, size: Extent, frames: number) {
    this.folder = fileURLToPath(new URL(`../fixtures/${fixture}`, import.meta.url))
    this.size = size
    this.frames = frames
  }

  /** One float32 tensor of the case. */
  tensor(name: string): FloatTensor {
    const file = join(this.folder, 'golden', `${name}.npy`)
    const { shape, data } = valueOf(readNpy(new Uint8Array(readFileSync(file)), file))
    if (!(data instanceof Float32Array)) throw new Error(`${name} is not float32`)
    return { dims: shape, data }
  }

  /** The picture of the case, 8-bit RGB `[height, width, 3]`: the last bytes of its file. */
  picture(): Uint8Array {
    const bytes = readFileSync(join(this.folder, 'golden', 'picture.npy'))
    return new Uint8Array(bytes.subarray(bytes.length - 3 * this.pictureSize.width * this.pictureSize.height))
  }

  /** The cameras of the case. */
  cameras(): Camera[] {
    const poses = this.tensor('world_from_camera').data
    const lenses = this.tensor('intrinsics').data
    return Array.from({ length: this.frames }, (_, frame) => ({
      worldFromCamera: [...poses.subarray(frame * 16, frame * 16 + 12)],
      intrinsics: [...lenses.subarray(frame * 4, frame * 4 + 4)],
    }))
  }
}

/** Stable Video Diffusion with CameraCtrl; see native-models/authoring/svd_cameractrl/tiny_fixture.py. */
export const tinySvd = new GoldenCase('tiny-svd', { width: 128, height: 64 }, 3)

/** A flow-matching transformer with a camera adapter; see native-models/authoring/flow_camera/tiny_pack.py. */
export const tinyFlow = new GoldenCase('tiny-flow', { width: 96, height: 64 }, 5)

/** The largest difference of two lists of one length. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new RangeError(`${actual.length} values, expected ${expected.length}`)
  let worst = 0
  for (let i = 0; i < actual.length; i++) worst = Math.max(worst, Math.abs(actual[i]! - expected[i]!))
  return worst
}
