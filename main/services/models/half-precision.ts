import type { HalfPrecision, Provider } from '../../../core/contract/inference.ts'
import { memoryCost } from '../../../core/diffusion/measured-memory.ts'
import { packManifestSchema } from '../../../core/contract/pack.ts'
import { weightFamilies } from '../../../core/weights/weight-sources.ts'
import { readTemplate } from './graph-templates.ts'
import { costHere } from './measured-packs.ts'
import { listPacks, type PackPlaces } from './models.ts'
import type { InstalledPack } from './read-manifest.ts'

const memorySchema = packManifestSchema.shape.memory

/**
 * The same model in half precision, installed or such that its downloads make it, to be proposed where a take has too
 * little memory.
 * @returns null where there is none: for other models, for one that is in half precision itself, and on the CPU, which
 *   computes in full precision whatever the weights are
 */
export async function halfPrecisionOf(
  { manifest: { id, family } }: Pick<InstalledPack, 'manifest'>,
  provider: Provider | null,
  packs: PackPlaces,
): Promise<HalfPrecision | null> {
  const { templates } = packs
  if (provider === null || provider === 'cpu' || templates === undefined) return null
  if (!Object.hasOwn(weightFamilies, family)) return null
  const wanted = await templatePack(templates, family, 'half')
  const own = await templatePack(templates, family, 'full')
  // Weights for clips of another length get the number of frames behind the name.
  const length = own && id.startsWith(own.id) ? id.slice(own.id.length) : null
  if (wanted === null || length === null || !/^(-\d+)?$/.test(length)) return null
  const halfId = wanted.id + length
  const there = (await listPacks(packs)).find(({ pack }) => pack?.manifest.id === halfId)?.pack
  if (there) {
    const cost = await costHere(there, packs.measured, provider)
    return { id: halfId, name: there.manifest.name, installed: true, cost }
  }
  const memory = memorySchema.safeParse(wanted['memory'])
  if (!memory.success) return null
  return { id: halfId, name: wanted.name, installed: false, cost: memoryCost({ memory: memory.data }, null, provider) }
}

async function templatePack(
  templates: string,
  family: string,
  precision: 'full' | 'half',
): Promise<Awaited<ReturnType<typeof readTemplate>>['template']['pack'] | null> {
  return readTemplate(templates, family, precision).then(
    ({ template }) => template.pack,
    () => null,
  )
}
