import { atan, tan } from '../math/trigonometry.ts'

/** Width of the film's sensor: Super 35, 3-perforation. Lenses are fitted to the frame's width. */
export const SENSOR_WIDTH_MM = 24.89
export const DEFAULT_FOCAL_LENGTH_MM = 24
/** Horizontal field of view that the command line assumes for a board, close to the default lens. */
export const DEFAULT_FOV_X_DEGREES = 55

export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** Focal length in parts of the frame's width (fx ÷ width). */
export function focalXFromFocalLength(focalLengthMm: number): number {
  return focalLengthMm / SENSOR_WIDTH_MM
}

/** Focal length in millimetres from fx ÷ width. */
export function focalLengthFromFocalX(focalX: number): number {
  return focalX * SENSOR_WIDTH_MM
}

/** Focal length in parts of the frame's height (fy ÷ height), square pixels. */
export function focalYFromFocalX(focalX: number, size: PixelSize): number {
  return (focalX * size.width) / size.height
}

/** Horizontal field of view of a lens, radians. */
export function fovXRadiansFromFocalLength(focalLengthMm: number): number {
  return fovRadiansFromFocal(focalXFromFocalLength(focalLengthMm))
}

/** Vertical field of view of a lens on a frame of that shape, radians, square pixels. */
export function fovYRadiansFromFocalLength(focalLengthMm: number, size: PixelSize): number {
  return fovRadiansFromFocal(focalYFromFocalX(focalXFromFocalLength(focalLengthMm), size))
}

/** The lens with that horizontal field of view in radians (0..π), in millimetres. */
export function focalLengthFromFovXRadians(fovXRadians: number): number {
  return focalLengthFromFocalX(focalFromFovRadians(fovXRadians))
}

/** The lens with that vertical field of view in radians (0..π) on a frame of that shape, in millimetres. */
export function focalLengthFromFovYRadians(fovYRadians: number, size: PixelSize): number {
  return focalLengthFromFocalX((focalFromFovRadians(fovYRadians) * size.height) / size.width)
}

/** The lens with that horizontal field of view in degrees (0..180), in millimetres. */
export function focalLengthFromFovXDegrees(fovXDegrees: number): number {
  return focalLengthFromFovXRadians(radiansFromDegrees(fovXDegrees))
}

export function radiansFromDegrees(degrees: number): number {
  return (degrees * Math.PI) / 180
}

export function degreesFromRadians(radians: number): number {
  return (radians * 180) / Math.PI
}

/** Field of view along a side of the frame from the focal length in parts of that side. */
function fovRadiansFromFocal(focal: number): number {
  return 2 * atan(0.5 / focal)
}

function focalFromFovRadians(fovRadians: number): number {
  return 0.5 / tan(fovRadians / 2)
}

/**
 * Width in model pixels of the film's frame, centred in a model frame that covers it: a film frame narrower than the
 * model's keeps the model's height, any other its width.
 *
 * @param filmAspect width ÷ height of the film's frame
 */
export function filmFrameWidthPixels(modelSize: PixelSize, filmAspect: number): number {
  return Math.min(modelSize.width, modelSize.height * filmAspect)
}

/**
 * fx, fy, cx, cy in pixels of the model size, square pixels, principal point in the middle, each exact in float32.
 *
 * @param frameWidthPixels width the lens is fitted to, see {@link filmFrameWidthPixels}
 */
export function pixelIntrinsics(
  focalLengthMm: number,
  size: PixelSize,
  frameWidthPixels: number = size.width,
): [fx: number, fy: number, cx: number, cy: number] {
  const focal = Math.fround(focalXFromFocalLength(focalLengthMm) * frameWidthPixels)
  return [focal, focal, Math.fround(size.width / 2), Math.fround(size.height / 2)]
}
