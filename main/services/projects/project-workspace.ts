import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { projectFiles } from './project-files.ts'
import { writeWhole } from './project-write.ts'

/** Largest workspace that is read or written. */
const maximumBytes = 4 * 1024 * 1024

/** What the window last saved of its workspace; null when there is none. */
export async function readWorkspace(folder: string): Promise<unknown> {
  const file = path.join(folder, projectFiles.workspace)
  try {
    const facts = await stat(file)
    return facts.isFile() && facts.size <= maximumBytes ? JSON.parse(await readFile(file, 'utf8')) : null
  } catch {
    return null
  }
}

/** Where it cannot be written the project opens with the panels as they were before. */
export async function writeWorkspace(folder: string, workspace: unknown): Promise<void> {
  const text = JSON.stringify(workspace ?? null)
  if (text.length > maximumBytes) return
  await writeWhole(path.join(folder, projectFiles.workspace), text).catch(() => undefined)
}
