import type { ResolvedMedia } from '../../main/services/media/media-resolver.ts'

/** The file that an address led to. @throws Error where it led to none */
export function fileOf(found: ResolvedMedia): string {
  if (found === null || found === 'closed') throw new Error(`the address leads to no file: ${found ?? 'not found'}`)
  return found.file
}
