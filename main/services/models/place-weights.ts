import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import type { TaskContext } from '../../../core/contract/tasks.ts'
import type { BoundWeight } from '../../../core/weights/bind-graph.ts'
import {
  boundInPlace,
  boundRewritten,
  layOut,
  splitByUse,
  type NeededFile,
  type RewrittenTensor,
} from '../../../core/weights/rewrite-plan.ts'
import { rewriteValues, rowMajorBytes } from '../../../core/weights/rewrite-values.ts'
import { storedTypeBytes, type StoredTensor } from '../../../core/weights/stored-tensor.ts'
import type { WeightFile } from './weight-file.ts'

/** A file of numbers in a pack's folder. */
export interface PlacedFile {
  /** In the pack, with forward slashes. */
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  /** A second name of the user's file, a copy that shares its bytes on the disk, or bytes of its own. */
  readonly how: 'linked' | 'cloned' | 'written'
}

export interface PlacedWeights {
  readonly files: readonly PlacedFile[]
  /** Where each tensor of the user's files can be read in the pack. */
  readonly bound: ReadonlyMap<StoredTensor, BoundWeight>
}

export interface PlaceInput {
  readonly needed: readonly (NeededFile & { readonly source: WeightFile })[]
  /** The pack's, which is there. */
  readonly folder: string
  /** Give no second names, so that the pack stays as it is whatever becomes of the user's files. */
  readonly copy: boolean
}

/** The folder of a pack that holds its files of numbers. */
const WEIGHTS_FOLDER = 'weights'
/** What else may be written meanwhile, and the graphs. */
const SPARE_BYTES = 256 * 1024 * 1024
const PIECE_BYTES = 4 * 1024 * 1024

interface Plan {
  readonly source: WeightFile
  /** The user's file under a name in the pack; null when nothing of it is read there. */
  readonly whole: { readonly file: string; readonly how: 'linked' | 'cloned' } | null
  readonly inPlace: readonly StoredTensor[]
  readonly rewritten: { readonly file: string; readonly tensors: readonly RewrittenTensor[]; readonly bytes: number }
}

/**
 * Puts the numbers that a pack needs into its folder: by a second name of the user's file where its disk and its bytes
 * allow it, else by writing what is needed of it. Every file is read whole once, for its hash.
 * @throws StudioError `weights.disk-space`, `weights.changed`; the system's error; AbortError
 */
export async function placeWeights(input: PlaceInput, context: TaskContext): Promise<PlacedWeights> {
  await mkdir(path.join(input.folder, WEIGHTS_FOLDER))
  const plans: Plan[] = []
  for (const needed of input.needed) plans.push(await planOf(needed, input))
  await checkSpace(plans, input.folder)
  const progress = new ByteProgress(plans, context)
  const files: PlacedFile[] = []
  const bound = new Map<StoredTensor, BoundWeight>()
  for (const { source, whole, inPlace, rewritten } of plans) {
    if (whole) {
      files.push({ ...whole, bytes: source.bytes, sha256: await hashOf(source, progress) })
      for (const tensor of inPlace) bound.set(tensor, boundInPlace(tensor, whole.file))
    }
    if (rewritten.bytes > 0) {
      const sha256 = await writeTensors(source, rewritten, input.folder, progress)
      files.push({ file: rewritten.file, bytes: rewritten.bytes, sha256, how: 'written' })
    }
    for (const tensor of rewritten.tensors) bound.set(tensor.tensor, boundRewritten(tensor, rewritten.file))
    await source.checkUnchanged()
  }
  return { files, bound }
}

async function planOf({ source, tensors }: PlaceInput['needed'][number], { folder, copy }: PlaceInput): Promise<Plan> {
  const { inPlace, rewritten } = splitByUse(tensors)
  const file = `${WEIGHTS_FOLDER}/${source.label}${source.name.endsWith('.safetensors') ? '.safetensors' : '.ckpt'}`
  const how = inPlace.length > 0 ? await secondName(source.path, path.join(folder, file), copy) : null
  const written = layOut(how === null ? tensors : rewritten)
  return {
    source,
    whole: how === null ? null : { file, how },
    inPlace: how === null ? [] : inPlace,
    rewritten: { file: `${WEIGHTS_FOLDER}/${source.label}.bin`, ...written },
  }
}

/** Another disk, a file system without second names, or one whose files are somebody else's: then its bytes are written. */
async function secondName(from: string, to: string, copy: boolean): Promise<'linked' | 'cloned' | null> {
  if (!copy && (await succeeds(link(from, to)))) return 'linked'
  if (await succeeds(copyFile(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL))) return 'cloned'
  await rm(to, { force: true })
  return null
}

async function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}

async function checkSpace(plans: readonly Plan[], folder: string): Promise<void> {
  const needed = plans.reduce((sum, { rewritten }) => sum + rewritten.bytes, SPARE_BYTES)
  const { bavail, bsize } = await statfs(folder)
  if (needed <= bavail * bsize) return
  throw new StudioError('weights.disk-space', {
    folder: path.dirname(folder),
    neededMegabytes: Math.ceil(needed / 1e6),
    freeMegabytes: Math.floor((bavail * bsize) / 1e6),
  })
}

class ByteProgress {
  readonly #context: TaskContext
  readonly #total: number
  #done = 0
  #told = 0

  constructor(plans: readonly Plan[], context: TaskContext) {
    this.#context = context
    this.#total = plans.reduce((sum, { source, whole, rewritten }) => {
      return sum + (whole ? source.bytes : 0) + rewritten.bytes
    }, 1)
  }

  /** @throws AbortError */
  add(bytes: number): void {
    this.#context.signal.throwIfAborted()
    this.#done += bytes
    if (this.#done - this.#told < this.#total / 200) return
    this.#told = this.#done
    this.#context.report({ stage: 'models.place', fraction: Math.min(1, this.#done / this.#total) })
  }
}

async function hashOf(source: WeightFile, progress: ByteProgress): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of piecesOf(source, 0, source.bytes)) {
    hash.update(piece)
    progress.add(piece.length)
  }
  return hash.digest('hex')
}

async function* piecesOf(source: WeightFile, offset: number, bytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes; at += PIECE_BYTES) {
    yield source.read(offset + at, Math.min(PIECE_BYTES, bytes - at))
  }
}

/** @returns the new file's SHA-256 */
async function writeTensors(
  source: WeightFile,
  { file, tensors }: Plan['rewritten'],
  folder: string,
  progress: ByteProgress,
): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(path.join(folder, file), 'wx')
  let at = 0
  const write = async (bytes: Uint8Array): Promise<void> => {
    hash.update(bytes)
    await handle.writeFile(bytes)
    at += bytes.length
    progress.add(bytes.length)
  }
  try {
    for (const { tensor, offset } of tensors) {
      if (offset > at) await write(new Uint8Array(offset - at))
      for await (const values of valuesOf(source, tensor)) await write(values)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}

async function* valuesOf(source: WeightFile, tensor: StoredTensor): AsyncGenerator<Uint8Array> {
  if (tensor.bytes % storedTypeBytes[tensor.dtype] !== 0) throw new Error(`${tensor.bytes} bytes of ${tensor.dtype}`)
  if (tensor.strides === null) {
    for await (const piece of piecesOf(source, tensor.offset, tensor.bytes)) yield rewriteValues(tensor.dtype, piece)
  } else {
    const span = await source.read(tensor.offset, tensor.bytes)
    yield rewriteValues(tensor.dtype, rowMajorBytes(tensor, span))
  }
}
