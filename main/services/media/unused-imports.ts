import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { packHistory, type FilmHistory } from '../../../core/project/film-history.ts'
import { projectFiles } from '../projects/project-files.ts'

/**
 * Removes what was imported while a project was open and is named nowhere when it closes: files of imports that were
 * cancelled. Undo and snapshots count; what lay in media before is never touched.
 * @param created `media/<sha256>.<extension>` that were not there before their import
 */
export async function removeUnused(folder: string, history: FilmHistory, created: ReadonlySet<string>): Promise<void> {
  if (created.size === 0) return
  const texts = [JSON.stringify(history.present), JSON.stringify(packHistory(history)), ...(await snapshotsIn(folder))]
  for (const media of created)
    if (!texts.some((text) => text.includes(path.posix.basename(media).slice(0, 64))))
      await rm(path.join(folder, media), { force: true }).catch(() => undefined)
}

/** @throws the system's error: a snapshot that cannot be read may name anything */
async function snapshotsIn(folder: string): Promise<string[]> {
  const snapshots = path.join(folder, projectFiles.snapshots)
  const names = await readdir(snapshots).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return []
    throw thrown
  })
  return Promise.all(names.map((name) => readFile(path.join(snapshots, name), 'utf8')))
}
