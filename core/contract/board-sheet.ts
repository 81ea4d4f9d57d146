import { z } from 'zod'

/** How a storyboard is laid out on paper. */
export const boardSheetOptionsSchema = z.strictObject({
  /** `contact`: many boards a page, in columns; `rows`: one shot a row with its texts; `page`: one board a page. */
  layout: z.enum(['contact', 'rows', 'page']),
  paper: z.enum(['a4', 'letter', '16:9']),
  orientation: z.enum(['portrait', 'landscape']),
  /** Of the contact sheet. */
  columns: z.number().int().min(2).max(8),
  /** Start frame, end frame and way of the camera on each board. */
  arrows: z.boolean(),
  /** A ground plan with the camera's way beside each board; the contact sheet has none. */
  overhead: z.boolean(),
})
export type BoardSheetOptions = z.infer<typeof boardSheetOptionsSchema>

const number = z.number().finite()
const point = z.tuple([number, number]).readonly()
const points = z.array(point).max(1000).readonly()

const frameOutlineSchema = z.strictObject({ corners: z.array(point).max(8).readonly(), centre: point.nullable() })

const entrySchema = z.strictObject({
  /** Name of the shot, and what the board is in it. */
  heading: z.string(),
  /** Name of its scene; empty for none. */
  scene: z.string(),
  /** Length in frames and timecode. */
  duration: z.string(),
  /** The camera's moves, in words; empty for a board that is not the shot's first. */
  camera: z.string(),
  /** Dialogue, action, note: those that are there. */
  texts: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  /** JPEG file of the film's frame of the board. */
  picture: z.string(),
  /** See core/export/camera-arrows.ts. */
  arrows: z.strictObject({ start: frameOutlineSchema, end: frameOutlineSchema, path: points }).nullable(),
  /** See core/export/overhead-plot.ts. */
  plot: z
    .strictObject({
      outline: z.array(z.strictObject({ points, height: number })).readonly(),
      path: points,
      cameras: z
        .array(z.strictObject({ at: point, left: point, right: point }))
        .max(100)
        .readonly(),
    })
    .nullable(),
})
export type BoardSheetEntry = z.infer<typeof entrySchema>

/** A storyboard, ready to be laid out: every word in the reader's language, every picture prepared. */
export const boardSheetSchema = z.strictObject({
  options: boardSheetOptionsSchema,
  title: z.string(),
  /** Beside the title: how many shots, how long. */
  subtitle: z.string(),
  /** Of the document, e.g. `ko`. */
  language: z.string(),
  words: z.strictObject({ overhead: z.string(), continued: z.string() }),
  /** Width ÷ height of the film's frame. */
  aspect: number.gt(0),
  metresPerUnit: number.gt(0),
  entries: z.array(entrySchema).min(1).max(100_000),
})
export type BoardSheet = z.infer<typeof boardSheetSchema>

/** Lays a storyboard out and writes it as PDF. The same sheet gives the same bytes. Answers {@link WrittenBoardSheet}. */
export const writeBoardSheetSchema = z.strictObject({ sheet: boardSheetSchema, outFile: z.string() })
export interface WrittenBoardSheet {
  readonly pages: number
  /** Letters that the font lacks, each once. */
  readonly missingLetters: string
}
