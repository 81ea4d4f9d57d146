import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** SHA-256 of bytes as 64 hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** SHA-256 of a file's bytes, which are in memory meanwhile. */
export async function sha256OfFile(file: string): Promise<string> {
  return sha256Of(await readFile(file))
}
