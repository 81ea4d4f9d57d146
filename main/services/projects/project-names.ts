import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'

/** Names that Windows keeps for devices, with any extension. */
const reservedPattern = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
/** Most systems allow 255 bytes; a number and a hidden name's additions come on top. */
const maximumBytes = 180

/** A folder's name for a film's name that Windows, macOS and Linux all take; letters of any script stay. */
export function safeFolderName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[\p{Control}\p{Format}\p{Surrogate}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
  const trimmed = withinBytes(plain.replace(/^[. ]+/, '')).replace(/[. ]+$/, '')
  if (trimmed === '') return 'Film'
  return reservedPattern.test(trimmed) ? `${trimmed} film` : trimmed
}

/**
 * Makes a new folder named `name`, or `name 2` and on when there is one already. Names that differ in capital letters
 * alone count as one: on another disk they may be.
 * @returns its path
 */
export async function freeFolder(parent: string, name: string): Promise<string> {
  const safe = safeFolderName(name)
  const alike = (one: string): string => one.normalize('NFC').toLowerCase()
  const taken = new Set((await readdir(parent)).map(alike))
  for (let number = 1; ; number++) {
    const own = number === 1 ? safe : `${safe} ${number}`
    if (taken.has(alike(own))) continue
    const folder = path.join(parent, own)
    try {
      await mkdir(folder)
      return folder
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST' || number === 10_000) throw thrown
    }
  }
}

function withinBytes(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= maximumBytes) return text
  // A letter that was cut in two becomes a replacement character, which no name keeps.
  return bytes.toString('utf8', 0, maximumBytes).replace(/\ufffd+$/, '')
}
