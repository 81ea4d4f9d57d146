import { StudioError } from './errors.ts'

/** What `stat` tells of a file, as far as it matters here. */
interface FileFacts {
  readonly size: number
  isDirectory(): boolean
  isFile(): boolean
  /** A pipe, such as a shell's <(command). */
  isFIFO(): boolean
}

/**
 * Refuses what cannot be a user's file: a folder, a device (some never end), nothing in it, or more than anybody means.
 * @throws StudioError `media.folder`, `media.device`, `media.empty`, `media.too-large-file`
 */
export function checkSourceFile(file: string, facts: FileFacts, maximumBytes: number): void {
  if (facts.isDirectory()) throw new StudioError('media.folder', { file })
  if (!facts.isFile() && !facts.isFIFO()) throw new StudioError('media.device', { file })
  if (facts.isFile() && facts.size === 0) throw new StudioError('media.empty', { file })
  if (facts.size > maximumBytes) {
    throw new StudioError('media.too-large-file', { file, megabytes: Math.floor(maximumBytes / 1e6) })
  }
}

/** The named error for a file that could not be read, from what the system threw; a StudioError stays itself. */
export function unreadableFile(file: string, thrown: unknown): StudioError {
  if (thrown instanceof StudioError) return thrown
  const reason = String((thrown as { code?: unknown }).code ?? thrown)
  const missing = reason === 'ENOENT' || reason === 'ENOTDIR'
  return missing
    ? new StudioError('media.missing', { file }, { cause: thrown })
    : new StudioError('media.unreadable', { file, reason }, { cause: thrown })
}
