import { pictureUrl } from '../../../core/contract/media-urls.ts'
import { centredCrop } from '../../../core/framing/framing.ts'
import { boardUseAt } from '../../../core/project/boards-of-shot.ts'
import { findItem } from '../../../core/project/edits/items.ts'
import type { Board } from '../../../core/project/schema/board.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import type { BoardUse, Shot } from '../../../core/project/schema/shot.ts'
import { boardView, renderFrame } from '../board-view/board-frames.ts'
import { prepareBoard } from '../board-view/board-pixels.ts'
import { importedPoses } from '../board-view/imported-poses.ts'
import {
  cameraAtFrame,
  currentPacks,
  importedGeometry,
  packOfShot,
  shotGeometry,
  type ImportedGeometry,
  type ShotGeometry,
} from '../board-view/shot-geometry.ts'
import { bitmapPicture } from './picture.ts'
import type { PictureSource } from './picture-supply.ts'

const followedNames = new WeakMap<ShotGeometry | ImportedGeometry, string>()
let lastName = 0

/** The board that a shot shows at a frame, seen through its path: what plays where no take is chosen. */
interface BoardPreview {
  /** Pictures at the model's size, by the shot's frames. */
  readonly source: PictureSource
  /** The part of them in the film's shape. */
  readonly deliveryBox: ShotGeometry['deliveryBox']
}

/**
 * @param frame of the shot, which decides on the board; the pictures are those of this board
 * @returns null for a shot whose path cannot be followed: it has a layer, or there is no pack
 */
export function boardPreview(projectId: string, film: Film, shot: Shot, frame: number): BoardPreview | null {
  const followed = followedBy(projectId, film, shot, boardUseAt(shot, frame))
  if (followed === null) return null
  const { board, pack, deliveryBox } = followed
  const name = followedNames.get(followed) ?? `path/${++lastName}`
  followedNames.set(followed, name)
  return {
    deliveryBox,
    source: {
      key: name,
      groupOf: (index) => index,
      load: async (index, deliver, signal) => {
        const geometry = 'geometry' in followed ? await followed.geometry : followed
        const pixels = await prepareBoard(board.id, pack.id, signal)
        const view = boardView(pixels, geometry.boardIntrinsics)
        const { rgba, width, height } = await renderFrame(view, cameraAtFrame(geometry, index), { signal })
        deliver(index, bitmapPicture(await createImageBitmap(new ImageData(rgba, width, height))))
      },
    },
  }
}

/**
 * The board that a shot shows at a frame, as it was drawn, framed for the film: for thumbnails, and until the view through
 * the path is there.
 */
export function boardStill(
  projectId: string,
  film: Film,
  { shot, frame }: { readonly shot: Shot; readonly frame: number },
  size: 'thumbnail' | 'display',
): PictureSource {
  const board = findItem(film.boards, boardUseAt(shot, frame).boardId, 'board')
  const { width, height } = film.format
  return {
    key: `board/${projectId}/${size}/${board.picture.media}/${cropName(board)}/${width}x${height}`,
    groupOf: () => 0,
    load: async (_group, deliver, signal) => {
      const response = await fetch(pictureUrl(projectId, board.picture.media, size), { signal })
      if (!response.ok) throw new Error(`picture ${board.picture.media} is not there`)
      const whole = await createImageBitmap(await response.blob())
      const crop = centredCrop(whole, width / height, board.crop ?? undefined)
      const part = await createImageBitmap(
        whole,
        Math.round(crop.x * whole.width),
        Math.round(crop.y * whole.height),
        Math.max(1, Math.round(crop.width * whole.width)),
        Math.max(1, Math.round(crop.height * whole.height)),
      )
      whole.close()
      deliver(0, bitmapPicture(part))
    },
  }
}

function followedBy(projectId: string, film: Film, shot: Shot, use: BoardUse): ShotGeometry | ImportedGeometry | null {
  const pack = packOfShot(shot, currentPacks())
  if (pack === null) return null
  const { camera } = shot
  if (camera.source === 'file')
    return importedGeometry(film, shot, pack, use, () => importedPoses(projectId, camera.file))
  try {
    return shotGeometry(film, shot, pack, use)
  } catch {
    // The Camera workspace says what is wrong with the path; here its board stands.
    return null
  }
}

function cropName({ crop }: Board): string {
  return crop === null ? 'whole' : [crop.x, crop.y, crop.width, crop.height].join()
}
