import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { ImportSource } from '../../../core/contract/import-calls.ts'
import { failureFrom, StudioError, type Failure } from '../../../core/contract/errors.ts'
import type { Language } from '../../../core/texts/language.ts'
import { temporaryBeside, writeWhole } from '../projects/project-write.ts'
import type { Desktop, FileKind } from '../studio/studio-parts.ts'
import { findFiles, naturalOrder, type ImportedFileKind } from './import-folder.ts'

/** A file to take into the project. */
export interface SourceFile {
  /** Absolute. */
  readonly file: string
  /** For people, with its extension. */
  readonly name: string
}

/** One file's result: what became of it, or why nothing. */
export type Imported<Value> =
  | ({ readonly ok: true; readonly name: string; readonly media: string } & Value)
  | { readonly ok: false; readonly name: string; readonly failure: Failure }

/** Files behind what was dropped or chosen; `leftOut` in folders were no pictures. */
export interface ListedFiles {
  readonly files: { readonly id: string; readonly name: string; readonly kind: ImportedFileKind }[]
  readonly leftOut: number
}

/** Takes one file into the project: most are one thing, a document with pages is several. */
export type TakeFile<Value> = (file: string) => Promise<readonly ({ readonly media: string } & Value)[]>

/** Registered files are dropped or pasted ones, and a page that is loaded again leaves its own behind. */
const mostRegistered = 20_000

/** Files that the window may import, by the ids that stand for their paths there. */
export class ImportFiles {
  readonly #desktop: Desktop
  readonly #workFolder: string
  readonly #registered = new Map<string, string>()

  /** @param workFolder exists while files are imported */
  constructor(desktop: Desktop, workFolder: string) {
    this.#desktop = desktop
    this.#workFolder = workFolder
  }

  register(paths: readonly string[]): string[] {
    for (const id of [...this.#registered.keys()].slice(0, this.#registered.size + paths.length - mostRegistered))
      this.#registered.delete(id)
    return paths.map((file) => {
      const id = randomUUID()
      this.#registered.set(id, file)
      return id
    })
  }

  /** Files that the user chooses in the system's dialog, in the order of their names; none when it was closed. */
  async choose(kind: FileKind, language: Language): Promise<string[]> {
    const paths = await this.#desktop.chooseFiles(kind, language)
    return this.register(paths.toSorted((a, b) => naturalOrder.compare(path.basename(a), path.basename(b))))
  }

  /**
   * Imports each file by itself, in the order of their names: one that is wrong costs no other.
   * @throws StudioError `project.import.no-picture`; Error for an id that was never given
   */
  async importAll<Value>(
    source: ImportSource,
    kind: FileKind,
    language: Language,
    take: TakeFile<Value>,
  ): Promise<Imported<Value>[]> {
    if (source.from === 'clipboard') return this.#importClipboard(take)
    const paths =
      source.from === 'dialog'
        ? await this.#desktop.chooseFiles(kind, language)
        : source.files.map((id) => this.registeredFile(id))
    const files = paths.map((file): SourceFile => ({ file, name: path.basename(file) }))
    const results: Imported<Value>[] = []
    for (const each of files.toSorted((a, b) => naturalOrder.compare(a.name, b.name)))
      results.push(...(await importOne(each, take)))
    return results
  }

  /**
   * What registered files and folders are: the files in order, each with an id of its own.
   * @throws StudioError `import.folder.*`
   */
  async list(ids: readonly string[]): Promise<ListedFiles> {
    const { files, leftOut } = await findFiles(ids.map((id) => this.registeredFile(id)))
    const registered = this.register(files.map(({ file }) => file))
    return { files: files.map(({ name, kind }, index) => ({ id: registered[index]!, name, kind })), leftOut }
  }

  /** @throws Error for an id that was never given */
  registeredFile(id: string): string {
    const file = this.#registered.get(id)
    if (file === undefined) throw new Error(`no file is registered as ${id}`)
    return file
  }

  async #importClipboard<Value>(take: TakeFile<Value>): Promise<Imported<Value>[]> {
    const png = await this.#desktop.readClipboardPicture()
    if (png === null) throw new StudioError('project.import.no-picture')
    const file = temporaryBeside(path.join(this.#workFolder, 'clipboard.png'))
    try {
      await writeWhole(file, png)
      return await importOne({ file, name: 'clipboard.png' }, take)
    } finally {
      await rm(file, { force: true })
    }
  }
}

async function importOne<Value>({ file, name }: SourceFile, take: TakeFile<Value>): Promise<Imported<Value>[]> {
  try {
    return (await take(file)).map((taken) => ({ ok: true, name, ...taken }))
  } catch (thrown) {
    return [{ ok: false, name, failure: named(failureFrom(thrown), file, name) }]
  }
}

/** Where the user's files lie is not the window's business, and a short name reads better. */
function named(failure: Failure, file: string, name: string): Failure {
  if (failure.kind !== 'error' || failure.error.details['file'] !== file) return failure
  const { code, details } = failure.error
  return { kind: 'error', error: { code, details: { ...details, file: name } } }
}
