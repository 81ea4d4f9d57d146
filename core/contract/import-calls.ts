import { z } from 'zod'
import type { ImportedStory } from '../import/story.ts'
import { idSchema, mediaPathSchema } from '../project/schema/values.ts'
import type { Failure, StudioErrorData } from './errors.ts'

const nothing = z.strictObject({})
const projectId = z.string().regex(/^[0-9a-f]{16}$/)

function call<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}

/** Where files come from. The window never names a path: dropped files are named by what preload registered for them. */
const importSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('dialog') }),
  z.strictObject({ from: z.literal('clipboard') }),
  z.strictObject({ from: z.literal('dropped'), files: z.array(z.uuid()).min(1).max(2000) }),
])
export type ImportSource = z.infer<typeof importSourceSchema>

/** A file that can be imported: it becomes boards, or scenes with shots. */
const listedFileSchema = z.strictObject({ id: z.uuid(), name: z.string(), kind: z.enum(['picture', 'story']) })

/** One file of an import: taken into the project's media, or why not. */
function imported<Value extends z.ZodRawShape>(value: Value) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), name: z.string(), media: mediaPathSchema, ...value }),
    z.strictObject({ ok: z.literal(false), name: z.string(), failure: z.custom<Failure>() }),
  ])
}

/** The calls that take files into the project; part of the table of calls. */
export const importCalls = {
  /**
   * Asks for files and registers them as dropped ones are, in the order of their names; empty when the dialog was closed.
   * Who imports them one by one knows how far it is.
   */
  'files.choose': call(z.strictObject({ kind: z.enum(['pictures', 'sounds', 'depth']) }), z.array(z.uuid())),
  /** What registered files and folders hold, in the order of their names; `leftOut` in folders were no pictures. */
  'files.list': call(
    z.strictObject({ files: z.array(z.uuid()).min(1).max(20_000) }),
    z.strictObject({ files: z.array(listedFileSchema), leftOut: z.number().int() }),
  ),
  /** Ends the imports of pictures and stories that run: what they had not finished is not taken. */
  'files.cancelImport': call(nothing, nothing),
  /**
   * Pictures into the project, in the order of their names; a document gives its pages, counted from 1, in their order.
   * Empty when the dialog was closed. The event `import` tells how far a document is.
   */
  'pictures.import': call(
    z.strictObject({ projectId, source: importSourceSchema }),
    z.array(imported({ width: z.number().int(), height: z.number().int(), page: z.number().int().nullable() })),
  ),
  /** Blank white paper in the film's format, taken into the project's media: for a board that is still to be drawn. */
  'pictures.blank': call(
    z.strictObject({ projectId }),
    z.strictObject({ media: mediaPathSchema, width: z.number().int(), height: z.number().int() }),
  ),
  /** A storyboard project or a script, with its pictures in the project's media; the film is not changed. */
  'story.import': call(
    z.strictObject({ projectId, file: z.uuid() }),
    z.strictObject({ story: z.custom<ImportedStory>(), notes: z.array(z.custom<StudioErrorData>()) }),
  ),
  'sounds.import': call(
    z.strictObject({ projectId, source: importSourceSchema }),
    z.array(imported({ durationSamples: z.number().int(), channels: z.number().int() })),
  ),
  /** A depth raster of a whole board. `medianDepth` is in the raster's unit. */
  'depth.import': call(
    z.strictObject({ projectId, boardId: idSchema, source: importSourceSchema }),
    z.array(imported({ medianDepth: z.number() })),
  ),
} as const
