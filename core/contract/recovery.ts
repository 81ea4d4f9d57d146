import { z } from 'zod'
import type { StudioErrorData } from './errors.ts'

/** Before what a snapshot of the film was kept. `migrate` keeps the file of an older version as it was. */
export const snapshotReasons = ['generate', 'import', 'migrate', 'restore', 'repair', 'clean'] as const
export type SnapshotReason = (typeof snapshotReasons)[number]

/** A name in the folder of snapshots: a serial number, the time in UTC, the reason. */
export const snapshotNameSchema = z.string().regex(/^\d{4,9}-\d{8}T\d{6}Z-[a-z]{1,20}\.json$/)

/** A film that was kept before a risky step. */
export const snapshotSchema = z.strictObject({
  name: snapshotNameSchema,
  /** Milliseconds since 1970, by the clock of the machine that kept it. */
  at: z.number(),
  reason: z.enum(snapshotReasons),
  bytes: z.number().int().min(0),
  /** Null when the file cannot be read as a film of any version. */
  shots: z.number().int().min(0).nullable(),
  boards: z.number().int().min(0).nullable(),
})
export type Snapshot = z.infer<typeof snapshotSchema>

/** Words for the user on what was found or done. */
const wordsSchema = z.custom<StudioErrorData>(
  (value) => typeof value === 'object' && value !== null && 'code' in value && 'details' in value,
)

/** What opening a project brought back. */
export const recoverySchema = z.strictObject({
  /** Edits since the last save that the journal brought back. */
  edits: z.number().int().min(0),
  /** When the last of them was written, milliseconds since 1970; null when there were none or nobody knows. */
  editedAt: z.number().nullable(),
  /** When the file that the film comes from was written; null when nobody knows. */
  savedAt: z.number().nullable(),
  /** The film comes from the backup, because project.json could not be read. */
  fromBackup: z.boolean(),
  /** What was wrong, for the user. */
  problems: z.array(wordsSchema),
  /** What was put aside, by its name in the project's folder. */
  kept: z.array(z.string()),
  /** The version that the project was brought up from; null when it was of this one. */
  migratedFrom: z.number().int().nullable(),
})
export type Recovery = z.infer<typeof recoverySchema>

/** What a repair found; `changes` when putting it right changes the folder. */
export const findingSchema = z.strictObject({ words: wordsSchema, changes: z.boolean() })

/** What a repair of a project's folder found, and did unless it only looked. */
export const repairReportSchema = z.strictObject({
  /** The folder, for people. */
  place: z.string(),
  findings: z.array(findingSchema),
  /** The film that the project has afterwards. */
  film: z.strictObject({ name: z.string(), shots: z.number().int(), boards: z.number().int() }),
  /** Files in media that the film names and that are not there afterwards. */
  missingMedia: z.array(z.string()),
})
export type RepairReport = z.infer<typeof repairReportSchema>

/** What a search for missing media found. */
export const relinkedMediaSchema = z.strictObject({ missing: z.array(z.string()), found: z.array(z.string()) })
export type RelinkedMedia = z.infer<typeof relinkedMediaSchema>
