import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { readProject, writeProject } from '../../../core/project/project-file.ts'
import type { Language } from '../../../core/texts/language.ts'
import { renameHeld } from '../files/rename-file.ts'
import { copyTrees } from './project-copy.ts'
import { projectFiles } from './project-files.ts'
import { safeFolderName } from './project-names.ts'
import { temporaryBeside, unwritableFolder, writeWhole } from './project-write.ts'

export interface SamplePlaces {
  /** The bundled sample: a project, with its film in both languages beside each other. */
  readonly sampleFolder: string
  /** Gets the copy. */
  readonly projectsFolder: string
  readonly language: Language
}

/** The film of the sample for users of a language. */
export function sampleFilmFile(language: Language): string {
  return `project.${language}.json`
}

/**
 * The user's own copy of the bundled sample, to play with; made the first time, the same one later.
 * @returns its folder
 * @throws StudioError `project.sample.missing`, `project.save.*` of the folder for projects
 */
export async function copySample({ sampleFolder, projectsFolder, language }: SamplePlaces): Promise<string> {
  const file = path.join(sampleFolder, sampleFilmFile(language))
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StudioError('project.sample.missing', {}, { cause })
  })
  const film = valueOf(readProject(text, file))
  const folder = path.join(projectsFolder, safeFolderName(film.name))
  if ((await stat(path.join(folder, projectFiles.film)).catch(() => null)) !== null) return folder
  const unfinished = temporaryBeside(folder)
  try {
    await mkdir(unfinished, { recursive: true })
    await copyTrees(sampleFolder, unfinished, [projectFiles.media, projectFiles.takes])
    await writeWhole(path.join(unfinished, projectFiles.film), writeProject(film))
    await renameHeld(unfinished, folder)
    return folder
  } catch (thrown) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
    throw unwritableFolder(projectsFolder, thrown)
  }
}
