import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import type { DepthPackManifest } from '../../core/contract/depth-pack.ts'
import { isDepthManifest, parseAnyManifest, type AnyManifest } from '../../core/contract/pack-text.ts'
import type { PackComponent, PackManifest } from '../../core/contract/pack.ts'

/** A pack whose manifest was read and understood; its files are checked when they are opened. */
interface PackOf<Manifest> {
  readonly folder: string
  readonly manifest: Manifest
  /** SHA-256 of pack.json's bytes: with the hashes inside, it names every byte of the pack. */
  readonly manifestSha256: string
}

/** A model that makes shots. */
export type Pack = PackOf<PackManifest>
/** A network for the depth of boards. */
export type DepthPack = PackOf<DepthPackManifest>
/** Any pack, as far as its files are concerned. */
export type PackFiles = PackOf<AnyManifest>

/** A manifest of a dozen components has 10 kB. */
const MAXIMUM_MANIFEST_BYTES = 1_000_000

/** An ONNX graph is one Protocol Buffers message, which cannot be longer. */
const MAXIMUM_GRAPH_BYTES = 2 ** 31 - 1

/** For each family the components its pipeline runs. */
export type FamilyComponents = Readonly<Record<string, readonly string[]>>

/**
 * Reads and checks the manifest of a model that makes shots.
 *
 * @throws StudioError `inference.depth-pack`, and those of {@link readAnyPack}
 */
export async function readPack(folder: string, families: FamilyComponents): Promise<Pack> {
  const pack = await readAnyPack(folder, families)
  if (isDepthNetwork(pack)) throw new StudioError('inference.depth-pack', { id: pack.manifest.id })
  return pack
}

export function isDepthNetwork(pack: Pack | DepthPack): pack is DepthPack {
  return isDepthManifest(pack.manifest)
}

/**
 * Reads and checks a pack's manifest.
 *
 * @throws StudioError `inference.pack-missing`, `-unreadable`, `-manifest`, `-newer`, `-family`, `-component`
 */
export async function readAnyPack(folder: string, families: FamilyComponents): Promise<Pack | DepthPack> {
  const bytes = await readWhole(join(folder, 'pack.json'), MAXIMUM_MANIFEST_BYTES).catch((thrown: unknown) => {
    const reason = reasonOf(thrown)
    throw isMissing(reason)
      ? new StudioError('inference.pack-missing', { folder }, { cause: thrown })
      : new StudioError('inference.pack-unreadable', { folder, file: 'pack.json', reason }, { cause: thrown })
  })
  const manifest = parseAnyManifest(bytes.toString('utf8'), folder)
  const manifestSha256 = createHash('sha256').update(bytes).digest('hex')
  if (isDepthManifest(manifest)) return { folder, manifest, manifestSha256 }
  checkFamily(manifest, folder, families)
  return { folder, manifest, manifestSha256 }
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
 * The bytes of one component's file, after their place, count and hash were checked. What runs must be these bytes: a
 * file that is opened again may be another by then.
 *
 * @throws StudioError `inference.pack-file-missing`, `-unreadable`, `-file-escapes`, `-file-changed`
 */
export async function checkedBytes(pack: PackFiles, component: string): Promise<Uint8Array> {
  const { file, sha256, bytes } = componentOf(pack, component)
  const { folder } = pack
  const content = await readWhole(await placeOf(folder, file), Math.min(bytes, MAXIMUM_GRAPH_BYTES)).catch(
    (thrown: unknown) => {
      throw thrown instanceof LongerError
        ? new StudioError('inference.pack-file-changed', { folder, file })
        : new StudioError('inference.pack-unreadable', { folder, file, reason: reasonOf(thrown) }, { cause: thrown })
    },
  )
  const same = content.length === bytes && createHash('sha256').update(content).digest('hex') === sha256
  if (!same) throw new StudioError('inference.pack-file-changed', { folder, file })
  return content
}

/** One component of the manifest. @throws Error when the family check should have refused the pack. */
export function componentOf(pack: PackFiles, component: string): PackComponent {
  const components: Readonly<Record<string, PackComponent>> = pack.manifest.components
  const found = components[component]
  if (!found) throw new Error(`pack ${pack.manifest.id} has no ${component}`)
  return found
}

/**
 * The place of a pack's file. Follows links, so that neither `..` nor a link leads out of the pack.
 * @throws StudioError `inference.pack-file-missing`, `-unreadable`, `-file-escapes`
 */
export async function placeOf(folder: string, file: string): Promise<string> {
  const real = (place: string): Promise<string> =>
    realpath(place).catch((thrown: unknown) => {
      const reason = reasonOf(thrown)
      throw isMissing(reason)
        ? new StudioError('inference.pack-file-missing', { folder, file }, { cause: thrown })
        : new StudioError('inference.pack-unreadable', { folder, file, reason }, { cause: thrown })
    })
  const root = await real(folder)
  const path = await real(join(root, file))
  const inside = relative(root, path)
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || join(root, inside) !== path)
    throw new StudioError('inference.pack-file-escapes', { folder, file })
  return path
}

class LongerError extends Error {}

/** @throws LongerError for more than `maximumBytes`; Error of the system */
async function readWhole(path: string, maximumBytes: number): Promise<Buffer> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const facts = await handle.stat()
    if (!facts.isFile()) throw new Error('not a file')
    if (facts.size > maximumBytes) throw new LongerError(`more than ${maximumBytes} bytes`)
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

function isMissing(reason: string): boolean {
  return reason === 'ENOENT' || reason === 'ENOTDIR'
}

function reasonOf(thrown: unknown): string {
  return (thrown as NodeJS.ErrnoException).code ?? (thrown as Error).message
}
