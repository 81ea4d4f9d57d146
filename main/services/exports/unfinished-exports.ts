import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { isAbandoned, writerMark, writerMarkPattern } from '../files/writer-mark.ts'
import { writeWhole } from '../projects/project-write.ts'
import { sweepAbandoned } from './export-folder.ts'

const notePattern = new RegExp(String.raw`^${writerMarkPattern}\.json$`)

/**
 * Notes on exports that have not ended, each with its folder, which may be anywhere: what a killed program leaves there
 * would stay for ever, since nobody exports into the same folder twice.
 */
export class UnfinishedExports {
  readonly #folder: string

  /** @param queueFolder shared by all programs of the app on this machine */
  constructor(queueFolder: string) {
    this.#folder = path.join(queueFolder, 'exports')
  }

  /** Runs an export into a folder under a note of it. Where none can be written, the export runs all the same. */
  async noted<Output>(exportFolder: string, run: () => Promise<Output>): Promise<Output> {
    const note = path.join(this.#folder, `${writerMark()}.json`)
    await mkdir(this.#folder, { recursive: true }).catch(() => undefined)
    await writeWhole(note, JSON.stringify({ folder: exportFolder })).catch(() => undefined)
    try {
      return await run()
    } finally {
      await rm(note, { force: true }).catch(() => undefined)
    }
  }

  /** Removes what exports of programs that are gone left. A folder that is away, on a stick, is looked at again later. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const mark = notePattern.exec(name)?.[1]
      const note = path.join(this.#folder, name)
      if (mark === undefined || !(await isAbandoned(note, mark))) continue
      const folder = await readFile(note, 'utf8').then(folderIn, () => null)
      if (folder === null || (await sweepAbandoned(folder))) await rm(note, { force: true }).catch(() => undefined)
    }
  }
}

function folderIn(text: string): string | null {
  try {
    const { folder } = JSON.parse(text) as { folder?: unknown }
    return typeof folder === 'string' && path.isAbsolute(folder) ? folder : null
  } catch {
    return null
  }
}
