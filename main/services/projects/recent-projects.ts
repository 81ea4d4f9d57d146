import { mkdir, readFile, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import type { RecentProject } from '../../../core/contract/studio.ts'
import { projectFiles } from './project-files.ts'
import { writeWhole } from './project-write.ts'
import { sha256Of } from '../files/sha256.ts'

const entrySchema = z.object({
  folder: z.string(),
  name: z.string(),
  shots: z.number().int().min(0),
  openedAt: z.number(),
})
type Entry = z.infer<typeof entrySchema>

const listSchema = z.object({
  projects: z.array(entrySchema),
  /** The project that is open, or was when the program ended; null when the user had closed it. */
  last: z.string().nullable(),
})
type List = z.infer<typeof listSchema>

const longestList = 40

/** The projects that were open lately, the last one first, in a file that all programs of the app share. */
export class RecentProjects {
  readonly #file: string
  #turn: Promise<unknown> = Promise.resolve()

  constructor(settingsFolder: string) {
    this.#file = path.join(settingsFolder, 'recent-projects.json')
  }

  /** True before any project was ever opened. */
  async isEmpty(): Promise<boolean> {
    return (await this.#read()).projects.length === 0
  }

  /** The folder of the project that was open when the program ended; null when there was none. */
  async lastOpen(): Promise<string | null> {
    return (await this.#read()).last
  }

  async list(): Promise<RecentProject[]> {
    const { projects } = await this.#read()
    return Promise.all(
      projects.map(async ({ folder, name, shots, openedAt }) => {
        // One whose project.json is gone can be repaired.
        const signs = [projectFiles.film, projectFiles.backup, projectFiles.media]
        const found = (await Promise.all(signs.map((name) => exists(path.join(folder, name))))).includes(true)
        return { id: folderIdOf(folder), name, place: shortPlace(folder), openedAt, shots, found }
      }),
    )
  }

  /** The folder that an id of the list stands for; null when it is not in the list. */
  async folderOf(id: string): Promise<string | null> {
    return (await this.#read()).projects.find(({ folder }) => folderIdOf(folder) === id)?.folder ?? null
  }

  /** Puts a project at the top of the list. */
  async opened(entry: Entry): Promise<void> {
    await this.#change(({ projects }) => ({
      projects: [entry, ...projects.filter(({ folder }) => folder !== entry.folder)].slice(0, longestList),
      last: entry.folder,
    }))
  }

  /** Name and shots as they are now, for the list; the user closed it, unless the program ends with it open. */
  async closed(folder: string, facts: { readonly name: string; readonly shots: number }, ends: boolean): Promise<void> {
    await this.#change(({ projects, last }) => ({
      projects: projects.map((entry) => (entry.folder === folder ? { ...entry, ...facts } : entry)),
      last: ends || last !== folder ? last : null,
    }))
  }

  /** The list is a convenience: where it cannot be written, projects open all the same. */
  async #change(change: (list: List) => List): Promise<void> {
    const work = this.#turn.then(() => this.#write(change))
    this.#turn = work.catch(() => undefined)
    await this.#turn
  }

  async #write(change: (list: List) => List): Promise<void> {
    const list = change(await this.#read())
    await mkdir(path.dirname(this.#file), { recursive: true })
    await writeWhole(this.#file, `${JSON.stringify(list, null, 2)}\n`)
  }

  async #read(): Promise<List> {
    try {
      return listSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')))
    } catch {
      return { projects: [], last: null }
    }
  }
}

/** A folder's path for people: the home folder shortened to `~`. */
export function shortPlace(folder: string, home = os.homedir()): string {
  const inside = path.relative(home, folder)
  const isInside = inside === '' || (!inside.startsWith('..') && !path.isAbsolute(inside))
  return isInside ? path.join('~', inside) : folder
}

/** A name for a project's folder that tells nothing of where it lies: 16 hexadecimal digits. */
export function folderIdOf(folder: string): string {
  return sha256Of(Buffer.from(folder)).slice(0, 16)
}

async function exists(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  )
}
