import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Provider } from '../../../core/contract/inference.ts'
import {
  measuredTableSchema,
  memoryCost,
  type MeasuredTable,
  type MemoryCost,
} from '../../../core/diffusion/measured-memory.ts'
import { writeWhole } from '../projects/project-write.ts'
import { candidateProviders } from './providers.ts'
import type { InstalledPack } from './read-manifest.ts'
import { unwritablePacks } from './unfinished-packs.ts'

/** What a pack costs on this machine, as it was measured; null when nobody has, or it cannot be read. */
export async function readMeasured(folder: string, manifestSha256: string): Promise<MeasuredTable | null> {
  const text = await readFile(fileIn(folder, manifestSha256), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const table = measuredTableSchema.parse(JSON.parse(text))
    return table.manifestSha256 === manifestSha256 ? table : null
  } catch {
    return null
  }
}

/** Keeps what was measured. @returns the file @throws StudioError `weights.unwritable` */
export async function writeMeasured(folder: string, table: MeasuredTable): Promise<string> {
  const file = fileIn(folder, table.manifestSha256)
  try {
    await mkdir(folder, { recursive: true })
    await writeWhole(file, `${JSON.stringify(table, null, 2)}\n`)
  } catch (thrown) {
    throw unwritablePacks(folder, thrown)
  }
  return file
}

/**
 * What a pack costs on a provider of this machine: measured, or the pack's own estimate.
 * @param folder of measured tables; undefined where none are kept
 */
export async function costHere(
  { manifest, manifestSha256 }: Pick<InstalledPack, 'manifest' | 'manifestSha256'>,
  folder: string | undefined,
  provider: Provider | null,
): Promise<MemoryCost> {
  const table = folder === undefined ? null : await readMeasured(folder, manifestSha256)
  return memoryCost(manifest, table, provider)
}

/** {@link costHere} of each provider that ONNX Runtime may have on this platform. */
export async function costsHere(
  { manifest, manifestSha256 }: Pick<InstalledPack, 'manifest' | 'manifestSha256'>,
  folder: string | undefined,
): Promise<Partial<Record<Provider, MemoryCost>>> {
  const table = folder === undefined ? null : await readMeasured(folder, manifestSha256)
  const providers = ['cpu', ...candidateProviders(process.platform)] as const
  return Object.fromEntries(providers.map((provider) => [provider, memoryCost(manifest, table, provider)]))
}

function fileIn(folder: string, manifestSha256: string): string {
  return path.join(folder, `${manifestSha256}.json`)
}
