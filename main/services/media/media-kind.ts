import { open } from 'node:fs/promises'

/** Beginnings of the files that the studio reads. A user's file may have any other extension, or none. */
const beginnings: readonly { readonly extension: string; readonly pattern: RegExp }[] = [
  { extension: 'png', pattern: /^\x89PNG/ },
  { extension: 'jpg', pattern: /^\xff\xd8\xff/ },
  { extension: 'webp', pattern: /^RIFF....WEBP/s },
  { extension: 'tif', pattern: /^(?:II\*\0|MM\0\*|II\+\0|MM\0\+)/ },
  { extension: 'avif', pattern: /^....ftyp/s },
  { extension: 'exr', pattern: /^\x76\x2f\x31\x01/ },
  { extension: 'psd', pattern: /^8BPS/ },
  { extension: 'pdf', pattern: /^%PDF/ },
  { extension: 'npy', pattern: /^\x93NUMPY/ },
  { extension: 'wav', pattern: /^RIFF....WAVE/s },
]

/** The extension of a file by how it begins, whatever its name; `bin` for others. @throws the system's error */
export async function extensionOf(file: string): Promise<string> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16)
    const start = buffer.toString('latin1', 0, bytesRead)
    return beginnings.find(({ pattern }) => pattern.test(start))?.extension ?? 'bin'
  } finally {
    await handle.close()
  }
}

/** Whether files of that extension are known by how they begin. */
export function hasBeginning(extension: string): boolean {
  return beginnings.some((one) => one.extension === extension)
}
