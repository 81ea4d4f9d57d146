import { z } from 'zod'

const size = { width: z.number().int().min(1).max(16384), height: z.number().int().min(1).max(16384) }

/**
 * Writes the pages of a PDF, or of a TIFF file with several, as PNG files into a folder: all or none. `width` and
 * `height` are the film's format, which a drawn page fills. Answers {@link PicturePages}.
 */
export const readPagesSchema = z.strictObject({ file: z.string(), ...size, outFolder: z.string() })
export interface PicturePage {
  readonly file: string
  readonly width: number
  readonly height: number
}
export interface PicturePages {
  /** In order; null for a file that is one picture itself, or none. */
  readonly pages: readonly PicturePage[] | null
}

/** A layer of a picture, as its file holds it: `opacity` 0..1 over all of it. */
const pictureLayerSchema = z.strictObject({ file: z.string(), opacity: z.number().min(0).max(1) })
export type PictureLayer = z.infer<typeof pictureLayerSchema>

/**
 * Lays layers over white, the first lowest, as display values, and writes a PNG file of the first one's size; others are
 * scaled to it. Without layers it has the given size: a card that says that its picture is missing, or blank white paper.
 * Answers {@link MadePicture}.
 */
export const composePictureSchema = z.strictObject({
  layers: z.array(pictureLayerSchema).max(32),
  whenEmpty: z.enum(['card', 'paper']),
  ...size,
  outFile: z.string(),
})
