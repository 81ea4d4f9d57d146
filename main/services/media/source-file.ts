import path from 'node:path'
import type { Take } from '../../../core/contract/take.ts'

/**
 * A user's file as a take's recipe tells it: by name and content. A backslash, a letter of names everywhere but on
 * Windows, becomes `_`, so that no recipe's name is a path anywhere.
 */
export function sourceFile(file: string, sha256: string): Take['source']['picture']['file'] {
  return { name: path.basename(file).replaceAll('\\', '_'), sha256 }
}
