import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { StudioError } from '../../core/contract/errors.ts'
import { parsePackManifest } from '../../core/contract/pack-text.ts'
import type { PackComponent, PackManifest } from '../../core/contract/pack.ts'

/** A model pack whose manifest was read and understood; its files are checked when they are opened. */
export interface Pack {
  readonly folder: string
  readonly manifest: PackManifest
  /** SHA-256 of pack.json's bytes: with the hashes inside, it names every byte of the pack. */
  readonly manifestSha256: string
}

/** For each family the components its pipeline runs. */
export type FamilyComponents = Readonly<Record<string, readonly string[]>>

/**
 * Reads and checks a pack's manifest.
 *
 * @throws StudioError `inference.pack-missing`, `-manifest`, `-newer`, `-family`, `-component`
 */
export async function readPack(folder: string, families: FamilyComponents): Promise<Pack> {
  const bytes = await readFile(join(folder, 'pack.json')).catch((thrown: unknown) => {
    throw new StudioError('inference.pack-missing', { folder }, { cause: thrown })
  })
  const manifest = parsePackManifest(bytes.toString('utf8'), folder)
  checkFamily(manifest, folder, families)
  return { folder, manifest, manifestSha256: createHash('sha256').update(bytes).digest('hex') }
}

function checkFamily(manifest: PackManifest, folder: string, families: FamilyComponents): void {
  const { family } = manifest
  if (!Object.hasOwn(families, family))
    throw new StudioError('inference.pack-family', { folder, family, known: Object.keys(families).join(', ') })
  for (const component of families[family]!) {
    if (!Object.hasOwn(manifest.components, component))
      throw new StudioError('inference.pack-component', { folder, family, component })
  }
}

/**
 * The absolute path of one component's file, after its place, size and hash were checked.
 *
 * @throws StudioError `inference.pack-file-missing`, `-file-escapes`, `-file-changed`
 */
export async function checkedFile(pack: Pack, component: string): Promise<string> {
  const { file, sha256, bytes } = componentOf(pack, component)
  const path = await placeOf(pack.folder, file)
  const changed = (await stat(path)).size !== bytes || (await sha256OfFile(path)) !== sha256
  if (changed) throw new StudioError('inference.pack-file-changed', { folder: pack.folder, file })
  return path
}

/** One component of the manifest. @throws Error when the family check should have refused the pack. */
export function componentOf(pack: Pack, component: string): PackComponent {
  const found = pack.manifest.components[component]
  if (!found) throw new Error(`pack ${pack.manifest.id} has no ${component}`)
  return found
}

/** Follows links, so that neither `..` nor a link leads out of the pack. */
async function placeOf(folder: string, file: string): Promise<string> {
  const root = await realpath(folder)
  const path = await realpath(join(root, file)).catch((thrown: unknown) => {
    throw new StudioError('inference.pack-file-missing', { folder, file }, { cause: thrown })
  })
  const inside = relative(root, path)
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || join(root, inside) !== path)
    throw new StudioError('inference.pack-file-escapes', { folder, file })
  return path
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
