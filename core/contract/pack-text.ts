import { depthFamily, depthPackManifestSchema, type DepthPackManifest } from './depth-pack.ts'
import { StudioError } from './errors.ts'
import { packManifestSchema, type PackManifest } from './pack.ts'

const formatVersion = 1

/** What a pack.json can be: a model that makes shots, or a network for the depth of boards. */
export type AnyManifest = PackManifest | DepthPackManifest

export function isDepthManifest(manifest: AnyManifest): manifest is DepthPackManifest {
  return manifest.family === depthFamily && 'depth' in manifest
}

/**
 * A pack's manifest from the text of its pack.json, whichever kind of pack it is.
 * @param folder how messages name the pack.
 * @throws StudioError `inference.pack-newer`, `inference.pack-manifest`
 */
export function parseAnyManifest(text: string, folder: string): AnyManifest {
  const json = parseJson(text, folder)
  const told = json as { formatVersion?: unknown; family?: unknown } | null
  // A newer format is told apart before its unknown fields look like damage.
  const found = told?.formatVersion
  if (typeof found === 'number' && found > formatVersion) {
    throw new StudioError('inference.pack-newer', { folder, found, known: formatVersion })
  }
  const schema = told?.family === depthFamily ? depthPackManifestSchema : packManifestSchema
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const reason = issue ? `${issue.path.join('.') || 'pack.json'}: ${issue.message}` : parsed.error.message
  throw new StudioError('inference.pack-manifest', { folder, reason }, { cause: parsed.error })
}

/**
 * The manifest of a model that makes shots.
 * @throws StudioError `inference.depth-pack` for a depth network, and those of {@link parseAnyManifest}
 */
export function parsePackManifest(text: string, folder: string): PackManifest {
  const manifest = parseAnyManifest(text, folder)
  if (isDepthManifest(manifest)) throw new StudioError('inference.depth-pack', { id: manifest.id })
  return manifest
}

function parseJson(text: string, folder: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new StudioError('inference.pack-manifest', { folder, reason: (cause as Error).message }, { cause })
  }
}
