import { rename, rm } from 'node:fs/promises'

/**
 * Lets a file appear whole or not at all: `write` fills a file of a temporary name beside it, which gets its own name
 * at the end and is removed when `write` throws.
 */
export async function writeWhole<Output>(
  file: string,
  write: (unfinished: string) => Promise<Output>,
): Promise<Output> {
  const unfinished = `${file}.unfinished`
  try {
    const output = await write(unfinished)
    await rename(unfinished, file)
    return output
  } catch (thrown) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw thrown
  }
}
