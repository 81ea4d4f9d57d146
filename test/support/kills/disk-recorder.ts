import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { watchFileOperations, type FileOperation } from './file-operations.ts'
import type { Told } from './scenario.ts'

/** A file or folder by what it is, whatever its name: a number is given again once its file is gone, a birth is not. */
export type Identity = string

/** Names in a folder. */
export type Entries = Readonly<Record<string, Identity>>

/** What happened, in its order. */
export type DiskEvent =
  | { readonly kind: 'told'; readonly told: Told }
  /** After an operation: the tree as it is in memory, folders by their identity. */
  | {
      readonly kind: 'operation'
      readonly name: string
      readonly path: string
      readonly to: string | null
      readonly tree: Readonly<Record<Identity, Entries>>
    }
  /** A file was flushed with that content. */
  | { readonly kind: 'file-flushed'; readonly file: Identity; readonly content: string }
  | { readonly kind: 'folder-flushed'; readonly folder: Identity; readonly entries: Entries }

/** What one run did to a project's folder. */
export interface DiskRecord {
  readonly root: Identity
  /** At the start everything has been on the disk for long. */
  readonly before: {
    readonly tree: Readonly<Record<Identity, Entries>>
    readonly contents: Readonly<Record<Identity, string>>
  }
  readonly events: readonly DiskEvent[]
  /** Contents by their hash, in base64. */
  readonly contents: Readonly<Record<string, string>>
}

/** Writes down what a program does to a project's folder and what it flushes, so that power cuts can be played. */
export class DiskRecorder {
  readonly #file: string
  readonly #events: DiskEvent[] = []
  readonly #contents: Record<string, string> = {}
  #folder: string | null = null
  #before: DiskRecord['before'] = { tree: {}, contents: {} }
  #root: Identity = ''

  constructor(file: string) {
    this.#file = file
  }

  async start(folder: string): Promise<void> {
    const files: Record<Identity, string> = {}
    const tree = treeOf(folder, (file, identity) => (files[identity] = this.#keep(readFileSync(file))))
    this.#before = { tree, contents: files }
    this.#root = identityOf(folder)
    this.#folder = folder
    await watchFileOperations((operation, run) => {
      const running = run()
      return running instanceof Promise
        ? running.then((value: unknown) => (this.#done(operation), value))
        : (this.#done(operation), running)
    })
  }

  told(told: Told): void {
    if (this.#folder !== null) this.#events.push({ kind: 'told', told })
  }

  async end(): Promise<void> {
    const record: DiskRecord = {
      root: this.#root,
      before: this.#before,
      events: this.#events,
      contents: this.#contents,
    }
    this.#folder = null
    writeFileSync(this.#file, JSON.stringify(record))
  }

  #done({ name, path, to }: FileOperation): void {
    const root = this.#folder
    if (root === null || ![path, to].some((each) => each === root || each?.startsWith(`${root}/`))) return
    if (name === 'sync' || name === 'datasync') return this.#flushed(path)
    this.#events.push({ kind: 'operation', name, path, to, tree: treeOf(root) })
  }

  /** What the file holds now may be more than what the flush wrote out, never less. */
  #flushed(path: string): void {
    const facts = statSync(path, { throwIfNoEntry: false })
    if (facts === undefined) return
    const identity = identityOf(path)
    if (facts.isDirectory()) this.#events.push({ kind: 'folder-flushed', folder: identity, entries: entriesOf(path) })
    else this.#events.push({ kind: 'file-flushed', file: identity, content: this.#keep(readFileSync(path)) })
  }

  #keep(bytes: Uint8Array): string {
    const hash = createHash('sha256').update(bytes).digest('hex')
    this.#contents[hash] ??= Buffer.from(bytes).toString('base64')
    return hash
  }
}

function treeOf(
  folder: string,
  onFile: (file: string, identity: Identity) => void = () => undefined,
): Record<Identity, Entries> {
  const entries = entriesOf(folder)
  const tree: Record<Identity, Entries> = { [identityOf(folder)]: entries }
  for (const [name, identity] of Object.entries(entries)) {
    const place = join(folder, name)
    if (identity.startsWith('folder')) Object.assign(tree, treeOf(place, onFile))
    else if (identity.startsWith('file')) onFile(place, identity)
  }
  return tree
}

/** A worker or a removal may be at work in a folder meanwhile: what is gone by now has no names. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function entriesOf(folder: string): Entries {
  return Object.fromEntries(namesIn(folder).map((name) => [name, identityOf(join(folder, name))]))
}

function identityOf(place: string): Identity {
  const facts = statSync(place, { bigint: true, throwIfNoEntry: false })
  return facts === undefined ? 'gone' : `${facts.isDirectory() ? 'folder' : 'file'}-${facts.ino}-${facts.birthtimeNs}`
}
