import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { PackComponent } from '../../../core/contract/pack.ts'
import { packReceiptFile, type CheckedFile, type PackReceipt } from '../../../core/contract/pack-receipt.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import { writeWhole } from '../projects/project-write.ts'
import type { AnyPack } from './read-manifest.ts'

/**
 * Reads every file of a pack and compares its hash with the manifest's, then notes how long and old the large ones are.
 * @returns how many files that are
 * @throws StudioError `inference.pack-file-missing`, `-file-changed`, `-unreadable`; AbortError
 */
export async function checkPack({ folder, manifest }: AnyPack, context: TaskContext): Promise<number> {
  const components: readonly PackComponent[] = Object.values(manifest.components)
  const data = new Map(components.flatMap((each) => each.data ?? []).map((each) => [each.file, each]))
  const files = [...components, ...data.values()]
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const checked: [string, CheckedFile][] = []
  let before = 0
  for (const described of files) {
    const { file, bytes } = described
    const told = (done: number): void => {
      context.report({ stage: 'models.check', fraction: Math.min(1, (before + done) / total) })
    }
    const found = await readFileOf(folder, described, told, context.signal)
    if (found?.sha256 !== described.sha256) throw new StudioError('inference.pack-file-changed', { folder, file })
    if (data.has(file)) checked.push([file, found])
    before += bytes
  }
  if (checked.length > 0) await writeReceipt(folder, { files: Object.fromEntries(checked) })
  return files.length
}

/** @returns null for what is no file, or not as long as it should be */
async function readFileOf(
  folder: string,
  { file, bytes }: { readonly file: string; readonly bytes: number },
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<CheckedFile | null> {
  const place = path.join(folder, file)
  try {
    const facts = await stat(place, { bigint: true })
    const { size, mtimeNs } = facts
    if (!facts.isFile() || Number(size) !== bytes) return null
    const hash = createHash('sha256')
    let done = 0
    const pieces: AsyncIterable<Buffer> = createReadStream(place, { highWaterMark: PIECE_BYTES, signal })
    for await (const piece of pieces) {
      hash.update(piece)
      done += piece.length
      told(done)
    }
    return { bytes, changedAt: String(mtimeNs), sha256: hash.digest('hex') }
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (signal.aborted || code === undefined) throw thrown
    throw code === 'ENOENT'
      ? new StudioError('inference.pack-file-missing', { folder, file }, { cause: thrown })
      : new StudioError('inference.pack-unreadable', { folder, file, reason: code }, { cause: thrown })
  }
}

const PIECE_BYTES = 4 * 1024 * 1024

async function writeReceipt(folder: string, receipt: PackReceipt): Promise<void> {
  // A folder that cannot be written, such as a shared one, is checked anew by whoever loads it.
  await writeWhole(path.join(folder, packReceiptFile), JSON.stringify(receipt, null, 2)).catch(() => undefined)
}
