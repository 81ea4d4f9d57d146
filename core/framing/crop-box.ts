import type { CropBox } from '../contract/media.ts'
import { centredCrop, type FrameSize } from './framing.ts'

/** A picture that is cropped to a film's shape. */
export interface CropFrame {
  /** The picture's size in pixels. */
  readonly picture: FrameSize
  /** Width ÷ height of the film. */
  readonly aspect: number
}

/** A point of the picture as parts of its width and height. */
export interface CropPoint {
  readonly x: number
  readonly y: number
}

/** A crop shows at least so many pixels of the picture across: less is no picture any more. */
const leastWidthPixels = 16

/** The part of a board that the film shows: its crop in the film's shape, the largest centred one where it has none. */
export function shownCrop({ picture, aspect }: CropFrame, crop: CropBox | null): CropBox {
  return centredCrop(picture, aspect, crop ?? undefined)
}

/** The crop moved by parts of the picture, as far as the picture reaches. */
export function movedCrop(crop: CropBox, by: CropPoint): CropBox {
  return inside({ ...crop, x: crop.x + by.x, y: crop.y + by.y })
}

/**
 * The crop made smaller or larger about a point of it that stays where it is, as far as the picture reaches beside it.
 * The film's shape stays.
 * @param about a corner of the crop, or any point in it
 * @param factor of its sides
 */
export function scaledCrop(frame: CropFrame, crop: CropBox, about: CropPoint, factor: number): CropBox {
  const part = (at: number, start: number, length: number): number => (at - start) / length
  const [left, top] = [part(about.x, crop.x, crop.width), part(about.y, crop.y, crop.height)]
  // Beyond a factor of room ÷ length a side would leave the picture; a side that lies at the point never moves.
  const room = (at: number, share: number, length: number): number => (share > 1e-9 ? at / (share * length) : Infinity)
  const largest = Math.min(
    room(about.x, left, crop.width),
    room(1 - about.x, 1 - left, crop.width),
    room(about.y, top, crop.height),
    room(1 - about.y, 1 - top, crop.height),
  )
  const held = Math.max(leastPart(frame) / crop.width, Math.min(factor, largest))
  const [width, height] = [crop.width * held, crop.height * held]
  return inside({ x: about.x - left * width, y: about.y - top * height, width, height })
}

/**
 * The crop of another width about its own middle; it moves inwards where the picture ends.
 * @param width as a part of the picture's
 */
export function sizedCrop(frame: CropFrame, crop: CropBox, width: number): CropBox {
  const largest = shownCrop(frame, null)
  const held = Math.max(leastPart(frame), Math.min(width, largest.width))
  const height = Math.min(1, (held / largest.width) * largest.height)
  return inside({ x: middle(crop).x - held / 2, y: middle(crop).y - height / 2, width: held, height })
}

/** As much of the picture as the film's shape takes, as near as can be to where the crop was. */
export function largestCrop(frame: CropFrame, crop: CropBox): CropBox {
  return sizedCrop(frame, crop, 1)
}

/** The crop of its size in the middle of the picture. */
export function centredOnPicture(crop: CropBox): CropBox {
  return inside({ ...crop, x: (1 - crop.width) / 2, y: (1 - crop.height) / 2 })
}

/** The corner opposite to a handle: what stays while the handle is dragged. */
export function oppositeCorner(crop: CropBox, handle: CropPoint): CropPoint {
  return { x: handle.x > 0 ? crop.x : crop.x + crop.width, y: handle.y > 0 ? crop.y : crop.y + crop.height }
}

/** What the film keeps of a crop: none where it is the one that a board has by itself. */
export function keptCrop(frame: CropFrame, crop: CropBox): CropBox | null {
  const usual = shownCrop(frame, null)
  const same = (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(usual[side] - crop[side]) < 1e-6)
  return same ? null : crop
}

function leastPart({ picture }: CropFrame): number {
  return Math.min(1, leastWidthPixels / picture.width)
}

function middle({ x, y, width, height }: CropBox): CropPoint {
  return { x: x + width / 2, y: y + height / 2 }
}

function inside({ x, y, width, height }: CropBox): CropBox {
  const [w, h] = [Math.min(1, width), Math.min(1, height)]
  return { x: Math.max(0, Math.min(x, 1 - w)), y: Math.max(0, Math.min(y, 1 - h)), width: w, height: h }
}
