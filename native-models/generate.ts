import type { GenerateInput, GenerateOutput } from '../core/contract/inference.ts'
import type { LongTask } from '../core/contract/tasks.ts'
import { availableMemoryBytes, checkSpec, planMemory } from './check-spec.ts'
import { familyComponents, keptNetworks } from './kept-networks.ts'
import { readPack } from './packs/loader.ts'
import { families } from './pipelines/families.ts'
import { readDepth, readPicture } from './read-rasters.ts'
import { runtimeVersion } from './runtime/network.ts'

/** Everything that can be known to fail is refused before the first network is loaded. */
export const generate: LongTask<GenerateInput, GenerateOutput> = async (input, context) => {
  const { spec, framesFolder, provider, threads } = input
  const pack = await readPack(input.packFolder, familyComponents)
  checkSpec(spec, pack)
  return keptNetworks.use(pack, { provider, threads }, async (networks) => {
    const machineBytes = input.memoryLimitBytes ?? availableMemoryBytes({ warm: networks.kept > 0 })
    const { deviceMemoryBytes: deviceBytes = null, memoryCost: cost, halfPrecision: half = null } = input
    await networks.arrange(planMemory(spec, pack, { machineBytes, deviceBytes, cost, half }).components)
    const picture = await readPicture(input.pictureFile, spec.picture)
    const depth = await readDepth(input.depthFile, spec.depth)
    const family = families[pack.manifest.family]!
    const output = await family.generate(
      { spec, pack, networks, picture, depth, framesFolder, depthFolder: input.depthFolder ?? null },
      context,
    )
    const peakMemoryBytes = process.resourceUsage().maxRSS * 1024
    return { ...output, runtimeVersion, peakMemoryBytes, networksLoaded: networks.loaded }
  })
}
