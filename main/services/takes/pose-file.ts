import { readFile, stat } from 'node:fs/promises'
import { parsePoseJson } from '../../../core/camera/formats/pose-json.ts'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import type { PoseRow } from '../../../core/camera/pose-row.ts'
import { checkSourceFile, unreadableFile } from '../../../core/contract/file-errors.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { sha256Of } from '../files/sha256.ts'

export interface Poses {
  /** At least one. */
  readonly rows: readonly PoseRow[]
  readonly sha256: string
}

/** A pose has about 200 bytes of text, and a shot at most 100 000 frames. */
const maximumBytes = 50_000_000

/**
 * Reads camera poses: RealEstate10K text, or the same rows as a JSON array.
 * @throws StudioError `media.*` for a file that cannot be read, `camera.pose-file.*` with the place for what is in it.
 */
export async function readPoses(file: string): Promise<Poses> {
  const bytes = await readText(file)
  const text = bytes.toString('utf8')
  const rows = text.trimStart().startsWith('[')
    ? valueOf(parsePoseJson(text, file))
    : valueOf(parseRealEstate10k(text, file)).rows
  return { rows, sha256: sha256Of(bytes) }
}

async function readText(file: string): Promise<Buffer> {
  try {
    checkSourceFile(file, await stat(file), maximumBytes)
    return await readFile(file)
  } catch (thrown) {
    throw unreadableFile(file, thrown)
  }
}
