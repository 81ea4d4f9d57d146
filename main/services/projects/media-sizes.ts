import { lstat, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { projectFiles } from './project-files.ts'
import { writeWhole } from './project-write.ts'

const sizesSchema = z.record(z.string().max(100), z.number().int().min(0))

/** Bytes of each file in media by its name, of those too that are gone meanwhile. */
export type MediaSizes = Readonly<Record<string, number>>

/** Longest list that is read. */
const maximumBytes = 16 * 1024 * 1024

/** What was written down of the sizes of media; nothing where that cannot be read. */
export async function knownSizes(folder: string): Promise<MediaSizes> {
  const file = path.join(folder, projectFiles.mediaSizes)
  try {
    const facts = await lstat(file)
    if (!facts.isFile() || facts.size > maximumBytes) return {}
    return sizesSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return {}
  }
}

/**
 * Writes down how large the files in media are, so that a missing one is found among many by its size before any hash is
 * computed. A convenience: never throws.
 */
export async function rememberSizes(folder: string): Promise<void> {
  const known = await knownSizes(folder)
  const found: Record<string, number> = { ...known }
  const names = await readdir(path.join(folder, projectFiles.media)).catch(() => [])
  const media = names.filter((name) => /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/.test(name))
  for (const name of media) {
    // A file that is there is never measured twice: its name is its content.
    if (found[name] !== undefined) continue
    const facts = await lstat(path.join(folder, projectFiles.media, name)).catch(() => null)
    if (facts?.isFile() === true && facts.size > 0) found[name] = facts.size
  }
  if (Object.keys(found).length === Object.keys(known).length) return
  await writeWhole(path.join(folder, projectFiles.mediaSizes), `${JSON.stringify(found, null, 1)}\n`).catch(
    () => undefined,
  )
}
