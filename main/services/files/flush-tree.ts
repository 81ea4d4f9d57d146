import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { flushFile, syncFolder } from '../projects/project-write.ts'

/**
 * Flushes every file of a folder down to the disk, then the names in it: after that a power cut takes nothing of it.
 * @throws the system's error where a file cannot be flushed
 */
export async function flushTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) await flushTree(place)
    else if (entry.isFile()) await flushFile(place)
  }
  await syncFolder(folder)
}
