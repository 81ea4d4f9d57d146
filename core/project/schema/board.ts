import { z } from 'zod'
import { maximumRelief, maximumSharpening } from '../../contract/depth-operation.ts'
import { cropBoxSchema } from '../../contract/media.ts'
import {
  focalLengthMmSchema,
  idSchema,
  mediaPathSchema,
  nameSchema,
  noteSchema,
  positiveLengthSchema,
} from './values.ts'

/** Rounding of a crop box dragged to an edge may leave it this much outside. */
const edgeTolerance = 1e-9

const boardCropSchema = cropBoxSchema.refine(
  ({ x, y, width, height }) => x + width <= 1 + edgeTolerance && y + height <= 1 + edgeTolerance,
  'reaches beyond the picture',
)

/** How a raster is changed each time it is used; the raster itself stays as it was made. */
const shaping = {
  /** Depth^relief about the subject distance: 0 flat, 1 as it is, above 1 exaggerated. 1 where it is left out. */
  relief: z.number().min(0).max(maximumRelief).optional(),
  /** Passes that move the depth's edges to the picture's; 0 where it is left out. */
  sharpening: z.number().int().min(0).max(maximumSharpening).optional(),
}

/**
 * Where a board's depth comes from. `flat`: everything at the subject distance. `ground`: a wall over a floor that
 * meets the horizon at that part of the frame's height from the top. `file` names a raster in media, in any unit;
 * `estimated` one that a model pack made, already in subject distances.
 */
const depthSchema = z.discriminatedUnion('origin', [
  z.strictObject({ origin: z.literal('flat') }),
  z.strictObject({ origin: z.literal('ground'), horizon: z.number().min(0).max(1) }),
  z.strictObject({ origin: z.literal('file'), raster: mediaPathSchema, ...shaping }),
  z.strictObject({
    origin: z.literal('estimated'),
    raster: mediaPathSchema,
    packId: z.string().min(1).max(200),
    packVersion: z.string().min(1).max(200),
    ...shaping,
  }),
])

/** A storyboard picture and what is known of its space. */
export const boardSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  picture: z.strictObject({
    media: mediaPathSchema,
    /** Size in pixels after the file's orientation is applied. */
    width: z.number().int().min(1).max(100_000),
    height: z.number().int().min(1).max(100_000),
  }),
  /** The part framed to the film's format; null is the largest centred part of the right shape. */
  crop: boardCropSchema.nullable(),
  /** The lens the board is taken to have, on the film's sensor. */
  lens: z.strictObject({ focalLengthMm: focalLengthMmSchema, origin: z.enum(['default', 'chosen', 'estimated']) }),
  depth: depthSchema,
  /**
   * Median of the depth in the board's file when it was imported, in the file's own unit: the length that the film counts
   * in. Null until there is such a file. What is done to its raster leaves it, so that paths keep their scale.
   */
  subjectDistance: positiveLengthSchema.nullable(),
  note: noteSchema,
})
export type Board = z.infer<typeof boardSchema>
