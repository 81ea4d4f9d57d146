import { readFile, stat } from 'node:fs/promises'
import { checkSourceFile, unreadableFile } from '../../../core/contract/file-errors.ts'

/** A whole file of the user's, unless it is larger. @throws StudioError `media.*` */
export async function readWithin(file: string, maximumBytes: number): Promise<Buffer> {
  try {
    checkSourceFile(file, await stat(file), maximumBytes)
    return await readFile(file)
  } catch (thrown) {
    throw unreadableFile(file, thrown)
  }
}
