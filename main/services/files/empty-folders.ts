import { rmdir } from 'node:fs/promises'
import path from 'node:path'

/** Removes folders from `folder` upwards to below `keep`, as long as they are empty. Never throws. */
export async function removeEmptyFolders(folder: string, keep: string): Promise<void> {
  for (let at = folder; at !== keep && at.startsWith(keep); at = path.dirname(at)) {
    try {
      await rmdir(at)
    } catch {
      return
    }
  }
}
