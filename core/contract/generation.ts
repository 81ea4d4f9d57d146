import { z } from 'zod'
import { controlValuesSchema } from './controls.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const extent = z.number().int().min(1).max(16384)

/** Frames per second as an exact fraction, e.g. 24000/1001. */
export const frameRateSchema = z.strictObject({
  numerator: z.number().int().min(1).max(1_000_000),
  denominator: z.number().int().min(1).max(100_000),
})
export type FrameRate = z.infer<typeof frameRateSchema>

/**
 * One camera of a shot as the model gets it. `worldFromCamera` is the upper 3×4 of the 4×4 pose, row-major, OpenCV
 * axes (x right, y down, z forward), relative to the board's camera, lengths in subject distances. `intrinsics` are
 * fx, fy, cx, cy in pixels of the model size. Every number is exactly representable in float32.
 */
export const cameraSchema = z.strictObject({
  worldFromCamera: z.array(z.number().finite()).length(12),
  intrinsics: z.array(z.number().finite()).length(4),
})
export type Camera = z.infer<typeof cameraSchema>

/** Channel order of the ray map a pack expects. `moment-direction` is CameraCtrl's (o×d, d). */
export const rayLayoutSchema = z.enum(['moment-direction', 'direction-moment', 'origin-direction'])
export type RayLayout = z.infer<typeof rayLayoutSchema>

/** A raster that belongs to a spec: its size and the SHA-256 of its raw little-endian values. */
export const rasterSchema = z.strictObject({ width: extent, height: extent, sha256 })
export type Raster = z.infer<typeof rasterSchema>

/** A rectangle in pixels of a frame; whole numbers only by chance. */
const frameBoxSchema = z.strictObject({
  x: z.number().min(0),
  y: z.number().min(0),
  width: z.number().gt(0),
  height: z.number().gt(0),
})

/**
 * Everything a pipeline needs to make one take, as numbers: never keyframes, never paths. The same spec gives the
 * same take. Both ends expand `sampleCameras` with `core/camera/plucker` and compare with `pluckerSha256`.
 */
export const generationSpecSchema = z.strictObject({
  version: z.literal(1),
  pack: z.strictObject({ id: z.string().min(1), version: z.string().min(1), manifestSha256: sha256 }),
  /** Model size in pixels. */
  size: z.strictObject({ width: extent, height: extent }),
  /**
   * What each written frame is: the part `box` of the model's frame, in pixels of the model size, drawn with `size`
   * pixels of its own. Where it is left out, frames are the model's whole frame at the model size.
   */
  delivery: z.strictObject({ size: z.strictObject({ width: extent, height: extent }), box: frameBoxSchema }).optional(),
  rate: frameRateSchema,
  /** N cameras, one per film frame that is delivered, in pixels of the model size whatever `delivery` says. */
  filmCameras: z.array(cameraSchema).min(1).max(100_000),
  /** M times of the model's own samples, in film frames from the shot's start, ascending. */
  sampleTimes: z.array(z.number().min(0)).min(1).max(1024),
  /** M cameras, the path at `sampleTimes`. */
  sampleCameras: z.array(cameraSchema).min(1).max(1024),
  rayLayout: rayLayoutSchema,
  /** SHA-256 of the Plücker tensor `[1, M, 6, height, width]` float32, little-endian. */
  pluckerSha256: sha256,
  /** fx, fy, cx, cy of the board's camera in pixels of the model size. */
  boardIntrinsics: z.array(z.number().finite()).length(4),
  /** The framed board, 8-bit sRGB `[height, width, 3]`, covering exactly the model's frame at any resolution. */
  picture: rasterSchema,
  /** z-depth in subject distances, float32 `[height, width]`, covering the same frame as the picture. */
  depth: rasterSchema,
  cache: z.enum(['on', 'off']),
  steps: z.number().int().min(1).max(200),
  seed: z.number().int().min(0).max(0xffffffff),
  /** A value for each control that the pack lists; left out where it lists none. */
  controls: controlValuesSchema.optional(),
})
export type GenerationSpec = z.infer<typeof generationSpecSchema>

/** Pixels of the frames that a take made from the spec has. */
export function frameSizeOf({ size, delivery }: Pick<GenerationSpec, 'size' | 'delivery'>): GenerationSpec['size'] {
  return delivery?.size ?? size
}
