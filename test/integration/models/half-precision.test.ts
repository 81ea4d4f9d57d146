import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { packFactsSchema } from '../../../core/contract/pack.ts'
import { planClipMemory } from '../../../core/diffusion/memory-plan.ts'
import { readTemplate } from '../../../main/services/models/graph-templates.ts'
import { halfPrecisionOf } from '../../../main/services/models/half-precision.ts'
import type { PackPlaces } from '../../../main/services/models/models.ts'
import { readManifest } from '../../../main/services/models/read-manifest.ts'
import { tinyPack } from '../../support/take.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { addTinySvd } from '../../support/weights/tiny-svd-pack.ts'

const halfTemplate = fileURLToPath(new URL('../../fixtures/tiny-svd/template-half', import.meta.url))

/** Why a clip of the largest length is refused in `free` bytes. */
async function refusal(model: string, packs: PackPlaces, free: number): Promise<unknown> {
  const pack = await readManifest(path.join(packs.userPacks, model))
  const half = await halfPrecisionOf(pack, 'webgpu', packs)
  const { frames, sizes } = pack.manifest
  // Of a model that needs four times as much as it says.
  const memory = { ...pack.manifest.memory, baseBytes: 4 * pack.manifest.memory.baseBytes }
  try {
    return planClipMemory({ ...pack.manifest, memory }, { ...sizes[0]!, frames: frames.max }, free, undefined, half)
  } catch (thrown) {
    return thrown instanceof StudioError ? { code: thrown.code, ...thrown.details } : thrown
  }
}

it('proposes half precision for the same downloads: to add it where it is not there, to choose it where it is', async () => {
  const root = temporaryFolder()
  const packs = {
    embeddedPack: tinyPack,
    userPacks: path.join(root, 'models'),
    templates: path.join(root, 'templates'),
  }
  await addTinySvd(root)
  // Without graphs in half precision there is nothing to propose.
  expect(await refusal('tiny-svd', packs, 20e6)).toMatchObject({ code: 'inference.memory-none' })
  symlinkSync(halfTemplate, path.join(packs.templates, 'svd-cameractrl-half'))
  // Thirty million bytes less, of which networks one by one save some in both.
  const proposed = { neededMegabytes: 44, freeMegabytes: 19, halfMegabytes: 15, family: 'svd-cameractrl' }
  expect(await refusal('tiny-svd', packs, 20e6)).toMatchObject({ code: 'inference.memory-half-add', ...proposed })

  await addTinySvd(root, 'half')
  const installed = { code: 'inference.memory-half', id: 'tiny-svd-half', ...proposed }
  expect(await refusal('tiny-svd', packs, 20e6)).toMatchObject(installed)

  const full = await readManifest(path.join(packs.userPacks, 'tiny-svd'))
  const half = await readManifest(path.join(packs.userPacks, 'tiny-svd-half'))
  expect(await halfPrecisionOf(full, 'cuda', packs)).toMatchObject({ id: 'tiny-svd-half', installed: true })
  // The CPU computes in full precision; half precision has no half; other models have none at all.
  expect(await halfPrecisionOf(full, 'cpu', packs)).toBeNull()
  expect(await halfPrecisionOf(half, 'cuda', packs)).toBeNull()
  expect(await halfPrecisionOf(await readManifest(tinyPack), 'cuda', packs)).toBeNull()
  // Weights for longer clips have a half of their own.
  const longer = { manifest: { ...full.manifest, id: 'tiny-svd-25' } }
  expect(await halfPrecisionOf(longer, 'cuda', packs)).toMatchObject({ id: 'tiny-svd-half-25', installed: false })
})

it('says of the published model that half precision needs a good deal less on a card', async () => {
  const templates = fileURLToPath(new URL('../../../native-models/templates', import.meta.url))
  const packs = { embeddedPack: tinyPack, userPacks: path.join(temporaryFolder(), 'none'), templates }
  const { template } = await readTemplate(templates, 'svd-cameractrl', 'full')
  const full = packFactsSchema.shape.memory.parse(template.pack['memory'])
  const manifest = { ...(await readManifest(tinyPack)).manifest, id: 'svd-cameractrl', family: 'svd-cameractrl' }
  const half = await halfPrecisionOf({ manifest }, 'cuda', packs)
  expect(half).toMatchObject({ id: 'svd-cameractrl-half', installed: false })
  expect(half!.cost.baseBytes).toBeLessThan(0.7 * full.baseBytes)
})
