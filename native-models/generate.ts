import type { GenerateInput, GenerateOutput } from '../core/contract/inference.ts'
import type { LongTask } from '../core/contract/tasks.ts'
import { availableMemoryBytes, checkMemory, checkSpec } from './check-spec.ts'
import { readPack, type FamilyComponents } from './packs/loader.ts'
import { families } from './pipelines/families.ts'
import { readDepth, readPicture } from './read-rasters.ts'
import { runtimeVersion } from './runtime/network.ts'

const familyComponents: FamilyComponents = Object.fromEntries(
  Object.entries(families).map(([name, family]) => [name, family.components]),
)

/** Everything that can be known to fail is refused before the first network is loaded. */
export const generate: LongTask<GenerateInput, GenerateOutput> = async (input, context) => {
  const { spec, framesFolder, provider, threads } = input
  const pack = await readPack(input.packFolder, familyComponents)
  checkSpec(spec, pack)
  checkMemory(spec, pack, input.memoryLimitBytes ?? availableMemoryBytes())
  const picture = await readPicture(input.pictureFile, spec.picture)
  const depth = await readDepth(input.depthFile, spec.depth)
  const runtime = { provider, threads }
  const family = families[pack.manifest.family]!
  const output = await family.generate({ spec, pack, picture, depth, framesFolder, runtime }, context)
  return { ...output, runtimeVersion, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 }
}
