import { open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { projectFormat } from '../../../core/project/project-file.ts'
import { projectFiles } from './project-files.ts'

/**
 * Names that clients of cloud folders give to what another computer saved at the same time: `project (1).json`,
 * `project-LAPTOP.json`, `project.sync-conflict-….json`. A copy that the studio itself kept, it told of already.
 */
const copyPattern = /^project(?!\.changed-)[ ._(-].*\.json$/i
/** The format stands at the beginning of a project's file. */
const beginningBytes = 256

/**
 * A word on copies of project.json that a cloud client left; null when there are none. They stay as they are: only the
 * user knows which of the two is wanted.
 */
export async function conflictNotice(folder: string): Promise<StudioError | null> {
  const names = await readdir(folder).catch(() => [])
  const copies: string[] = []
  for (const name of names.toSorted((a, b) => (a < b ? -1 : 1)))
    if (copyPattern.test(name) && (await isProject(path.join(folder, name)))) copies.push(name)
  if (copies.length === 0) return null
  const file = path.join(folder, projectFiles.film)
  return new StudioError('project.opened.conflict-copy', { file, copies: copies.slice(0, 5).join(', ') })
}

async function isProject(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => null)
  try {
    if (handle === null || !(await handle.stat()).isFile()) return false
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0)
    return buffer.toString('utf8', 0, bytesRead).includes(`"${projectFormat}"`)
  } catch {
    return false
  } finally {
    await handle?.close()
  }
}
