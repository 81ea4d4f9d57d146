import type { CallHandlers } from '../../../core/contract/calls.ts'
import type { takeCalls } from '../../../core/contract/take-calls.ts'
import { cacheBytes, clearCache } from '../media/cache-files.ts'
import { takeRecipeView } from '../takes/take-recipes.ts'
import { takeSizes } from '../takes/take-sizes.ts'
import type { StudioGeneration } from './studio-generation.ts'
import type { StudioServices } from './studio-parts.ts'
import type { StudioProjects } from './studio-projects.ts'
import type { StudioSafety } from './studio-safety.ts'

interface TakeParts {
  readonly services: Pick<StudioServices, 'cacheFolder'>
  readonly projects: StudioProjects
  readonly generation: StudioGeneration
  readonly safety: StudioSafety
}

/** A function for each call about finished takes and what they cost the disk. */
export function takeHandlers({
  services,
  projects,
  generation,
  safety,
}: TakeParts): Pick<CallHandlers<undefined>, keyof typeof takeCalls> {
  return {
    'take.recipe': ({ projectId, takeId, others }) => takeRecipeView(projects.store(projectId).folder, takeId, others),
    'take.again': ({ projectId, takeId, seeds }) => generation.repeat(projects.writable(projectId), takeId, seeds),
    'takes.sizes': ({ projectId }) => takeSizes(projects.store(projectId).folder),
    'takes.clean': ({ projectId, takeIds }) => safety.cleanTakes(projectId, takeIds),
    'cache.size': async () => ({ bytes: await cacheBytes(services.cacheFolder) }),
    'cache.clear': () => clearCache(services.cacheFolder),
  }
}
