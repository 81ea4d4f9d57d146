import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import { packReceiptFile, parsePackReceipt, type CheckedFile } from '../../core/contract/pack-receipt.ts'
import type { PackComponent } from '../../core/contract/pack.ts'
import { externalTensors, type ExternalTensor } from '../../core/weights/onnx-graph.ts'
import { WireProblem } from '../../core/weights/onnx-wire.ts'
import { componentOf, placeOf, type PackFiles } from './loader.ts'

type DataFile = NonNullable<PackComponent['data']>[number]

/** What this process has read and found right, as `checked.json` would say it, by the file's place. */
const checkedHere = new Map<string, CheckedFile>()

/**
 * Checks what a graph reads from other files: each of its tensors names one place in a file that the manifest lists for
 * this component, each file is a plain one inside of the pack, and it is the one that the manifest describes. The bytes
 * of a file that is as long and as old as when they were last read are not read again.
 *
 * @param graph of the component, its own bytes checked
 * @returns the pack's folder, for the runtime; null for a graph that holds all its numbers itself
 * @throws StudioError `inference.pack-external-data`, `-file-missing`, `-unreadable`, `-file-escapes`, `-file-changed`,
 *   `weights.part-unlisted`, `weights.part-outside`
 */
export async function checkedData(pack: PackFiles, component: string, graph: Uint8Array): Promise<string | null> {
  const { file, data = [] } = componentOf(pack, component)
  const tensors = tensorsOf(pack, file, graph)
  if (tensors.length === 0) return null
  if (data.length === 0) throw new StudioError('inference.pack-external-data', { folder: pack.folder, file })
  const listed = new Map(data.map((each) => [each.file, each]))
  for (const tensor of tensors) checkTensor(tensor, listed, pack, file)
  const receipt = await readReceipt(pack.folder)
  for (const each of data) await checkFile(pack, each, receipt[each.file])
  return realpath(pack.folder)
}

function tensorsOf(pack: PackFiles, file: string, graph: Uint8Array): ExternalTensor[] {
  try {
    return externalTensors(graph)
  } catch (thrown) {
    if (!(thrown instanceof WireProblem)) throw thrown
    const details = { folder: pack.folder, file, reason: thrown.message }
    throw new StudioError('inference.pack-unreadable', details, { cause: thrown })
  }
}

function checkTensor(
  { locations, offset, length }: ExternalTensor,
  listed: ReadonlyMap<string, DataFile>,
  { folder }: PackFiles,
  file: string,
): void {
  const unlisted = locations.find((location) => !listed.has(location))
  const [location = ''] = locations
  if (unlisted !== undefined || locations.length !== 1)
    throw new StudioError('weights.part-unlisted', { folder, file, location: (unlisted ?? location).slice(0, 200) })
  // Not a number fails too.
  if (length !== null && offset + length <= listed.get(location)!.bytes) return
  throw new StudioError('weights.part-outside', { folder, file, location })
}

async function readReceipt(folder: string): Promise<Readonly<Record<string, CheckedFile>>> {
  return parsePackReceipt(await readFile(join(folder, packReceiptFile), 'utf8').catch(() => '')).files
}

async function checkFile({ folder }: PackFiles, data: DataFile, remembered: CheckedFile | undefined): Promise<void> {
  const { file } = data
  const place = await placeOf(folder, file)
  try {
    const facts = await stat(place, { bigint: true })
    const found = { bytes: Number(facts.size), changedAt: String(facts.mtimeNs) }
    if (!facts.isFile() || found.bytes !== data.bytes)
      throw new StudioError('inference.pack-file-changed', { folder, file })
    const isKnown = (checked: CheckedFile | undefined): boolean =>
      checked?.sha256 === data.sha256 && checked.bytes === found.bytes && checked.changedAt === found.changedAt
    if (isKnown(remembered) || isKnown(checkedHere.get(place))) return
    if ((await sha256Of(place)) !== data.sha256) throw new StudioError('inference.pack-file-changed', { folder, file })
    checkedHere.set(place, { ...found, sha256: data.sha256 })
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown
    const reason = (thrown as NodeJS.ErrnoException).code ?? (thrown as Error).message
    throw new StudioError('inference.pack-unreadable', { folder, file, reason }, { cause: thrown })
  }
}

async function sha256Of(place: string): Promise<string> {
  const hash = createHash('sha256')
  const pieces: AsyncIterable<Buffer> = createReadStream(place, { highWaterMark: 4 * 1024 * 1024 })
  for await (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}
