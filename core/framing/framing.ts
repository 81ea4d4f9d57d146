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
  /** The delivered part in pixels of the model's frame, centred. Delivery crops every frame to it. */
  readonly deliveryBox: PixelBox
}

/** Two shapes whose waste differs by less are equally good. */
const WASTE_TOLERANCE = 1e-9

/**
 * The largest part of a picture in the given shape, centred in the picture or in a part of it.
 * @param aspect width ÷ height in square pixels, positive
 */
export function centredCrop(picture: FrameSize, aspect: number, inside: CropBox = wholePicture): CropBox {
  const box = largestInside(toPixels(inside, picture), aspect)
  return toParts(box, picture)
}

/**
 * The part of a model's frame in the film's shape, centred, in the frame's pixels: what is shown and exported of it.
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
 * How a board is framed for a model. The film's crop lies in the middle of the model's frame, which may show more of
 * the board round it. Where the board ends, the frame first moves inward and, only if the board is too small for it,
 * shrinks: nothing is ever squashed or invented.
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
  const model = {
    x: clamp(film.x + (film.width - width) / 2, 0, picture.width - width),
    y: clamp(film.y + (film.height - height) / 2, 0, picture.height - height),
    width,
    height,
  }
  return {
    modelCrop: toParts(model, picture),
    filmCrop: toParts(largestInside(model, filmAspect), picture),
    deliveryBox: deliveredPart(modelSize, filmAspect),
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
