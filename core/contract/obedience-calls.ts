import { z } from 'zod'
import { idSchema } from '../project/schema/values.ts'
import { obedienceSchema } from './obedience.ts'

const projectId = z.string().regex(/^[0-9a-f]{16}$/)

/** Calls about how well takes obey their cameras. */
export const obedienceCalls = {
  /**
   * Measures takes of the open project in the background, one after another; answers when all are done. The event
   * `take-measured` tells each result, `measuring` what still waits. Canceled by `obedience.stop` and when the project
   * closes.
   */
  'obedience.measure': {
    input: z.strictObject({ projectId, takeIds: z.array(idSchema).min(1).max(10_000) }),
    output: z.strictObject({}),
  },
  /** Stops measuring; what is measured stays. */
  'obedience.stop': { input: z.strictObject({}), output: z.strictObject({}) },
  /** What was measured of a take, frame by frame; null when nothing was. */
  'obedience.read': {
    input: z.strictObject({ projectId, takeId: idSchema }),
    output: obedienceSchema.nullable(),
  },
} as const
