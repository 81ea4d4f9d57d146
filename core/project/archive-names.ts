import { mediaPathSchema } from './schema/values.ts'

/** Names that an archive may hold beside media and takes. */
export const archiveFiles = {
  manifest: 'archive.json',
  film: 'project.json',
  history: 'history.json',
  workspace: 'workspace.json',
} as const

/** Bytes of a part of a name: what every file system takes. */
const longestPart = 255
const longestName = 1000
const deepestParts = 12

/** Names that Windows keeps for devices, with any extension. */
const devicePattern = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const forbiddenPattern = /[\p{Control}\p{Format}\p{Surrogate}\ufffd<>:"/\\|?*]/u

/**
 * Whether a file of a project may be in an archive under that name: one of the known files, `media/<sha256>.<ext>`, or a
 * file in a take's folder whose name every system takes. Nothing that leads out of the folder, hidden names neither.
 */
export function isArchiveName(name: string): boolean {
  if ((Object.values(archiveFiles) as string[]).includes(name)) return true
  if (name.startsWith('media/')) return mediaPathSchema.safeParse(name).success
  const [top, id = '', ...rest] = name.split('/')
  if (top !== 'takes' || rest.length === 0 || rest.length > deepestParts || name.length > longestName) return false
  return /^[A-Za-z0-9_-]{1,64}$/.test(id) && [id, ...rest].every(isPortable)
}

/** A folder's own entry, which some programs write: it says nothing. */
export function isArchiveFolder(name: string): boolean {
  return name === 'media/' || (/^takes\/.*\/$|^takes\/$/.test(name) && (name === 'takes/' || isArchiveName(`${name}x`)))
}

function isPortable(part: string): boolean {
  if (part === '' || part.startsWith('.') || /[. ]$/.test(part) || forbiddenPattern.test(part)) return false
  return part === part.normalize('NFC') && utf8Length(part) <= longestPart && !devicePattern.test(part)
}

function utf8Length(text: string): number {
  return [...text].reduce((sum, letter) => {
    const point = letter.codePointAt(0) ?? 0
    return sum + (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
  }, 0)
}

/**
 * The first of the names that would meet another one where capitals do not count, file or folder; null when all of them
 * can lie beside each other on every disk.
 */
export function collidingName(names: readonly string[]): string | null {
  const seen = new Map<string, { readonly spelled: string; readonly isFile: boolean }>()
  for (const name of names) {
    const parts = name.split('/')
    for (let count = 1; count <= parts.length; count++) {
      const spelled = parts.slice(0, count).join('/')
      const isFile = count === parts.length
      const folded = spelled.toLowerCase()
      const before = seen.get(folded)
      if (before !== undefined && (isFile || before.isFile || before.spelled !== spelled)) return name
      seen.set(folded, { spelled, isFile })
    }
  }
  return null
}
