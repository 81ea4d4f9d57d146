import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { idSchema } from '../../../core/project/schema/values.ts'
import type { TakeSizes } from '../../../core/contract/take-calls.ts'
import { listTakes, takesFolder } from './take-index.ts'

/** As many files at a time as no system refuses. */
const lookedAtOnce = 32

/**
 * How much of the disk each take of a project has.
 * @param takeIds its whole takes; whatever else lies in the folder of takes counts as something else
 */
export async function takeSizes(projectFolder: string, takeIds?: readonly string[]): Promise<TakeSizes> {
  const ids = takeIds ?? (await listTakes(projectFolder)).flatMap(({ id, take }) => (take === null ? [] : [id]))
  const whole = new Set(ids)
  const folder = takesFolder(projectFolder)
  const names = await readdir(folder).catch(() => [])
  const takes: { id: string; bytes: number }[] = []
  let otherBytes = 0
  for (const name of names) {
    const bytes = await bytesIn(path.join(folder, name))
    if (idSchema.safeParse(name).success && whole.has(name)) takes.push({ id: name, bytes })
    else otherBytes += bytes
  }
  return { takes, otherBytes }
}

/** Bytes of all files in a folder, however deep; links lead elsewhere and count nothing. */
export async function bytesIn(place: string): Promise<number> {
  const facts = await lstat(place).catch(() => null)
  if (facts === null || facts.isSymbolicLink()) return 0
  if (!facts.isDirectory()) return facts.size
  const names = await readdir(place).catch(() => [])
  let bytes = 0
  for (let at = 0; at < names.length; at += lookedAtOnce) {
    const some = names.slice(at, at + lookedAtOnce).map((name) => bytesIn(path.join(place, name)))
    bytes += (await Promise.all(some)).reduce((sum, each) => sum + each, 0)
  }
  return bytes
}
