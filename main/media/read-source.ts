import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { checkSourceFile, unreadableFile } from '../../core/contract/file-errors.ts'
import { StudioError } from '../../core/contract/errors.ts'

/** No picture that the studio takes is larger: 100 megapixels of 16-bit RGBA without compression are 800 MB. */
const maximumBytes = 1_000_000_000

/**
 * A user's picture or raster, whole. Only regular files: a pipe or a device has no size to refuse beforehand, and some
 * never end.
 * @throws StudioError `media.*` that names the file
 */
export async function readSource(file: string): Promise<Buffer> {
  let handle: FileHandle | null = null
  try {
    // Opening a pipe without this flag waits for somebody to write into it. Windows has neither.
    handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const facts = await handle.stat()
    checkSourceFile(file, facts, maximumBytes)
    if (!facts.isFile()) throw new StudioError('media.pipe', { file })
    return await readBytes(handle, facts.size)
  } catch (thrown) {
    throw unreadableFile(file, thrown)
  } finally {
    await handle?.close()
  }
}

/** `size` bytes at most, however the file grows meanwhile. */
async function readBytes(handle: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = await handle.read(bytes, filled, size - filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
