import path from 'node:path'
import { projectFiles } from '../services/project-files.ts'

/** The project, named by a command's first word, and the words after it. */
export function projectWord(words: readonly string[]): {
  readonly project: string | undefined
  readonly rest: readonly string[]
} {
  const [first, ...rest] = words
  return first === undefined || first.startsWith('--') ? { project: undefined, rest: words } : { project: first, rest }
}

/** A project is named by its folder or by the file in it. @returns the folder, absolute */
export function projectFolderOf(named: string): string {
  const full = path.resolve(named)
  return path.basename(full) === projectFiles.film ? path.dirname(full) : full
}
