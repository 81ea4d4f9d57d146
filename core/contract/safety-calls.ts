import { z } from 'zod'
import { filmSchema } from '../project/schema/film.ts'
import { relinkedMediaSchema, repairReportSchema, snapshotNameSchema, snapshotSchema } from './recovery.ts'
import { openedProjectSchema } from './studio.ts'

const nothing = z.strictObject({})
const projectId = z.string().regex(/^[0-9a-f]{16}$/)

function call<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { input, output }
}

/** The calls that keep a project from being lost; part of the table of calls. */
export const safetyCalls = {
  /** Keeps the film as main has it before a risky step of the window; false when there is no room for it. */
  'snapshot.keep': call(z.strictObject({ projectId, reason: z.enum(['import', 'restore']) }), z.boolean()),
  /** The oldest first. */
  'snapshot.list': call(z.strictObject({ projectId }), z.array(snapshotSchema)),
  /** The film of a snapshot; the window makes it the film by an edit, which can be undone. */
  'snapshot.read': call(z.strictObject({ projectId, name: snapshotNameSchema }), filmSchema),

  /** What is wrong with the project that could not be opened last; nothing changes. */
  'repair.look': call(nothing, repairReportSchema),
  /** Repairs that project and opens it. */
  'repair.run': call(nothing, z.strictObject({ report: repairReportSchema, project: openedProjectSchema })),

  /** Asks for a folder and searches it for all missing media; null when the dialog was closed. */
  'media.relink': call(z.strictObject({ projectId }), relinkedMediaSchema.nullable()),

  /** Asks for a file and writes the project into it; null when the dialog was closed. */
  'archive.write': call(
    z.strictObject({ projectId, onlyCutTakes: z.boolean() }),
    z.strictObject({ name: z.string(), files: z.number().int(), bytes: z.number().int() }).nullable(),
  ),
  /** Asks for an archive, makes a project of it in the folder for projects and opens it; null when the dialog was closed. */
  'archive.open': call(nothing, openedProjectSchema.nullable()),

  /** Ends the task that the event `project-task` tells of, which answers as canceled. */
  'task.cancel': call(nothing, nothing),
} as const
