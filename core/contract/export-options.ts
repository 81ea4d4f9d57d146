import { z } from 'zod'

/** What an export writes; see core/export/presets.ts for what each preset means. */
export const exportOptionsSchema = z.strictObject({
  preset: z.enum(['premiere', 'resolve', 'generic']),
  movieFormat: z.enum(['mp4-h264', 'mov-prores-422-hq']),
  /** One movie of the whole cut. */
  cutMovie: z.boolean(),
  /** One movie for each shot of the cut, with its handles. */
  shotMovies: z.boolean(),
  /** Timeline files of the preset. */
  timelines: z.boolean(),
  /** Camera files beside each shot. */
  cameras: z.boolean(),
})
export type ExportOptions = z.infer<typeof exportOptionsSchema>
