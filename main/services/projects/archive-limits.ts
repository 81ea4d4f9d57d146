import type { Entry, ZipFile } from 'yauzl'
import { StudioError } from '../../../core/contract/errors.ts'
import { collidingName, isArchiveFolder, isArchiveName } from '../../../core/project/archive-names.ts'

/** Largest archive and largest project in one; no project of the studio comes near. */
export const largestArchiveBytes = 8 * 1024 ** 4
const largestProjectBytes = 8 * 1024 ** 4
const mostEntries = 1_000_000
export const largestManifestBytes = 256 * 1024 * 1024
/** Pictures and movies hardly shrink, text does; more than this is made to fill a disk. */
const largestRatio = 200
/** Below this much a small file of one repeated letter may shrink as it likes. */
const freeBytes = 16 * 1024 * 1024

/** Method of an entry: 0 stored, 8 deflated. */
const methods: readonly number[] = [0, 8]
const encryptedFlag = 1
const fileTypeMask = 0xf000
const plainFile = 0x8000
const folderType = 0x4000

/**
 * The files of an archive by name, after all of its names and sizes were found good: none leads out of the folder, none
 * is a link, none meets another one, all together are no larger than what the archive can honestly hold.
 * @throws StudioError `project.archive.*`
 */
export async function checkEntries(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostEntries) throw refused(file, `${zip.entryCount} entries`)
  const entries = new Map<string, Entry>()
  let unpacked = 0
  let packed = 0
  try {
    for await (const entry of zip.eachEntry()) {
      checkKind(entry, file)
      if (entry.fileName.endsWith('/')) continue
      if (entries.has(entry.fileName)) throw new StudioError('project.archive.name', { file, name: shown(entry) })
      entries.set(entry.fileName, entry)
      unpacked += entry.uncompressedSize
      packed += entry.compressedSize
      if (isTooLarge(unpacked, packed, zip.fileSize)) throw new StudioError('project.archive.too-large', { file })
    }
  } catch (thrown) {
    throw refused(file, thrown)
  }
  const colliding = collidingName([...entries.keys()])
  if (colliding !== null) throw new StudioError('project.archive.name', { file, name: colliding })
  return entries
}

function checkKind(entry: Entry, file: string): void {
  const { fileName, externalFileAttributes, generalPurposeBitFlag, compressionMethod } = entry
  const isFolder = fileName.endsWith('/')
  if (isFolder ? !isArchiveFolder(fileName) : !isArchiveName(fileName))
    throw new StudioError('project.archive.name', { file, name: shown(entry) })
  const type = (externalFileAttributes >>> 16) & fileTypeMask
  // Programs of systems without types leave it 0.
  if (type !== 0 && type !== (isFolder ? folderType : plainFile))
    throw new StudioError('project.archive.link', { file, name: shown(entry) })
  if ((generalPurposeBitFlag & encryptedFlag) !== 0 || !methods.includes(compressionMethod))
    throw refused(file, `${shown(entry)}: method ${compressionMethod}`)
}

/** Entries that share bytes add up to more than the file holds. */
function isTooLarge(unpacked: number, packed: number, fileBytes: number): boolean {
  return packed > fileBytes || unpacked > largestProjectBytes || unpacked > freeBytes + packed * largestRatio
}

/** A name from a hostile file, cut. */
function shown({ fileName }: Entry): string {
  return fileName.slice(0, 120)
}

/** The named error for an archive that cannot be read; a StudioError, an abort and the system's own errors stay. */
export function refused(file: string, thrown: unknown): unknown {
  if (thrown instanceof StudioError) return thrown
  if (thrown instanceof Error && (thrown.name === 'AbortError' || 'syscall' in thrown)) return thrown
  const reason = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 200)
  return new StudioError('project.archive.damaged', { file, reason }, { cause: thrown })
}
