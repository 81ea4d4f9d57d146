import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { expandPlucker, pluckerSha256 } from '../../../core/camera/plucker.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { GenerateInput } from '../../../core/contract/inference.ts'
import { rowOf, type FloatTensor } from '../../../native-models/runtime/tensor.ts'
import { largestDifference, type GoldenCase } from '../../support/golden-case.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The request that makes a golden case with a pack on the CPU: a film frame for each of the model's own. */
export async function goldenShot(
  packFolder: string,
  golden: GoldenCase,
  change: Partial<GenerationSpec> = {},
): Promise<GenerateInput> {
  const folder = temporaryFolder()
  const { size, steps, seed, pictureSize } = golden
  const depth = new Uint8Array(new Float32Array(size.width * size.height).fill(1).buffer)
  const rasters = { pictureFile: join(folder, 'picture.rgb'), depthFile: join(folder, 'depth.f32') }
  const framesFolder = join(folder, 'frames')
  mkdirSync(framesFolder)
  writeFileSync(rasters.pictureFile, golden.picture())
  writeFileSync(rasters.depthFile, depth)
  const manifest = readFileSync(join(packFolder, 'pack.json'))
  const { id, version } = JSON.parse(manifest.toString()) as { id: string; version: string }
  const sampleCameras = change.sampleCameras ?? golden.cameras()
  const spec: GenerationSpec = {
    version: 1,
    pack: { id, version, manifestSha256: sha256(manifest) },
    size,
    rate: { numerator: 7, denominator: 1 },
    filmCameras: sampleCameras,
    sampleTimes: sampleCameras.map((_, frame) => frame),
    sampleCameras,
    rayLayout: 'moment-direction',
    pluckerSha256: await pluckerSha256(expandPlucker(sampleCameras, size, 'moment-direction')),
    boardIntrinsics: sampleCameras[0]!.intrinsics,
    picture: { ...pictureSize, sha256: sha256(golden.picture()) },
    depth: { ...size, sha256: sha256(depth) },
    cache: 'off',
    steps,
    seed,
    ...change,
  }
  return { spec, packFolder, ...rasters, framesFolder, provider: 'cpu', threads: 2, memoryLimitBytes: null }
}

/** Every written frame is PyTorch's to one of 255, nearly all values exactly. @param planes `[frames, 3, …]`, −1..1 */
export function expectFrames(written: readonly Uint8Array[], planes: FloatTensor): void {
  expect(written).toHaveLength(planes.dims[0]!)
  written.forEach((frame, index) => {
    const { data } = rowOf(planes, index)
    const pixels = data.length / 3
    const expected = Uint8ClampedArray.from(
      { length: data.length },
      (_, i) => (data[(i % 3) * pixels + Math.floor(i / 3)]! / 2 + 0.5) * 255,
    )
    expect(largestDifference(frame, expected)).toBeLessThanOrEqual(1)
    expect(frame.filter((value, i) => value !== expected[i]).length).toBeLessThan(0.01 * frame.length)
  })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
