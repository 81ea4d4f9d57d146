import { parsePoseJson } from '../../../core/camera/formats/pose-json.ts'
import { parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import type { PoseRow } from '../../../core/camera/pose-row.ts'
import { posesUrl } from '../../../core/contract/media-urls.ts'
import { valueOf } from '../../../core/contract/result.ts'

/**
 * The poses of a shot whose camera is a file of the project.
 * @returns at least one; rejects with StudioError `camera.pose-file.*`, and when the file is not there
 */
export async function importedPoses(projectId: string, media: string): Promise<readonly PoseRow[]> {
  const response = await fetch(posesUrl(projectId, media))
  const text = response.ok ? await response.text() : ''
  if (text === '') throw new Error(`the poses ${media} are not there`)
  return text.trimStart().startsWith('[')
    ? valueOf(parsePoseJson(text, media))
    : valueOf(parseRealEstate10k(text, media)).rows
}
