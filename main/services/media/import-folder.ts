import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { unreadableFile } from '../../../core/contract/file-errors.ts'

/** What becomes of a file: boards, or scenes with shots. */
export type ImportedFileKind = 'picture' | 'story'

export interface FoundFile {
  /** Absolute. */
  readonly file: string
  /** For people; inside a folder that was dropped, with the folders on the way. */
  readonly name: string
  readonly kind: ImportedFileKind
}

/** What a drop or a dialog gives: its files in order, and how many in folders were no pictures. */
export interface FoundFiles {
  readonly files: readonly FoundFile[]
  readonly leftOut: number
}

/** The order in which people number their files: board2 before board10. */
export const naturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** As many as one import takes. */
const mostFiles = 2000
const deepestFolder = 8
/** Entries of folders that are looked at; a disk dropped by mistake has more. */
const mostEntries = 50_000

const storyExtension = /\.(?:storyboarder|fountain)$/i
const pictureExtension = /\.(?:png|jpe?g|webp|avif|tiff?|psd|psb|exr|pdf)$/i
/** Made by systems and programs, for nobody to see. */
const hidden = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i

/**
 * Files behind paths that a user chose: files as they are, folders by what is in them, pictures by the endings of their
 * names. A folder with a `.storyboarder` file is that project, its images belong to it; one with `project.json` is left
 * out. Links in folders are not followed.
 * @throws StudioError `import.folder.*`, `media.*`
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const search = { files: [] as FoundFile[], leftOut: 0, entries: 0 }
  for (const file of paths) {
    const facts = await stat(file).catch(() => null)
    const name = path.basename(file)
    if (facts?.isDirectory() !== true) {
      search.files.push({ file, name, kind: storyExtension.test(name) ? 'story' : 'picture' })
      continue
    }
    const before = search.files.length
    await searchFolder(file, name, 1, search)
    if (search.files.length === before) throw new StudioError('import.folder.empty', { file: name })
    if (search.files.length > mostFiles)
      throw new StudioError('import.folder.too-many', { file: name, most: mostFiles })
  }
  const { files, leftOut } = search
  return { files: files.toSorted((a, b) => naturalOrder.compare(a.name, b.name)), leftOut }
}

interface Search {
  readonly files: FoundFile[]
  leftOut: number
  entries: number
}

async function searchFolder(folder: string, name: string, depth: number, search: Search): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((thrown: unknown) => {
    throw unreadableFile(folder, thrown)
  })
  search.entries += entries.length
  if (search.entries > mostEntries) throw new StudioError('import.folder.too-many', { file: name, most: mostFiles })
  const seen = entries.filter((entry) => !hidden.test(entry.name))
  const files = seen.filter((entry) => entry.isFile()).map((entry) => entry.name)
  const folders = seen.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const wanted = wantedOf(files, folders)
  for (const each of wanted.files) {
    const kind = storyExtension.test(each) ? 'story' : pictureExtension.test(each) ? 'picture' : null
    if (kind === null) search.leftOut += 1
    else search.files.push({ file: path.join(folder, each), name: `${name}/${each}`, kind })
  }
  if (depth >= deepestFolder) return
  for (const each of wanted.folders) await searchFolder(path.join(folder, each), `${name}/${each}`, depth + 1, search)
}

/** What of a folder belongs to the import. */
function wantedOf(
  files: readonly string[],
  folders: readonly string[],
): Record<'files' | 'folders', readonly string[]> {
  if (files.includes('project.json')) return { files: [], folders: [] }
  const projects = files.filter((name) => /\.storyboarder$/i.test(name))
  if (projects.length === 0) return { files, folders }
  // A project made from a script keeps a project for each scene in this folder.
  const scenes = folders.filter((name) => name === 'storyboards')
  return scenes.length > 0 ? { files: [], folders: scenes } : { files: projects, folders: [] }
}
