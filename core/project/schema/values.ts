import { z } from 'zod'

/** Largest frame number anywhere in a film: more than a day at 120 frames a second. */
export const maxFrames = 12_000_000
/** Longest shot, the limit of what a GenerationSpec carries. */
export const maxShotFrames = 100_000
/** Longest handle at either end of a shot. */
export const maxHandleFrames = 1000

/** Name of a thing inside one film, unique among its kind: letters, digits, `-` and `_`. Callers make them up. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

export const nameSchema = z.string().max(200)
export const noteSchema = z.string().max(20_000)

/** A file of the project, named by its content: `media/<sha256>.<ext>`, relative to the project's folder. */
export const mediaPathSchema = z.string().regex(/^media\/[0-9a-f]{64}\.[a-z0-9]{1,8}$/)

export const frameSchema = z.number().int().min(-maxFrames).max(maxFrames)
export const frameCountSchema = z.number().int().min(1).max(maxFrames)

/** A length in subject distances or a coordinate in them; wide enough for any shot, finite in float32. */
export const lengthSchema = z.number().min(-1e6).max(1e6)
export const positiveLengthSchema = z.number().gt(0).max(1e6)

export const focalLengthMmSchema = z.number().min(1).max(2000)

/** x, y, z in world axes of design: x right, y up, z back. */
export const positionSchema = z.tuple([lengthSchema, lengthSchema, lengthSchema])

/** Unit quaternion x, y, z, w; zero is none. */
export const orientationSchema = z
  .tuple([unit(), unit(), unit(), unit()])
  .refine(([x, y, z, w]) => Math.abs(x * x + y * y + z * z + w * w - 1) < 1e-3, 'is no unit quaternion')

function unit() {
  return z.number().min(-1.001).max(1.001)
}

/** Frames `start` to before `end`. */
export const frameRangeSchema = z
  .strictObject({ start: frameSchema, end: frameSchema })
  .refine(({ start, end }) => start < end, 'ends before it starts')

export const markerColorSchema = z.enum([
  'red',
  'orange',
  'yellow',
  'green',
  'cyan',
  'blue',
  'purple',
  'magenta',
  'pink',
  'white',
  'black',
])

/** A note on frames of a cut, or on frames of a clip's shot. */
export const markerSchema = z.strictObject({
  id: idSchema,
  frame: frameSchema,
  durationFrames: frameCountSchema,
  name: nameSchema,
  comment: noteSchema,
  color: markerColorSchema,
})
export type Marker = z.infer<typeof markerSchema>

/** True when no two of them have the same id. */
export function haveUniqueIds(items: readonly { readonly id: string }[]): boolean {
  return new Set(items.map(({ id }) => id)).size === items.length
}
