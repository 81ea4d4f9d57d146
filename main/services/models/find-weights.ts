import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { readSafetensors, readShardIndex } from '../../../core/weights/safetensors.ts'
import type { StoredTensor, TensorInFile, TensorTable } from '../../../core/weights/stored-tensor.ts'
import { readTorchCheckpoint } from '../../../core/weights/torch-checkpoint.ts'
import type { WeightFamily, WeightSource } from '../../../core/weights/weight-sources.ts'
import { WeightFile } from './weight-file.ts'

/** A user's weights: what the files hold, and the files, which stay open until they are closed. */
export interface FoundWeights {
  /** By source; tensors name their file by its path without links. */
  readonly sources: ReadonlyMap<string, TensorTable>
  readonly files: readonly WeightFile[]
  close(): Promise<void>
}

/** Longest list of files that is read. */
const MAXIMUM_INDEX_BYTES = 32 * 1024 * 1024

/**
 * Opens a user's files and reads what they hold, from their headers alone.
 * @param chosen the folder or file of each option, absolute
 * @throws StudioError `weights.*`
 */
export async function findWeights(
  { sources }: WeightFamily,
  chosen: Readonly<Record<string, string>>,
): Promise<FoundWeights> {
  const finder = new WeightFinder()
  try {
    const tables = new Map<string, TensorTable>()
    for (const [label, source] of Object.entries(sources)) {
      const place = chosen[source.option]
      if (place === undefined) throw new Error(`nothing was chosen for ${source.option}`)
      tables.set(label, await finder.read(source, place, label))
    }
    return { sources: tables, files: finder.files, close: () => finder.close() }
  } catch (thrown) {
    await finder.close()
    throw thrown
  }
}

class WeightFinder {
  readonly files: WeightFile[] = []

  async read(source: WeightSource, place: string, label: string): Promise<TensorTable> {
    if (source.kind === 'checkpoint') return this.#checkpoint(source, place, label)
    for (const file of source.files) {
      const found = (await this.#single(place, file, label)) ?? (await this.#sharded(place, file, label))
      if (found) return found
    }
    const file = `${source.files[0] ?? ''}.safetensors`
    throw new StudioError('weights.source-missing', { folder: place, file })
  }

  async close(): Promise<void> {
    await Promise.all(this.files.map((file) => file.close()))
  }

  async #checkpoint(
    { dicts }: Extract<WeightSource, { kind: 'checkpoint' }>,
    place: string,
    label: string,
  ): Promise<TensorTable> {
    const file = await this.#open(place, label)
    if (!file) throw new StudioError('weights.unreadable', { file: place, reason: 'ENOENT' })
    const tensors = valueOf(await readTorchCheckpoint(file))
    return tableOf(
      [...tensors].filter(([name]) => dicts.some((dict) => name.startsWith(`${dict}.`))),
      file,
    )
  }

  async #single(folder: string, name: string, label: string): Promise<TensorTable | null> {
    const file = await this.#open(path.join(folder, `${name}.safetensors`), label)
    return file ? tableOf(valueOf(await readSafetensors(file)), file) : null
  }

  async #sharded(folder: string, name: string, label: string): Promise<TensorTable | null> {
    for (const indexName of indexNames(name)) {
      const place = path.join(folder, indexName)
      const index = await WeightFile.open(place, label)
      if (!index) continue
      try {
        return await this.#shards(index, label)
      } finally {
        await index.close()
      }
    }
    return null
  }

  async #shards(index: WeightFile, label: string): Promise<TensorTable> {
    const folder = path.dirname(index.name)
    if (index.bytes > MAXIMUM_INDEX_BYTES)
      throw new StudioError('weights.index-damaged', { file: index.name, reason: `${index.bytes} bytes` })
    const text = Buffer.from(await index.read(0, index.bytes)).toString('utf8')
    const map = valueOf(readShardIndex(text, index.name))
    const shards = new Map<string, TensorTable>()
    for (const shard of new Set(map.values())) {
      const file = await this.#open(path.join(folder, shard), `${label}-${shards.size + 1}`)
      if (!file) throw new StudioError('weights.source-missing', { folder, file: shard })
      shards.set(shard, tableOf(valueOf(await readSafetensors(file)), file))
    }
    const entries = [...map].map(([name, shard]): [string, TensorInFile] => {
      const tensor = shards.get(shard)?.get(name)
      if (!tensor) throw new StudioError('weights.shard-lacks', { file: shard, name, index: index.name })
      return [name, tensor]
    })
    return new Map(entries)
  }

  async #open(place: string, label: string): Promise<WeightFile | null> {
    const file = await WeightFile.open(place, label)
    if (file) this.files.push(file)
    return file
  }
}

/** The two ways in which lists of a variant's files are named. */
function indexNames(name: string): string[] {
  const plain = `${name}.safetensors.index.json`
  return name.endsWith('.fp16') ? [plain, `${name.slice(0, -5)}.safetensors.index.fp16.json`] : [plain]
}

function tableOf(tensors: Iterable<[string, StoredTensor]>, { path: file }: WeightFile): TensorTable {
  return new Map([...tensors].map(([name, tensor]) => [name, { file, tensor }]))
}
