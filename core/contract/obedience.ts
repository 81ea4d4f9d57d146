import { z } from 'zod'
import { cameraSchema } from './generation.ts'

/** Why a take's camera cannot be measured. */
export const unmeasurableSchema = z.enum([
  /** The take's depth says nothing: it is not there, or no part of it is near enough. */
  'no-depth',
  /** The board's picture has too few features to follow: fog, a flat colour. */
  'no-features',
  /** The frames do not keep the board's features: noise, mush, another picture. */
  'lost',
  /** Features move, but as no one camera sees the board's depth. */
  'contradictory',
  /** A turn and a shift cannot be told apart by what is left. */
  'unsure',
])
export type Unmeasurable = z.infer<typeof unmeasurableSchema>

const frameErrorsSchema = z.strictObject({
  /** Angle between the achieved and the authored camera. */
  rotationDegrees: z.number().min(0),
  /** Between their places, subject distances. */
  distance: z.number().min(0),
  /** How far features are from where the authored camera shows them: median, in parts of the frame's width. */
  pictureShift: z.number().min(0),
})

/** A frame's camera as its picture shows it, and how far it is from the authored one. */
const measuredFrameSchema = z.strictObject({
  /** As in a {@link cameraSchema}: relative to the board's camera. */
  worldFromCamera: cameraSchema.shape.worldFromCamera,
  ...frameErrorsSchema.shape,
  /** Features that agree on the camera. */
  tracks: z.number().int().min(1),
})
export type MeasuredFrame = z.infer<typeof measuredFrameSchema>

const part = z.number().min(0)

/** A take's obedience in a few numbers, over the frames that could be measured. */
const measuredSummarySchema = z.strictObject({
  state: z.literal('measured'),
  /** Means over the frames; `distance` is relative to what `relativeTo` says. */
  rotationDegrees: z.number().min(0),
  travel: part,
  /**
   * `travel`: the distances are in sum that part of the authored camera's distances from its first place; a camera that
   * stands still where it should move has 1. `subject-distance`: the authored camera hardly moves from its place.
   */
  relativeTo: z.enum(['travel', 'subject-distance']),
  pictureShift: part,
  /** Frames that could be measured, and all. */
  measuredFrames: z.number().int().min(1),
  frames: z.number().int().min(1),
})
export type MeasuredSummary = z.infer<typeof measuredSummarySchema>

export const obedienceSummarySchema = z.discriminatedUnion('state', [
  measuredSummarySchema,
  z.strictObject({ state: z.literal('unmeasurable'), reason: unmeasurableSchema }),
])
export type ObedienceSummary = z.infer<typeof obedienceSummarySchema>

/**
 * obedience.json beside a take's files: how well its frames obey the authored camera. It is made from them and may be
 * removed; nothing of the take itself depends on it.
 */
export const obedienceSchema = z.strictObject({
  format: z.literal('craneshot-obedience'),
  version: z.literal(1),
  summary: obedienceSummarySchema,
  /**
   * As CameraCtrl sums them over the measured frames, both paths relative to the first of these, lengths in subject
   * distances without any alignment of scale; null where nothing was measured.
   */
  sums: z.strictObject({ rotErrRadians: z.number().min(0), transErr: z.number().min(0) }).nullable(),
  /** What the achieved places are multiples of, by least squares: below 1 the camera does not go far enough. */
  travelScale: z.number().nullable(),
  /** Film order; null where a frame's camera cannot be told. */
  frames: z.array(measuredFrameSchema.nullable()),
})
export type Obedience = z.infer<typeof obedienceSchema>
