import type { CropBox } from '../contract/media.ts'

/** Pixels. */
export interface FrameSize {
  readonly width: number
  readonly height: number
}

/** A rectangle in pixels of a frame; whole numbers only by chance. */
export interface PixelBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface BoardFraming {
  /** The part of the board that fills the model's frame: what decoding crops and resizes, without squashing. */
  readonly modelCrop: CropBox
  /** The part of the board that is delivered, in the film's format. */
  readonly filmCrop: CropBox
  /** The delivered part in pixels of the model's frame. Delivery crops every frame to it. */
  readonly deliveryBox: PixelBox
}

/** A frame of a model, and the part of it that is delivered, in its pixels. */
export interface ModelFrame {
  readonly size: FrameSize
  readonly deliveryBox: PixelBox
}

/** Two shapes whose waste differs by less are equally good. */
const WASTE_TOLERANCE = 1e-9

/** Parts of a frame's width: what lies less than this beside the middle is there but for rounding, and is put there. */
const CENTRE_TOLERANCE = 1e-10

/**
 * The largest part of a picture in the given shape, centred in the picture or in a part of it.
 * @param aspect width ÷ height in square pixels, positive
 */
export function centredCrop(picture: FrameSize, aspect: number, inside: CropBox = wholePicture): CropBox {
  const box = largestInside(toPixels(inside, picture), aspect)
  return toParts(box, picture)
}

/**
 * The part of a frame in the film's shape, centred, in the frame's pixels: what is shown and exported of a frame that
 * says nothing else of itself.
 * @param filmAspect width ÷ height of the film's format
 */
export function deliveredPart({ width, height }: FrameSize, filmAspect: number): PixelBox {
  return largestInside({ x: 0, y: 0, width, height }, filmAspect)
}

/** Part of a frame's pixels that a film of that shape does not use, 0..1. */
export function wastedPart(size: FrameSize, aspect: number): number {
  const modelAspect = size.width / size.height
  return 1 - Math.min(aspect / modelAspect, modelAspect / aspect)
}

/**
 * The listed size that covers the film's shape with least waste; of equals the first.
 * @param listed sizes in the pack's order of preference, at least one
 * @param aspect width ÷ height of the film, positive
 * @throws RangeError for an empty list
 */
export function chooseModelSize<Size extends FrameSize>(listed: readonly Size[], aspect: number): Size {
  const [first, ...others] = listed
  if (first === undefined) throw new RangeError('a pack lists at least one size')
  return others.reduce(
    (best, size) => (wastedPart(size, aspect) < wastedPart(best, aspect) - WASTE_TOLERANCE ? size : best),
    first,
  )
}

/**
 * How a board is framed for a model. The model's frame may show more of the board than the film's crop, round which it
 * lies evenly. Where the board ends, the frame moves inward and the crop stays where it is, no longer in the frame's
 * middle; only if the board is too small for the frame, both shrink, the crop about its own middle. Nothing is ever
 * squashed or invented.
 * @param picture the board's oriented size
 * @param filmAspect width ÷ height of the film's format
 * @param crop the film's crop box on the board, the largest centred one when null; one in another shape is cropped
 *   to the film's, centred
 */
export function frameBoard(
  picture: FrameSize,
  filmAspect: number,
  modelSize: FrameSize,
  crop: CropBox | null = null,
): BoardFraming {
  const film = largestInside(toPixels(crop ?? wholePicture, picture), filmAspect)
  const modelAspect = modelSize.width / modelSize.height
  const wantedWidth = Math.max(film.width, film.height * modelAspect)
  const width = Math.min(wantedWidth, picture.width, picture.height * modelAspect)
  const height = width / modelAspect
  const even = { x: film.x + (film.width - width) / 2, y: film.y + (film.height - height) / 2 }
  const x = clamp(even.x, 0, picture.width - width)
  const y = clamp(even.y, 0, picture.height - height)
  const model = { x, y, width, height }
  // As far as the frame was moved, the crop lies beside its middle.
  const beside = { across: (even.x - x) / width, down: (even.y - y) / width }
  return {
    modelCrop: toParts(model, picture),
    filmCrop: toParts(filmBoxInside(model, filmAspect, beside), picture),
    deliveryBox: filmBoxInside({ x: 0, y: 0, ...modelSize }, filmAspect, beside),
  }
}

/** The largest part of a frame in the film's shape. @param beside the frame's middle, in parts of its width */
function filmBoxInside(
  frame: PixelBox,
  filmAspect: number,
  beside: { readonly across: number; readonly down: number },
): PixelBox {
  const { x, y, width, height } = largestInside(frame, filmAspect)
  const moved = (part: number, room: number): number =>
    Math.abs(part) < CENTRE_TOLERANCE ? 0 : clamp(part * frame.width, -room, room)
  return {
    x: x + moved(beside.across, (frame.width - width) / 2),
    y: y + moved(beside.down, (frame.height - height) / 2),
    width,
    height,
  }
}

const wholePicture: CropBox = { x: 0, y: 0, width: 1, height: 1 }

function largestInside(box: PixelBox, aspect: number): PixelBox {
  const width = Math.min(box.width, box.height * aspect)
  const height = Math.min(box.height, width / aspect)
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height }
}

function toPixels(crop: CropBox, picture: FrameSize): PixelBox {
  return {
    x: crop.x * picture.width,
    y: crop.y * picture.height,
    width: crop.width * picture.width,
    height: crop.height * picture.height,
  }
}

/** Rounding may not push a box over the picture's edge. */
function toParts(box: PixelBox, picture: FrameSize): CropBox {
  const width = Math.min(1, box.width / picture.width)
  const height = Math.min(1, box.height / picture.height)
  const x = clamp(box.x / picture.width, 0, 1 - width)
  const y = clamp(box.y / picture.height, 0, 1 - height)
  return { x, y, width, height }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
