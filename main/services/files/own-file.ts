import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'

/**
 * The file at that place of a project, unless a link on the way leads elsewhere: a project that came from somebody else
 * must not show, export or decode files of this machine. What is not there is left to who reads it.
 * @param file inside of the folder by its name, absolute
 * @throws StudioError `media.link`
 */
export async function ownFile(folder: string, file: string): Promise<string> {
  const [outer, real] = await Promise.all([folder, file].map((place) => realpath(place).catch(() => null)))
  if (!outer || !real || real === path.join(outer, path.relative(folder, file))) return file
  throw new StudioError('media.link', { file })
}
