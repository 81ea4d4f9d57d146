import { access } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'
import { ownFile } from '../files/own-file.ts'

/**
 * Absolute path of a file in the project's media.
 * @param user what of the film uses it, for the error
 * @throws StudioError `export.media-missing`
 */
export async function mediaFile(projectFolder: string, media: string, user: string): Promise<string> {
  const file = path.join(projectFolder, media)
  await access(file).catch((cause: unknown) => {
    throw new StudioError('export.media-missing', { file, user }, { cause })
  })
  return ownFile(projectFolder, file)
}
