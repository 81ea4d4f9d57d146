import { constants, type BigIntStats } from 'node:fs'
import { open, realpath, stat, type FileHandle } from 'node:fs/promises'
import { StudioError } from '../../../core/contract/errors.ts'
import type { ByteSource } from '../../../core/weights/stored-tensor.ts'

/** A file of weights that a user has chosen, open for reading. */
export class WeightFile implements ByteSource {
  /** As the user named it. */
  readonly name: string
  /** Without links: downloads often lie elsewhere under the name of their hash. */
  readonly path: string
  /** What its name in a pack is made of, such as `unet`. */
  readonly label: string
  readonly #handle: FileHandle
  readonly #facts: BigIntStats

  private constructor(
    names: { readonly name: string; readonly path: string; readonly label: string },
    handle: FileHandle,
    facts: BigIntStats,
  ) {
    this.name = names.name
    this.path = names.path
    this.label = names.label
    this.#handle = handle
    this.#facts = facts
  }

  /** @returns null when there is no such file @throws StudioError `weights.unreadable` */
  static async open(name: string, label: string): Promise<WeightFile | null> {
    let handle: FileHandle | null = null
    try {
      const path = await realpath(name)
      // A pipe has no end to wait for.
      handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      const facts = await handle.stat({ bigint: true })
      if (!facts.isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' })
      return new WeightFile({ name, path, label }, handle, facts)
    } catch (thrown) {
      await handle?.close()
      const { code = String(thrown) } = thrown as NodeJS.ErrnoException
      if (code === 'ENOENT' || code === 'ENOTDIR') return null
      throw new StudioError('weights.unreadable', { file: name, reason: code }, { cause: thrown })
    }
  }

  get bytes(): number {
    return Number(this.#facts.size)
  }

  /** @throws StudioError `weights.unreadable`, `weights.changed` */
  async read(offset: number, length: number): Promise<Uint8Array> {
    try {
      const bytes = new Uint8Array(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await this.#handle.read(bytes, done, length - done, offset + done)
        if (bytesRead === 0) throw new StudioError('weights.changed', { file: this.name })
        done += bytesRead
      }
      return bytes
    } catch (thrown) {
      if (thrown instanceof StudioError) throw thrown
      // Disks that are taken out, and parts of files that are larger than any memory.
      const { code = String(thrown) } = thrown as NodeJS.ErrnoException
      throw new StudioError('weights.unreadable', { file: this.name, reason: code }, { cause: thrown })
    }
  }

  /**
   * To be called when everything was read: a download may still have been writing, or have put another file in its place,
   * which a second name would belong to.
   * @throws StudioError `weights.changed`
   */
  async checkUnchanged(): Promise<void> {
    const { size, mtimeNs, ino, dev } = this.#facts
    const now = await this.#handle.stat({ bigint: true })
    const there = await stat(this.path, { bigint: true }).catch(() => null)
    if (now.size !== size || now.mtimeNs !== mtimeNs || there?.ino !== ino || there.dev !== dev)
      throw new StudioError('weights.changed', { file: this.name })
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}
