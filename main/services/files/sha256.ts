import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** SHA-256 of bytes as 64 hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** SHA-256 of a file's bytes, read piece by piece: a long sound takes gigabytes. @throws the system's error */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  const pieces: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: pieceBytes })
  for await (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}

const pieceBytes = 1024 * 1024
