import { z } from 'zod'

/** Strongest relief that can be asked for: a room turns into a tunnel well before. */
export const maximumRelief = 3
/** Passes of sharpening after which nothing moves any more. */
export const maximumSharpening = 8

/** Passes that suit a depth network's soft edges: they reach as far as its outlines are off. */
export const estimatedSharpening = 2

const part = z.number().min(0).max(1)

/**
 * A change of a depth raster, as data. `relief`: depth^strength about the subject distance. `near-far`: nearest and
 * farthest value, in subject distances. `invert`: the values are nearness. `smooth`: radius in samples. `sharpen`: edges
 * go where the picture's are. `fill`: samples without a depth. `brush`: a soft disc, nearer below factor 1; centre and
 * radius are parts of the frame (radius of its width).
 */
export const depthOperationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('relief'), strength: z.number().min(0).max(maximumRelief) }),
  z.strictObject({ kind: z.literal('near-far'), near: z.number().gt(0).max(1), far: z.number().min(1).max(100) }),
  z.strictObject({ kind: z.literal('invert') }),
  z.strictObject({ kind: z.literal('smooth'), radius: z.number().int().min(1).max(16) }),
  z.strictObject({ kind: z.literal('sharpen'), passes: z.number().int().min(0).max(maximumSharpening) }),
  z.strictObject({ kind: z.literal('fill') }),
  z.strictObject({
    kind: z.literal('brush'),
    x: part,
    y: part,
    radius: z.number().gt(0).max(1),
    factor: z.number().min(0.1).max(10),
  }),
])
export type DepthOperation = z.infer<typeof depthOperationSchema>
