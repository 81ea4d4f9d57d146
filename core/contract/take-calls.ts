import { z } from 'zod'
import { idSchema } from '../project/schema/values.ts'
import type { Take } from './take.ts'

const nothing = z.strictObject({})
const projectId = z.string().regex(/^[0-9a-f]{16}$/)
const bytes = z.number().int().min(0)
const seed = z.number().int().min(0).max(0xffffffff)

function call<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}

/** How much of the disk the takes of a project have. */
export const takeSizesSchema = z.strictObject({
  takes: z.array(z.strictObject({ id: idSchema, bytes })),
  /** What else lies in the folder of takes: damaged ones, and folders that are none. */
  otherBytes: bytes,
})
export type TakeSizes = z.infer<typeof takeSizesSchema>

/** What came of removing takes. */
export const cleanedTakesSchema = z.strictObject({
  removed: z.array(idSchema),
  freedBytes: bytes,
  /** Takes that were to go and stay: they are in use now, or the system holds their files. */
  kept: z.array(idSchema),
  /** It was stopped before its end. */
  canceled: z.boolean(),
})
export type CleanedTakes = z.infer<typeof cleanedTakesSchema>

/** A take.json without what only a program reads: cameras and hashes are counted. */
export interface TakeRecipeView extends Pick<Take, 'source' | 'run' | 'promise'> {
  readonly spec: Omit<Take['spec'], 'filmCameras' | 'sampleCameras'>
  readonly frames: number
  readonly sampleFrames: number
  /** Keys of the camera path; null where it came from a file or a move. */
  readonly cameraKeys: number | null
}

/** Calls about finished takes: their recipes, making them again, what they cost the disk. */
export const takeCalls = {
  /** What a take was made from, and which of the others have the same pixels in every frame. */
  'take.recipe': call(
    z.strictObject({ projectId, takeId: idSchema, others: z.array(idSchema).max(100) }),
    z.strictObject({
      recipe: z.custom<TakeRecipeView>((value) => typeof value === 'object' && value !== null && 'spec' in value),
      same: z.array(idSchema),
    }),
  ),
  /**
   * Queues takes of a take's own recipe, its rasters and cameras as they were, with these seeds; the film's shot counts for
   * nothing. The take's own seed gives the same pixels. Answers ids of the jobs.
   */
  'take.again': call(
    z.strictObject({ projectId, takeId: idSchema, seeds: z.array(seed).min(1).max(1000) }),
    z.array(z.uuid()),
  ),
  'takes.sizes': call(z.strictObject({ projectId }), takeSizesSchema),
  /**
   * Removes takes for good, each whole or not at all; those that the film uses now stay. The event `project-task` tells how
   * far it is, `task.cancel` stops it after the take that it is at, `take-removed` tells of each.
   */
  'takes.clean': call(
    z.strictObject({ projectId, takeIds: z.array(idSchema).min(1).max(100_000) }),
    cleanedTakesSchema,
  ),
  /** How large the files are that can be made again: thumbnails, previews, prepared boards. */
  'cache.size': call(nothing, z.strictObject({ bytes })),
  /** Removes them, but for those that were used in the last minutes. */
  'cache.clear': call(nothing, z.strictObject({ freedBytes: bytes, leftBytes: bytes })),
} as const
