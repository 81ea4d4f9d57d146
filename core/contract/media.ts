import { z } from 'zod'
import { writeBoardSheetSchema } from './board-sheet.ts'
import { depthOperationSchema } from './depth-operation.ts'
import { cameraSchema, frameRateSchema } from './generation.ts'
import { composePictureSchema, readPagesSchema } from './picture-pages.ts'

/** The longest sound that is read or mixed. */
export const maximumSoundMinutes = 120

const size = { width: z.number().int().min(1).max(16384), height: z.number().int().min(1).max(16384) }

/** A crop of the oriented source picture, as parts of its width and height in 0..1. */
export const cropBoxSchema = z.strictObject({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().gt(0).max(1),
  height: z.number().gt(0).max(1),
})
export type CropBox = z.infer<typeof cropBoxSchema>

/** A rectangle in pixels of a picture; edges may lie between pixels. */
const pixelBoxSchema = z.strictObject({
  x: z.number().min(0).max(16384),
  y: z.number().min(0).max(16384),
  width: z.number().gt(0).max(16384),
  height: z.number().gt(0).max(16384),
})

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

/**
 * Counts a raw depth raster (float32 `[height, width]`) in subject distances, applies operations to it in their order and
 * writes it raw. Sharpening looks at `guideFile`, the picture of the same frame as raw 8-bit RGB of the same size.
 */
export const changeDepthSchema = z.strictObject({
  file: z.string(),
  guideFile: z.string().nullable(),
  ...size,
  /** In the raster's unit; null takes its median. */
  subjectDistance: z.number().gt(0).nullable(),
  operations: z.array(depthOperationSchema).max(100),
  outFile: z.string(),
})

/** Writes a raw depth raster as a file: .npy and EXR (channel Z) as it is, PNG as 16-bit grey, the farthest white. */
export const encodeDepthSchema = z.strictObject({
  file: z.string(),
  ...size,
  /** The part of the raster that is written, in whole pixels of it; all of it where it is left out. */
  box: z.strictObject({ x: z.number().int().min(0), y: z.number().int().min(0), ...size }).optional(),
  format: z.enum(['npy', 'png', 'exr']),
  outFile: z.string(),
})

/** Writes raw RGB frames as PNG files; `pairs` names raw source and PNG target. */
export const encodePicturesSchema = z.strictObject({
  pairs: z.array(z.strictObject({ rawFile: z.string(), pngFile: z.string() })),
  ...size,
})

/** Codec and container of a movie; both bt709 limited range, tagged. */
export const movieFormatSchema = z.enum(['mp4-h264', 'mov-prores-422-hq'])
export type MovieFormat = z.infer<typeof movieFormatSchema>

/** A picture that a movie's frame shows, or a part of it. */
export const moviePictureSchema = z.strictObject({
  file: z.string(),
  /** Size of raw 8-bit RGB `[height, width, 3]`; null for a picture file, whose content tells all. */
  rawSize: z.strictObject(size).nullable(),
  /** The part that fills the movie's frame, in pixels of the picture; edges may lie between pixels. Null is all of it. */
  box: pixelBoxSchema.nullable(),
})
export type MoviePicture = z.infer<typeof moviePictureSchema>

/**
 * One frame of a movie: the weighted sum of up to two pictures, as display values; what is missing to 1 is black.
 * `[]` is black, one layer of weight 1 a picture, two whose weights sum to 1 a dissolve, one below 1 a fade.
 */
export const movieFrameSchema = z
  .array(z.strictObject({ picture: moviePictureSchema, weight: z.number().min(0).max(1) }))
  .max(2)
  .refine((layers) => layers.reduce((sum, { weight }) => sum + weight, 0) <= 1 + 1e-9, 'weights sum to at most 1')
export type MovieFrame = z.infer<typeof movieFrameSchema>

const movieOptions = {
  /** Size of the movie's frames; an odd last column or row is dropped, because chroma has half the samples. */
  ...size,
  rate: frameRateSchema,
  format: movieFormatSchema,
  outFile: z.string(),
  /** Frames of a group of pictures in `mp4-h264`; 12 where it is left out, so that a player seeks at once. */
  keyframeInterval: z.number().int().min(1).max(600).optional(),
  /** A timecode track that starts at this frame count; `dropFrame` only at 30000/1001 and 60000/1001. */
  startTimecode: z.strictObject({ frames: z.number().int().min(0), dropFrame: z.boolean() }).optional(),
  /** A 48 kHz WAV as `import-sound` and `mix-sound` write it: AAC in MP4, PCM in MOV; cut off at the last frame's end. */
  soundFile: z.string().optional(),
}

/** Frames of the longest movie: more than two hours at 24. */
export const mostMovieFrames = 200_000

/**
 * Writes one movie: of `rawFiles` of the movie's own size, or of `frames` made from any pictures, scaled by Lanczos.
 * The file appears whole or not at all. Answers {@link MovieInfo}.
 */
export const encodeMovieSchema = z.union([
  z.strictObject({ rawFiles: z.array(z.string()).min(1), ...movieOptions }),
  z.strictObject({ frames: z.array(movieFrameSchema).min(1).max(mostMovieFrames), ...movieOptions }),
])
export interface MovieInfo {
  readonly frames: number
  /** Size as written: even. */
  readonly width: number
  readonly height: number
}

