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
  const { handle, size } = await openSource(file, maximumBytes)
  try {
    return await readBytes(handle, size)
  } catch (thrown) {
    throw unreadableFile(file, thrown)
  } finally {
    await handle.close()
  }
}

/**
 * Opens a user's file that was checked to be a regular one with something in it; whoever gets it closes it.
 * @throws StudioError `media.*` that names the file
 */
export async function openSource(
  file: string,
  atMostBytes: number,
): Promise<{ readonly handle: FileHandle; readonly size: number }> {
  let handle: FileHandle | null = null
  try {
    // Opening a pipe without this flag waits for somebody to write into it. Windows has neither.
    handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const facts = await handle.stat()
    checkSourceFile(file, facts, atMostBytes)
    if (!facts.isFile()) throw new StudioError('media.pipe', { file })
    return { handle, size: facts.size }
  } catch (thrown) {
    await handle?.close()
    throw unreadableFile(file, thrown)
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
