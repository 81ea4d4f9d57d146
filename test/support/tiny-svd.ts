import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readNpy } from '../../core/camera/formats/npy.ts'
import { valueOf } from '../../core/contract/result.ts'
import type { Camera } from '../../core/contract/generation.ts'
import type { FloatTensor } from '../../native-models/runtime/tensor.ts'

/** Tiny random weights in the files that users have, and what PyTorch computes with them; see tiny_fixture.py there. */
export const tinySvd = fileURLToPath(new URL('../fixtures/tiny-svd', import.meta.url))

/** The case that PyTorch computed. */
export const svdCase = { width: 128, height: 64, frames: 3, steps: 3, seed: 42, picture: { width: 150, height: 90 } }

/** One float32 tensor of the case. */
export function svdGolden(name: string): FloatTensor {
  const file = join(tinySvd, 'golden', `${name}.npy`)
  const { shape, data } = valueOf(readNpy(new Uint8Array(readFileSync(file)), file))
  if (!(data instanceof Float32Array)) throw new Error(`${name} is not float32`)
  return { dims: shape, data }
}

/** The picture of the case, 8-bit RGB `[height, width, 3]`: the last bytes of its file. */
export function svdPicture(): Uint8Array {
  const bytes = readFileSync(join(tinySvd, 'golden', 'picture.npy'))
  return new Uint8Array(bytes.subarray(bytes.length - 3 * svdCase.picture.width * svdCase.picture.height))
}

/** The cameras of the case. */
export function svdCameras(): Camera[] {
  const poses = svdGolden('world_from_camera').data
  const lenses = svdGolden('intrinsics').data
  return Array.from({ length: svdCase.frames }, (_, frame) => ({
    worldFromCamera: [...poses.subarray(frame * 16, frame * 16 + 12)],
    intrinsics: [...lenses.subarray(frame * 4, frame * 4 + 4)],
  }))
}

/** The largest difference of two lists of one length. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new RangeError(`${actual.length} values, expected ${expected.length}`)
  let worst = 0
  for (let i = 0; i < actual.length; i++) worst = Math.max(worst, Math.abs(actual[i]! - expected[i]!))
  return worst
}
