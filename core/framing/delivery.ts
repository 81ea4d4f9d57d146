import { frameSizeOf, type Camera, type GenerationSpec } from '../contract/generation.ts'
import type { CropBox } from '../contract/media.ts'
import type { PackManifest } from '../contract/pack.ts'
import { deliveredPart, type FrameSize, type ModelFrame, type PixelBox } from './framing.ts'

/** What each written frame shows of the model's frame, and in how many pixels. */
export type Delivery = NonNullable<GenerationSpec['delivery']>

/** How much work goes into a take; every pack says how many steps each is. */
export type Quality = keyof PackManifest['steps']

/** What a take for the edit fits into, whichever way the film's frame stands. */
const LONG_SIDE_PIXELS = 1280
const SHORT_SIDE_PIXELS = 720

/** A take with as few steps as a draft, or fewer, is one. */
export function qualityOf(steps: number, pack: PackManifest['steps']): Quality {
  if (steps <= pack.draft) return 'draft'
  return steps < pack.fine ? 'standard' : 'fine'
}

/**
 * Pixels of a take's frames, in the film's shape: a draft has those that the model itself makes of it, any other take
 * fits 1280×720 (720×1280 upright), or has more where the model makes more. Never larger than the film's own format;
 * both sides even, because H.264 halves them for colour.
 * @param format of the film, in pixels
 */
export function deliverySize(format: FrameSize, modelSize: FrameSize, quality: Quality): FrameSize {
  const own = deliveredPart(modelSize, format.width / format.height)
  const fitted = scaledToFit(format)
  const wanted = quality !== 'draft' && fitted.width > own.width ? fitted : own
  return { width: evenSide(wanted.width, format.width), height: evenSide(wanted.height, format.height) }
}

/** The delivered part of the model's frame with the pixels that a take of that quality has. */
export function deliveryOf(format: FrameSize, { size, deliveryBox }: ModelFrame, quality: Quality): Delivery {
  return { size: deliverySize(format, size, quality), box: deliveryBox }
}

/**
 * The same camera on the delivered frame: its lens in pixels of `delivery.size` instead of the model's, exact in
 * float32. Rounding the size to even sides may leave pixels that are not quite square, so fx and fy may differ.
 */
export function deliveryCamera(camera: Camera, { size, box }: Delivery): Camera {
  const [fx, fy, cx, cy] = camera.intrinsics as [number, number, number, number]
  // Divided last, so that the middle of a centred box is exactly the middle of the frame.
  const across = (pixels: number): number => Math.fround((pixels * size.width) / box.width)
  const down = (pixels: number): number => Math.fround((pixels * size.height) / box.height)
  return { ...camera, intrinsics: [across(fx), down(fy), across(cx - box.x), down(cy - box.y)] }
}

/** A camera that moves in, or a longer lens, shows so much more of a board before its picture gets soft. */
const ZOOM_RESERVE = 1.5

/**
 * Pixels of the picture that covers a model's frame: as many as can be shown of it, but no more than the board has, and
 * never fewer than the model's own.
 * @param crop the part of the board that fills the model's frame
 * @param board the board's own size
 * @param delivery with the most pixels that a take of it may have
 */
export function pictureSize(crop: CropBox, board: FrameSize, modelSize: FrameSize, delivery: Delivery): FrameSize {
  const { size, box } = delivery
  const wanted = (ZOOM_RESERVE * size.width) / box.width
  const there = (crop.width * board.width) / modelSize.width
  const scale = Math.max(1, Math.min(wanted, there))
  return { width: Math.round(modelSize.width * scale), height: Math.round(modelSize.height * scale) }
}

/** Sides are rounded to even, and an odd format loses a pixel more. */
const ROUNDED_PIXELS = 2

/**
 * The part of a take's frames in the film's shape as it is now, in pixels of the frames: all of a frame that was
 * delivered in that shape.
 * @param filmAspect width ÷ height of the film's format
 */
export function partInFilm(frame: FrameSize, filmAspect: number): PixelBox {
  const { width, height } = frame
  const isRounded = Math.abs(width - height * filmAspect) <= ROUNDED_PIXELS * Math.max(1, filmAspect)
  return isRounded ? { x: 0, y: 0, width, height } : deliveredPart(frame, filmAspect)
}

/** The same part in pixels of the model's frame, which cameras count in. @param part in pixels of the frames */
export function modelPart(spec: Pick<GenerationSpec, 'size' | 'delivery'>, part: PixelBox): PixelBox {
  if (spec.delivery === undefined) return part
  const { box } = spec.delivery
  const frame = frameSizeOf(spec)
  return {
    x: box.x + (part.x * box.width) / frame.width,
    y: box.y + (part.y * box.height) / frame.height,
    width: (part.width * box.width) / frame.width,
    height: (part.height * box.height) / frame.height,
  }
}

function scaledToFit({ width, height }: FrameSize): FrameSize {
  const [boundWidth, boundHeight] =
    width >= height ? [LONG_SIDE_PIXELS, SHORT_SIDE_PIXELS] : [SHORT_SIDE_PIXELS, LONG_SIDE_PIXELS]
  const scale = Math.min(1, boundWidth / width, boundHeight / height)
  return { width: width * scale, height: height * scale }
}

/** The nearest even number of pixels, at least 2, that is not above the limit. */
function evenSide(pixels: number, limit: number): number {
  return Math.max(2, Math.min(2 * Math.round(pixels / 2), limit - (limit % 2)))
}
