import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { PackManifest } from '../../../core/contract/pack.ts'
import { parsePackManifest } from '../../../core/contract/pack-text.ts'
import { sha256Of } from '../files/sha256.ts'

/** A model pack as the services see it; the inference process checks its files when it opens them. */
export interface InstalledPack {
  readonly folder: string
  readonly manifest: PackManifest
  /** SHA-256 of pack.json's bytes, the pack's name in specs and recipes. */
  readonly manifestSha256: string
}

/**
 * Reads a pack's manifest.
 * @throws StudioError `inference.pack-missing`, `inference.pack-newer`, `inference.pack-manifest`
 */
export async function readManifest(folder: string): Promise<InstalledPack> {
  const bytes = await readFile(path.join(folder, 'pack.json')).catch((cause: unknown) => {
    throw new StudioError('inference.pack-missing', { folder }, { cause })
  })
  const manifest = parsePackManifest(bytes.toString('utf8'), folder)
  return { folder, manifest, manifestSha256: sha256Of(bytes) }
}
