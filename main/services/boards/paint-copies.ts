import { copyFile, lstat, mkdir, readFile, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../../core/contract/errors.ts'
import { idSchema, mediaPathSchema } from '../../../core/project/schema/values.ts'
import { renameHeld } from '../files/rename-file.ts'
import { safeFolderName } from '../projects/project-names.ts'
import { temporaryBeside, writeWhole } from '../projects/project-write.ts'

/** Where working copies of boards lie, inside the project. */
const folderName = 'paint'
const recordsName = 'boards.json'

/** A working copy: which board it is of, and the content it had when it last was the board's picture. */
const copyRecordSchema = z.strictObject({
  boardId: idSchema,
  /** Of the working copy. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The project's media that it was made from, or that was made from it. */
  media: mediaPathSchema,
})
export type CopyRecord = z.infer<typeof copyRecordSchema>

const recordsSchema = z.record(z.string(), z.unknown())

/**
 * The working copies of a project's boards: a folder in the project with pictures for a paint program, and a file that
 * says which board each is of. Nothing outside of the folder is read or written, and no link is followed.
 */
export class PaintCopies {
  readonly folder: string
  readonly #projectFolder: string

  /** @param projectFolder absolute, a real path */
  constructor(projectFolder: string) {
    this.#projectFolder = projectFolder
    this.folder = path.join(projectFolder, folderName)
  }

  /** Records by file name; what cannot be read of them is left out. */
  async records(): Promise<Map<string, CopyRecord>> {
    const records = new Map<string, CopyRecord>()
    if (!(await this.isThere())) return records
    const text = await readFile(path.join(this.folder, recordsName), 'utf8').catch(() => '{}')
    for (const [name, value] of Object.entries(parsed(text))) {
      const record = copyRecordSchema.safeParse(value)
      if (record.success && isPlainName(name)) records.set(name, record.data)
    }
    return records
  }

  /** @throws the system's error */
  async remember(records: ReadonlyMap<string, CopyRecord>): Promise<void> {
    await writeWhole(path.join(this.folder, recordsName), `${JSON.stringify(Object.fromEntries(records), null, 2)}\n`)
  }

  /** Whether the folder is the project's own: a link to another place is not. */
  async isThere(): Promise<boolean> {
    return (await realpath(this.folder).catch(() => null)) === this.folder
  }

  /** @returns whether there was none before. @throws StudioError `paint.folder` */
  async prepare(): Promise<boolean> {
    const made = await mkdir(this.folder, { recursive: true }).catch((cause: unknown) => {
      throw refused(this.folder, cause)
    })
    if (!(await this.isThere())) throw new StudioError('paint.folder', { folder: this.folder, reason: 'ELOOP' })
    return made !== undefined
  }

  /** Size and time of a working copy that is a plain file, as text that differs after each save; null for anything else. */
  async factsOf(name: string): Promise<string | null> {
    const facts = await lstat(path.join(this.folder, name)).catch(() => null)
    return facts?.isFile() === true ? `${facts.size} ${facts.mtimeMs} ${facts.ino}` : null
  }

  /** A name for a board's working copy that no file has yet. */
  async freeName(boardName: string, extension: string): Promise<string> {
    const stem = safeFolderName(boardName.trim() === '' ? 'board' : boardName)
    for (let number = 1; ; number++) {
      const name = `${stem}${number === 1 ? '' : ` ${number}`}.${extension}`
      if ((await lstat(path.join(this.folder, name)).catch(() => null)) === null) return name
    }
  }

  /**
   * Puts a picture into the folder; the file appears whole, in place of one of that name.
   * @param make writes the picture to a file
   * @throws StudioError `paint.folder`; whatever `make` throws
   */
  async put(name: string, make: (file: string) => Promise<void>): Promise<void> {
    const file = path.join(this.folder, name)
    const temporary = temporaryBeside(file)
    try {
      await make(temporary)
      await renameHeld(temporary, file)
    } catch (thrown) {
      throw thrown instanceof StudioError ? thrown : refused(this.folder, thrown)
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined)
    }
  }

  /** Copies a file of the project's media into a working copy. */
  copyOf(media: string): (file: string) => Promise<void> {
    return (file) => copyFile(path.join(this.#projectFolder, media), file)
  }
}

/** A name from a project's file may lead nowhere else. */
function isPlainName(name: string): boolean {
  return name !== '' && name === path.basename(name) && !/[/\\]/.test(name) && !name.startsWith('.')
}

function parsed(text: string): Record<string, unknown> {
  try {
    const records = recordsSchema.safeParse(JSON.parse(text))
    return records.success ? records.data : {}
  } catch {
    return {}
  }
}

function refused(folder: string, thrown: unknown): unknown {
  const reason = (thrown as NodeJS.ErrnoException).code
  return reason === undefined ? thrown : new StudioError('paint.folder', { folder, reason }, { cause: thrown })
}
