import { readFile, stat } from 'node:fs/promises'
import { checkSourceFile, unreadableFile } from '../../core/contract/file-errors.ts'

/** No picture that the studio takes is larger: 100 megapixels of 16-bit RGBA without compression are 800 MB. */
const maximumBytes = 1_000_000_000

/** A user's picture or raster, whole. @throws StudioError `media.*` that names the file */
export async function readSource(file: string): Promise<Buffer> {
  try {
    checkSourceFile(file, await stat(file), maximumBytes)
    return await readFile(file)
  } catch (thrown) {
    throw unreadableFile(file, thrown)
  }
}
