/** Values by key, those used last, within a number of bytes. The newest stays even when it alone is larger. */
export class ByteCache<Value, Key = string> {
  readonly #limit: number
  /** In the order of their last use, the oldest first. */
  readonly #entries = new Map<Key, { readonly value: Value; readonly bytes: number }>()
  readonly #dropped: (value: Value, key: Key) => void
  #bytes = 0

  /** @param dropped told of each value that has to go */
  constructor(limitBytes: number, dropped: (value: Value, key: Key) => void = () => undefined) {
    this.#limit = limitBytes
    this.#dropped = dropped
  }

  get bytes(): number {
    return this.#bytes
  }

  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  set(key: Key, value: Value, bytes: number): void {
    this.#bytes += bytes - (this.#entries.get(key)?.bytes ?? 0)
    this.#entries.delete(key)
    this.#entries.set(key, { value, bytes })
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#limit || oldest === key) break
      this.#entries.delete(oldest)
      this.#bytes -= entry.bytes
      this.#dropped(entry.value, oldest)
    }
  }

  /** Forgets all, without telling. */
  clear(): void {
    this.#entries.clear()
    this.#bytes = 0
  }
}
