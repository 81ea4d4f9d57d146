import { StudioError } from './errors.ts'
import { packManifestSchema, type PackManifest } from './pack.ts'

const formatVersion = 1

/**
 * A pack's manifest from the text of its pack.json.
 * @param folder how messages name the pack.
 * @throws StudioError `inference.pack-newer`, `inference.pack-manifest`
 */
export function parsePackManifest(text: string, folder: string): PackManifest {
  const json = parseJson(text, folder)
  // A newer format is told apart before its unknown fields look like damage.
  const found = (json as { formatVersion?: unknown } | null)?.formatVersion
  if (typeof found === 'number' && found > formatVersion) {
    throw new StudioError('inference.pack-newer', { folder, found, known: formatVersion })
  }
  const parsed = packManifestSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const reason = issue ? `${issue.path.join('.') || 'pack.json'}: ${issue.message}` : parsed.error.message
  throw new StudioError('inference.pack-manifest', { folder, reason }, { cause: parsed.error })
}

function parseJson(text: string, folder: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new StudioError('inference.pack-manifest', { folder, reason: (cause as Error).message }, { cause })
  }
}
