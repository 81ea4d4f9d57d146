import { readFile, stat } from 'node:fs/promises'
import { StudioError } from '../../core/contract/errors.ts'

/** No picture that the studio takes is larger: 100 megapixels of 16-bit RGBA without compression are 800 MB. */
const maximumBytes = 1 << 30

/**
 * A user's file, whole.
 * @throws StudioError that names the file: missing, a folder, empty, too large, or not readable.
 */
export async function readSource(file: string): Promise<Buffer> {
  try {
    const information = await stat(file)
    if (information.isDirectory()) throw new StudioError('media.folder', { file })
    if (information.size === 0 && information.isFile()) throw new StudioError('media.empty', { file })
    if (information.size > maximumBytes) throw new StudioError('media.too-large-file', { file })
    return await readFile(file)
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown
    const code = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new StudioError('media.missing', { file }, { cause: thrown })
    throw new StudioError('media.unreadable', { file, reason: code }, { cause: thrown })
  }
}
