import { z } from 'zod'
import { frameRateSchema } from './generation.ts'

const size = { width: z.number().int().min(1).max(16384), height: z.number().int().min(1).max(16384) }

/** A crop of the oriented source picture, as parts of its width and height in 0..1. */
export const cropBoxSchema = z.strictObject({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().gt(0).max(1),
  height: z.number().gt(0).max(1),
})
export type CropBox = z.infer<typeof cropBoxSchema>

/** Reads a picture's oriented size without decoding it all. */
export const inspectPictureSchema = z.strictObject({ file: z.string() })
export interface PictureInfo {
  readonly width: number
  readonly height: number
  readonly sha256: string
}

/** Decodes, orients, flattens on white, crops and resizes (Lanczos) into raw 8-bit sRGB `[height, width, 3]`. */
export const decodePictureSchema = z.strictObject({
  file: z.string(),
  crop: cropBoxSchema,
  ...size,
  outFile: z.string(),
})

/** Decodes a depth raster (.npy float, 16-bit PNG, EXR), crops and resizes it into raw float32 `[height, width]`. */
export const decodeDepthSchema = z.strictObject({ file: z.string(), crop: cropBoxSchema, ...size, outFile: z.string() })

/** Writes raw RGB frames as PNG files; `pairs` names raw source and PNG target. */
export const encodePicturesSchema = z.strictObject({
  pairs: z.array(z.strictObject({ rawFile: z.string(), pngFile: z.string() })),
  ...size,
})

/** Writes raw RGB frames as one movie, bt709 limited range, tagged. `mp4-h264` drops an odd last column or row. */
export const encodeMovieSchema = z.strictObject({
  rawFiles: z.array(z.string()).min(1),
  ...size,
  rate: frameRateSchema,
  format: z.enum(['mp4-h264']),
  outFile: z.string(),
})

/** Which encoders the media library has. */
export const listCodecsSchema = z.strictObject({})
export interface CodecList {
  /** Version of FFmpeg's libraries. */
  readonly ffmpeg: string
  /** By FFmpeg's names, e.g. `libx264`; false where the build lacks it. */
  readonly encoders: Readonly<Record<string, boolean>>
}

export const mediaRequestSchema = z.discriminatedUnion('task', [
  z.strictObject({ id: z.number().int(), task: z.literal('inspect-picture'), input: inspectPictureSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('decode-picture'), input: decodePictureSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('decode-depth'), input: decodeDepthSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('encode-pictures'), input: encodePicturesSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('encode-movie'), input: encodeMovieSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('list-codecs'), input: listCodecsSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('cancel') }),
])
