import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { DepthPackManifest } from '../../../core/contract/depth-pack.ts'
import { isAbort, StudioError } from '../../../core/contract/errors.ts'
import type { TriedComponent } from '../../../core/contract/inference.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { StartWorker } from '../../jobs/worker-process.ts'
import { flushTree } from '../files/flush-tree.ts'
import { renameHeld } from '../files/rename-file.ts'
import { partOf } from '../progress-part.ts'
import { putInPlace } from './add-pack.ts'
import { readDepthSource, unreadable } from './depth-source.ts'
import type { CopiedFile, DepthParts, DepthSource, SourceFile } from './depth-source.ts'
import { listPacks, nameInList, type PackPlaces } from './models.ts'
import { isDepthPack, readAnyManifest } from './read-manifest.ts'
import { tryPack } from './try-pack.ts'
import { unfinishedPack, unwritablePacks } from './unfinished-packs.ts'

export interface AddDepthInput {
  readonly source: DepthSource
  /** Replace the network that is there. */
  readonly overwrite: boolean
}

export interface AddDepthTools {
  readonly packs: PackPlaces
  /** Starts an inference process for the self-test alone. */
  readonly startProbe: StartWorker
}

export interface AddedDepth {
  readonly folder: string
  readonly manifest: DepthPackManifest
  readonly files: readonly CopiedFile[]
  readonly tried: readonly TriedComponent[]
}

/** Part of the time that copying takes. */
const copiedPart = 0.7
const SPARE_BYTES = 64 * 1024 * 1024
const PIECE_BYTES = 4 * 1024 * 1024

/**
 * Takes a depth network in: its files are copied and hashed, and it is asked once; until then there is none. One serves
 * every board, so that a second one must replace the first.
 * @throws StudioError `weights.*`, `inference.*`; AbortError. Nothing stays then.
 */
export async function addDepthPack(
  { source, overwrite }: AddDepthInput,
  { packs, startProbe }: AddDepthTools,
  context: TaskContext,
): Promise<AddedDepth> {
  context.report({ stage: 'models.read', fraction: 0 })
  const parts = await readDepthSource(source, packs.userPacks)
  const former = await formerNetworks(parts.id, overwrite, packs)
  let folder: string | null = null
  try {
    folder = await unfinishedPack(packs.userPacks)
    await mkdir(folder)
    const files = await copyFiles(parts, folder, packs.userPacks, partOf(context, 0, copiedPart))
    await writeFile(path.join(folder, 'pack.json'), parts.manifestText(files))
    const pack = await readAnyManifest(folder)
    if (!isDepthPack(pack)) throw new Error('a depth network was written as another pack')
    const tried = await tryPack({ folder, startProbe }, partOf(context, copiedPart, 1))
    await flushTree(folder)
    context.signal.throwIfAborted()
    const target = await putInPlace(folder, parts.id, packs)
    for (const place of former) await removeFolder(place, packs.userPacks)
    return { folder: target, manifest: pack.manifest, files, tried }
  } catch (thrown) {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    throw unwritablePacks(packs.userPacks, thrown)
  }
}

/** No take needs a network: each has its depth. */
async function removeFolder(folder: string, userPacks: string): Promise<void> {
  const aside = await unfinishedPack(userPacks)
  await renameHeld(folder, aside)
  await rm(aside, { recursive: true, force: true })
}

/**
 * Folders of other networks, which go when the new one is there.
 * @throws StudioError `weights.depth-there`, `weights.installed`
 */
async function formerNetworks(id: string, overwrite: boolean, packs: PackPlaces): Promise<string[]> {
  const listed = await listPacks(packs)
  const other = listed.find((each) => nameInList(each) === id && each.depth === null)
  if (other) throw new StudioError('weights.installed', { id, folder: other.folder })
  const networks = listed.filter(({ depth }) => depth !== null)
  if (networks.length > 0 && !overwrite) throw new StudioError('weights.depth-there', { id: nameInList(networks[0]!) })
  return networks.filter((each) => nameInList(each) !== id).map(({ folder }) => folder)
}

async function copyFiles(
  { files }: DepthParts,
  folder: string,
  userPacks: string,
  { signal, report }: TaskContext,
): Promise<CopiedFile[]> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  await checkSpace(total, userPacks)
  const copied: CopiedFile[] = []
  let before = 0
  for (const file of files) {
    const told = (done: number): void =>
      report({ stage: 'models.place', fraction: Math.min(1, (before + done) / total) })
    copied.push(await copyFile(file, folder, told, signal))
    before += file.bytes
  }
  return copied
}

async function copyFile(
  { from, file }: SourceFile,
  folder: string,
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<CopiedFile> {
  const target = path.join(folder, file)
  await mkdir(path.dirname(target), { recursive: true })
  const hash = createHash('sha256')
  let bytes = 0
  await pipeline(
    () => piecesOf(from),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece)
        bytes += piece.length
        told(bytes)
        yield piece
      }
    },
    createWriteStream(target),
    { signal },
  )
  return { from, file, bytes, sha256: hash.digest('hex') }
}

/** @throws StudioError `weights.unreadable`: what fails while it is copied is told of the file that it belongs to */
async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>
  } catch (thrown) {
    throw isAbort(thrown) ? thrown : unreadable(file, thrown)
  }
}

/** @throws StudioError `weights.disk-space` */
async function checkSpace(neededBytes: number, folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (neededBytes + SPARE_BYTES <= free) return
  const megabytes = (bytes: number): number => Math.round(bytes / 1e6)
  throw new StudioError('weights.disk-space', {
    folder,
    neededMegabytes: megabytes(neededBytes + SPARE_BYTES),
    freeMegabytes: megabytes(free),
  })
}
