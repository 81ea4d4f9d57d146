import { z } from 'zod'

const finite = z.number().finite()

/** How a segment is timed: `hold` keeps the first key until the next one's frame. */
export const easingSchema = z.enum(['linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold'])
export type Easing = z.infer<typeof easingSchema>

/** What a key's lens may be, focal lengths in millimetres. */
export const shortestKeyLensMm = 0.1
export const longestKeyLensMm = 10_000

/**
 * One key of a camera path, in the editor's axes (x right, y up, z back, looking along −z). Without a move the camera
 * stands at the origin with the identity orientation: there it is the board's camera.
 */
export const cameraKeySchema = z.strictObject({
  /** Stays with the key while it is edited. */
  id: z.string().min(1).optional(),
  /** Film frames from the shot's start, before it too; dense moves put keys between frames. */
  timeFrames: finite.min(-1_000_000).max(1_000_000),
  /** Subject distances. */
  position: z.tuple([finite, finite, finite]),
  /** Unit quaternion x, y, z, w of the camera in the world, before roll. */
  orientation: z
    .tuple([finite, finite, finite, finite])
    .refine(([x, y, z, w]) => Math.abs(Math.sqrt(x * x + y * y + z * z + w * w) - 1) < 1e-3, {
      error: 'must be a unit quaternion',
    }),
  /** Clockwise roll of the camera about its lens axis, on top of the orientation; more than a turn is kept. */
  rollRadians: finite.optional(),
  focalLengthMm: finite.min(shortestKeyLensMm).max(longestKeyLensMm),
  /** Easing of the segment that starts at this key. */
  easing: easingSchema,
})
export type CameraKey = z.infer<typeof cameraKeySchema>

/** A path that goes on for ever: one period after any time the camera is where it was, at the same speed. */
const pathLoopSchema = z.strictObject({
  /** Film frames of one round, at least as many as the keys take. */
  periodFrames: finite.min(1).max(1_000_000),
  /** Whole turns that the camera has rolled, clockwise, after one round; 0 where it is left out. */
  rollTurns: z.number().int().min(-1000).max(1000).optional(),
})
export type PathLoop = z.infer<typeof pathLoopSchema>

/**
 * A camera path: keys in ascending time. Before the first and after the last key the camera stands still, unless the path
 * is a loop.
 */
export const cameraPathSchema = z.strictObject({
  keys: z
    .array(cameraKeySchema)
    .min(1)
    .max(20_000)
    .refine((keys) => keys.every((key, i) => i === 0 || key.timeFrames > keys[i - 1]!.timeFrames), {
      error: 'keys must have strictly ascending times',
    }),
  /**
   * `keyed`: the camera is at each key at its time. `constant`: between two rests it covers equal length in equal
   * time; its keys then shape the path but, save at rests, no longer time it, and easing is not used.
   */
  speed: z.enum(['keyed', 'constant']),
  loop: pathLoopSchema.optional(),
})
export type CameraPath = z.infer<typeof cameraPathSchema>
