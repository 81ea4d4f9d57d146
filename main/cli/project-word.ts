import path from 'node:path'
import { projectFiles } from '../services/projects/project-files.ts'

/** A project is named by its folder or by the file in it. @returns the folder, absolute */
export function projectFolderOf(named: string): string {
  const full = path.resolve(named)
  return path.basename(full) === projectFiles.film ? path.dirname(full) : full
}
