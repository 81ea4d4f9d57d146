import { beforeAll, describe, expect, it } from 'vitest'
import { cacheGeometry } from '../../../core/cache/condition.ts'
import { expandPlucker } from '../../../core/camera/plucker.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import type { DenoiserConditions } from '../../../native-models/components/denoiser.ts'
import { readPack } from '../../../native-models/packs/loader.ts'
import { LoadedNetworks } from '../../../native-models/packs/loaded-networks.ts'
import {
  embeddedComponents,
  openEmbeddedNetworks,
  type EmbeddedNetworks,
} from '../../../native-models/pipelines/embedded-networks.ts'
import { sampleClip } from '../../../native-models/pipelines/sample-clip.ts'
import { rowOf, type FloatTensor } from '../../../native-models/runtime/tensor.ts'
import { expectNear, golden, goldenPart } from './golden.ts'
import { tinyPack } from './shot.ts'

const SIZE = 64
const FRAMES = [0, 1, 2]
/** Weights are rounded to half precision on both sides; what is left is the order of float32 sums. */
const TOLERANCE = 1e-4

let networks: EmbeddedNetworks

beforeAll(async () => {
  const pack = await readPack(tinyPack, { 'craneshot-embedded': embeddedComponents })
  const loaded = new LoadedNetworks(600_000)
  networks = await loaded.use(pack, { provider: 'cpu', threads: 1 }, (all) =>
    openEmbeddedNetworks(all, pack.manifest.latent, async () => undefined),
  )
})

function cameras(): Camera[] {
  return FRAMES.map((frame) => ({
    worldFromCamera: Array.from(goldenPart('poses', frame).subarray(0, 12)),
    intrinsics: [...goldenPart('intrinsics', frame)],
  }))
}

/** The golden cache render of a frame, as core/cache would hand it over. */
function render(frame: number): { rgb: Float32Array; geometry: Float32Array } {
  const planes = goldenPart('cache', frame)
  const pixels = SIZE * SIZE
  const rgb = Float32Array.from({ length: pixels * 3 }, (_, i) => planes[(i % 3) * pixels + Math.floor(i / 3)]!)
  const coverage = Uint8Array.from(planes.subarray(3 * pixels))
  const inverseDepth = goldenPart('inverse_depth', frame)
  const geometry = cacheGeometry({ width: SIZE, height: SIZE, rgb, inverseDepth, coverage, layers: coverage })
  return { rgb: planes.slice(0, 3 * pixels), geometry }
}

function stack(parts: readonly Float32Array[], dims: readonly number[]): FloatTensor {
  return { dims, data: Float32Array.from(parts.flatMap((part) => [...part])) }
}

async function conditions(): Promise<DenoiserConditions> {
  const plucker = expandPlucker(cameras(), { width: SIZE, height: SIZE }, 'moment-direction')
  const latents = await Promise.all(FRAMES.map((frame) => networks.encoder.encode(render(frame).rgb, SIZE, SIZE)))
  return {
    pose: await networks.poseEncoder.encode(plucker, 3, SIZE, SIZE),
    firstLatent: await networks.encoder.encode(golden('picture').data, SIZE, SIZE),
    cacheLatent: stack(
      latents.map((latent) => latent.data),
      [3, 8, 8, 8],
    ),
    cacheGeometry: stack(
      FRAMES.map((frame) => render(frame).geometry),
      [3, 4, 8, 8],
    ),
  }
}

describe('the tiny pack in ONNX Runtime against PyTorch', () => {
  it('agrees on every condition: pose features, latents, cache geometry', async () => {
    const { pose, firstLatent, cacheLatent, cacheGeometry: geometry } = await conditions()
    for (const name of ['pose_0', 'pose_1', 'pose_2', 'rays'] as const) {
      expect(pose[name].dims).toEqual(golden(name).dims)
      expectNear(pose[name].data, golden(name).data, TOLERANCE)
    }
    expectNear(firstLatent.data, golden('first_latent').data, TOLERANCE)
    expectNear(cacheLatent.data, golden('cache_latent').data, TOLERANCE)
    expectNear(geometry.data, golden('cache_geometry').data, 1e-6)
  })

  it('agrees on each step and on the sampled latents', async () => {
    const cleans: FloatTensor[] = []
    const keep = async (_: number, clean: FloatTensor): Promise<void> => void cleans.push(clean)
    const plan = { steps: 2, shift: 1.6 }
    const given = await conditions()
    const predict = (sample: FloatTensor, time: number) => networks.denoiser.predictClean(sample, time, given)
    const latents = await sampleClip(predict, golden('noise'), plan, keep)
    expectNear(cleans[0]!.data, golden('clean_0').data, TOLERANCE)
    expectNear(cleans[1]!.data, golden('clean_1').data, TOLERANCE)
    expectNear(latents.data, golden('latents').data, TOLERANCE)
  })

  it('agrees on the decoded picture with a cache render at hand', async () => {
    const image = await networks.decoder.decode(rowOf(golden('latents'), 2), goldenPart('cache', 2), SIZE, SIZE)
    expectNear(image.data, golden('image_2').data, TOLERANCE)
  })

  it('agrees with the cache off', async () => {
    const on = await conditions()
    const empty = (tensor: FloatTensor): FloatTensor => ({ dims: tensor.dims, data: tensor.data.map(() => 0) })
    const off = { ...on, cacheLatent: empty(on.cacheLatent), cacheGeometry: empty(on.cacheGeometry) }
    const clean = await networks.denoiser.predictClean(golden('noise'), 1, off)
    expectNear(clean.data, golden('clean_cache_off').data, TOLERANCE)
    const nothing = new Float32Array(4 * SIZE * SIZE)
    const image = await networks.decoder.decode(rowOf(golden('latents'), 0), nothing, SIZE, SIZE)
    expectNear(image.data.subarray(0, SIZE * SIZE), golden('red_0_cache_off').data, TOLERANCE)
  })
})