/**
 * Draws a board from each camera with its holes filled, as raw 8-bit RGB `[height, width, 3]` in
 * `framesFolder/frame_0000.rgb` and on, like a generation's. Rasters and `boardIntrinsics` are those of a
 * GenerationSpec whose size is `modelSize`; the lenses of `cameras` are in pixels of the frames. Answers
 * {@link CacheFrames}.
 */
export const renderCacheSchema = z.strictObject({
  pictureFile: z.string(),
  pictureSize: z.strictObject(size),
  depthFile: z.string(),
  depthSize: z.strictObject(size),
  modelSize: z.strictObject(size),
  boardIntrinsics: z.array(z.number().finite()).length(4),
  cameras: z.array(cameraSchema).min(1).max(100_000),
  ...size,
  framesFolder: z.string(),
})
export interface CacheFrames {
  /** File names in `framesFolder`, in the cameras' order. */
  readonly frames: readonly string[]
  /** Part of each frame that the board covers, 0..1. */
  readonly coverage: readonly number[]
}

/** A display version: upright, sRGB, at most `maxWidth` × `maxHeight`, never enlarged. Answers its size in pixels. */
export const makePictureSchema = z.strictObject({
  file: z.string(),
  crop: cropBoxSchema.optional(),
  maxWidth: size.width,
  maxHeight: size.height,
  format: z.enum(['png', 'jpeg', 'webp']),
  outFile: z.string(),
})
export interface MadePicture {
  readonly width: number
  readonly height: number
}

/** Samples a second of every sound in the studio. */
export const soundRate = 48_000
const samples = z
  .number()
  .int()
  .min(0)
  .max(soundRate * maximumSoundMinutes * 60)

/**
 * Reads the sound of an audio or movie file into a 48 kHz WAV, mono where the file is mono, otherwise stereo: the
 * file's own samples when they are 16-bit at 48 kHz, else 24-bit. The sound of a movie starts where its picture does.
 * Answers {@link SoundInfo}.
 */
export const importSoundSchema = z.strictObject({ file: z.string(), outFile: z.string() })
export interface SoundInfo {
  readonly durationSamples: number
  readonly channels: 1 | 2
  readonly bitsPerSample: 16 | 24
}

/**
 * Writes what a waveform is drawn from: for each run of `samplesPerPeak` samples the lowest and the highest over all
 * channels, as int8 pairs (min, max) of -128..127, rounded outward. Answers {@link SoundPeaks}.
 */
export const soundPeaksSchema = z.strictObject({
  wavFile: z.string(),
  samplesPerPeak: z
    .number()
    .int()
    .min(16)
    .max(1 << 20),
  outFile: z.string(),
})
export interface SoundPeaks {
  readonly peaks: number
  readonly durationSamples: number
}

/** Samples of the longest mix: a stereo WAV of 24 bits ends at 4 GiB, after four hours. */
export const mostMixSamples = 715_000_000
const mixSamples = z.number().int().min(0).max(mostMixSamples)

/** A piece of a sound on a track: samples at 48 kHz, from the mix's start and from the sound's. */
export const soundClipSchema = z.strictObject({
  wavFile: z.string(),
  startSample: mixSamples,
  sourceStartSample: samples,
  durationSamples: mixSamples,
  gainDb: z.number().min(-120).max(40),
})
export type SoundClip = z.infer<typeof soundClipSchema>

/**
 * Mixes sounds into one 24-bit 48 kHz stereo WAV of `totalSamples`: every piece at its exact sample, mono in both
 * channels, silence where a sound has ended, sums clamped to full scale. Answers {@link SoundInfo}.
 */
export const mixSoundSchema = z.strictObject({
  clips: z.array(soundClipSchema).max(10_000),
  totalSamples: mixSamples.min(1),
  outFile: z.string(),
})

/**
 * Measures how well a take's frames obey its cameras. `box` is the part of the model's frame that the frames show;
 * `boardIntrinsics` and the lenses of `cameras` are in pixels of `modelSize`, whose frame picture (a PNG) and depth (.npy
 * float32, subject distances) cover. Answers an {@link Obedience}.
 */
export const measureObedienceSchema = z.strictObject({
  pictureFile: z.string(),
  depthFile: z.string(),
  modelSize: z.strictObject(size),
  boardIntrinsics: z.array(z.number().finite()).length(4),
  /** One for each camera, film order. */
  frameFiles: z.array(z.string()).min(1).max(100_000),
  frameSize: z.strictObject(size),
  box: pixelBoxSchema,
  cameras: z.array(cameraSchema).min(1).max(100_000),
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
  z.strictObject({ id: z.number().int(), task: z.literal('read-pages'), input: readPagesSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('compose-picture'), input: composePictureSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('decode-picture'), input: decodePictureSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('decode-depth'), input: decodeDepthSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('change-depth'), input: changeDepthSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('encode-depth'), input: encodeDepthSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('encode-pictures'), input: encodePicturesSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('encode-movie'), input: encodeMovieSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('render-cache'), input: renderCacheSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('make-picture'), input: makePictureSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('import-sound'), input: importSoundSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('sound-peaks'), input: soundPeaksSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('mix-sound'), input: mixSoundSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('write-board-sheet'), input: writeBoardSheetSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('measure-obedience'), input: measureObedienceSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('list-codecs'), input: listCodecsSchema }),
  z.strictObject({ id: z.number().int(), task: z.literal('cancel') }),
])
