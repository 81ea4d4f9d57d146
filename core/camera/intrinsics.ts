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

/** What a lens stands before in the model's frame, in its pixels. */
export interface LensFrame {
  /** Width that is a 24.89 mm wide sensor. */
  readonly widthPixels: number
  /** Where the lens's axis goes through. */
  readonly centre: readonly [x: number, y: number]
}

/** A lens that is fitted to the model's whole frame. */
export function wholeLensFrame({ width, height }: PixelSize): LensFrame {
  return { widthPixels: width, centre: [width / 2, height / 2] }
}

/** fx, fy, cx, cy in pixels of the model size, square pixels, each exact in float32. */
export function pixelIntrinsics(
  focalLengthMm: number,
  { widthPixels, centre: [x, y] }: LensFrame,
): [fx: number, fy: number, cx: number, cy: number] {
  const focal = Math.fround(focalXFromFocalLength(focalLengthMm) * widthPixels)
  return [focal, focal, Math.fround(x), Math.fround(y)]
}
