import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { renameHeld } from '../files/rename-file.ts'
import { sha256OfFile } from '../files/sha256.ts'
import { projectFiles } from './project-files.ts'
import { setAside } from './set-aside.ts'
import type { RepairStep } from './repair-step.ts'

/**
 * Looks whether every file in media has the content that it is named by. One that has that of a missing file gets its
 * name; one that is damaged is set aside, so that a relink can bring the right one; any other is left alone.
 * @param missing files that the film names and that are not there, `media/<sha256>.<ext>`
 * @throws AbortError
 */
export async function mediaSteps(
  folder: string,
  missing: readonly string[],
  { signal, report }: TaskContext,
): Promise<RepairStep[]> {
  const files = await filesIn(path.join(folder, projectFiles.media))
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const wanted = new Map(missing.map((media) => [hashIn(media), media]))
  const steps: RepairStep[] = []
  let done = 0
  for (const { name, bytes } of files) {
    signal.throwIfAborted()
    const media = `${projectFiles.media}/${name}`
    const sha256 = await sha256OfFile(path.join(folder, media)).catch(() => null)
    done += bytes
    report({ stage: 'project.repair', fraction: total === 0 ? null : done / total })
    if (sha256 === null || name.startsWith(`${sha256}.`)) continue
    const place = wanted.get(sha256)
    if (place !== undefined) {
      wanted.delete(sha256)
      steps.push(stepTo('repair.media.renamed', { file: media, name: place }, () => move(folder, media, place)))
    } else if (namePattern.test(name))
      steps.push(
        stepTo('repair.media.damaged', { file: media, folder: projectFiles.setAside }, () => setAside(folder, media)),
      )
  }
  return steps
}

const namePattern = /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/

function stepTo(
  code: 'repair.media.renamed' | 'repair.media.damaged',
  details: Readonly<Record<string, string>>,
  apply: () => Promise<unknown>,
): RepairStep {
  return { words: { code, details }, apply }
}

function hashIn(media: string): string {
  return path.posix.basename(media).slice(0, 64)
}

async function move(folder: string, from: string, to: string): Promise<void> {
  await renameHeld(path.join(folder, from), path.join(folder, to))
}

/** Files of a folder, hidden ones and links left out. */
async function filesIn(folder: string): Promise<{ readonly name: string; readonly bytes: number }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  return Promise.all(
    files.map(async ({ name }) => ({
      name,
      bytes: (await lstat(path.join(folder, name)).catch(() => null))?.size ?? 0,
    })),
  )
}
