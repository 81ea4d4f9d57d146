import { z } from 'zod'

/** What an export writes; see core/export/presets.ts for what each preset means. */
export const exportOptionsSchema = z.strictObject({
  preset: z.enum(['premiere', 'resolve', 'finalcut', 'kdenlive', 'generic']),
  movieFormat: z.enum(['mp4-h264', 'mov-prores-422-hq']),
  /** One movie of the whole cut. */
  cutMovie: z.boolean(),
  /** One movie for each shot of the cut, with its handles. */
  shotMovies: z.boolean(),
  /** Timeline files of the preset. */
  timelines: z.boolean(),
  /** Camera files beside each shot. */
  cameras: z.boolean(),
  /** Depth of every frame of the shots that have a take, as OpenEXR beside each shot; takes are made again for it. */
  depthExr: z.boolean().optional(),
})
export type ExportOptions = z.infer<typeof exportOptionsSchema>
