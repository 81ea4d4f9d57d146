import { DEFAULT_FOCAL_LENGTH_MM } from '../../camera/intrinsics.ts'
import type { Board } from '../schema/board.ts'

/** A board of that picture with the usual lens, flat, and nothing else set. @param name of the file or the board */
export function plainBoard(id: string, name: string, picture: Board['picture']): Board {
  return {
    id,
    name: name.replace(/\.[^.\s]+$/, '').slice(0, 200),
    picture: { media: picture.media, width: picture.width, height: picture.height },
    crop: null,
    lens: { focalLengthMm: DEFAULT_FOCAL_LENGTH_MM, origin: 'default' },
    depth: { origin: 'flat' },
    subjectDistance: null,
    note: '',
  }
}
