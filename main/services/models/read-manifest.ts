import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { DepthPackManifest } from '../../../core/contract/depth-pack.ts'
import { StudioError } from '../../../core/contract/errors.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import { isDepthManifest, parseAnyManifest } from '../../../core/contract/pack-text.ts'
import { sha256Of } from '../files/sha256.ts'

/** A pack as the services see it; the inference process checks its files when it opens them. */
interface PackOf<Manifest> {
  readonly folder: string
  readonly manifest: Manifest
  /** SHA-256 of pack.json's bytes, the pack's name in specs and recipes. */
  readonly manifestSha256: string
}

/** A model that makes shots. */
export type InstalledPack = PackOf<PackManifest>
/** A network for the depth of boards. */
export type InstalledDepthPack = PackOf<DepthPackManifest>
export type AnyPack = InstalledPack | InstalledDepthPack

export function isDepthPack(pack: AnyPack): pack is InstalledDepthPack {
  return isDepthManifest(pack.manifest)
}

/**
 * Reads the manifest of any pack.
 * @throws StudioError `inference.pack-missing`, `inference.pack-newer`, `inference.pack-manifest`
 */
export async function readAnyManifest(folder: string): Promise<AnyPack> {
  const bytes = await readFile(path.join(folder, 'pack.json')).catch((cause: unknown) => {
    throw new StudioError('inference.pack-missing', { folder }, { cause })
  })
  const manifest = parseAnyManifest(bytes.toString('utf8'), folder)
  const manifestSha256 = sha256Of(bytes)
  return isDepthManifest(manifest) ? { folder, manifest, manifestSha256 } : { folder, manifest, manifestSha256 }
}

/**
 * Reads the manifest of a model that makes shots.
 * @throws StudioError `inference.depth-pack`, and those of {@link readAnyManifest}
 */
export async function readManifest(folder: string): Promise<InstalledPack> {
  const pack = await readAnyManifest(folder)
  if (isDepthPack(pack)) throw new StudioError('inference.depth-pack', { id: pack.manifest.id })
  return pack
}
