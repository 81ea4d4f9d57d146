import { z } from 'zod'
import { editLabelSchema, filmOperationSchema } from '../../../core/project/film-history.ts'
import { filmPatchSchema } from '../../../core/project/film-patch.ts'
import { sha256Of } from '../files/sha256.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * Names the undo that a save writes beside the film. A film comes back by undo to what it was, and its hash alone would not
 * tell the undo of then from that of now.
 */
export const undoIdSchema = z.string().regex(/^[0-9a-f]{16}$/)

/**
 * An operation in the journal. Undo and redo carry what they did to the film, so that the film comes back even where the
 * history that they moved in does not.
 */
export const journalEntrySchema = z.strictObject({
  number: z.number().int().min(0),
  operation: filmOperationSchema,
  effect: z.strictObject({ label: editLabelSchema, patch: filmPatchSchema }).nullable(),
})
export type JournalEntry = z.infer<typeof journalEntrySchema>

/**
 * A line of the journal. `base` is the first: SHA-256 of the project.json that the operations after it go on from.
 * `saved` says that the film at this place was about to be written as the project.json of that SHA-256. Both name the undo
 * of that place.
 */
const recordSchema = z.union([
  z.strictObject({ base: sha256, undo: undoIdSchema.optional() }),
  z.strictObject({ saved: sha256, undo: undoIdSchema.optional() }),
  journalEntrySchema,
])
export type JournalRecord = z.infer<typeof recordSchema>

/** The first line of a journal. */
export type JournalBase = Extract<JournalRecord, { readonly base: string }>
type JournalMark = JournalBase | Extract<JournalRecord, { readonly saved: string }>

/** A line carries the hash of everything up to it, so no line can be lost, doubled or come from another journal. */
export interface JournalLine {
  readonly text: string
  readonly check: string
}

/** @param previousCheck of the line before, '' for the first */
export function journalLine(record: JournalRecord, previousCheck: string): JournalLine {
  const body = JSON.stringify(record)
  const check = checkOf(previousCheck, body)
  return { text: `${body.slice(0, -1)},"check":"${check}"}\n`, check }
}

export interface ReadJournal {
  readonly records: readonly JournalRecord[]
  /**
   * `torn`: the last line was not written to its end, which a killed process leaves. `damaged`: something stands after
   * the first line that does not fit.
   */
  readonly end: 'whole' | 'torn' | 'damaged'
}

/** Reads a journal's text up to the first line that does not fit. */
export function readJournal(text: string): ReadJournal {
  const records: JournalRecord[] = []
  let check = ''
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const line = newline < 0 ? null : readLine(text.slice(start, newline), check)
    if (line === null || 'base' in line.record !== (start === 0)) {
      const last = newline < 0 || newline === text.length - 1
      return { records, end: last ? 'torn' : 'damaged' }
    }
    records.push(line.record)
    check = line.check
    start = newline + 1
  }
  return { records, end: 'whole' }
}

const linePattern = /^(\{.*),"check":"([0-9a-f]{16})"\}$/s

function readLine(line: string, previousCheck: string): { record: JournalRecord; check: string } | null {
  const [, start = '', check = ''] = linePattern.exec(line) ?? []
  const body = `${start}}`
  if (checkOf(previousCheck, body) !== check) return null
  try {
    const parsed = recordSchema.safeParse(JSON.parse(body))
    return parsed.success ? { record: parsed.data, check } : null
  } catch {
    return null
  }
}

function checkOf(previousCheck: string, body: string): string {
  return sha256Of(Buffer.from(previousCheck + body)).slice(0, 16)
}

interface JournalPlace {
  /** SHA-256 of the film there. */
  readonly film: string
  /** Its undo; null where it has none, or one without a name. */
  readonly undo: string | null
}

/**
 * Where two journals that follow each other lead from a saved film on: what came after the place with that film and that
 * undo, else after the first one with that film, from where undo can be told; null when they know no such place.
 */
export function recordsAfter(
  { film, undo }: JournalPlace,
  earlier: readonly JournalRecord[],
  later: readonly JournalRecord[],
): JournalRecord[] | null {
  const records = [...untilBaseOf(later, earlier), ...later]
  const isFilm = (record: JournalRecord): record is JournalMark =>
    ('base' in record && record.base === film) || ('saved' in record && record.saved === film)
  const place = records.findLastIndex((record) => isFilm(record) && (record.undo ?? null) === undo)
  const start = place < 0 ? records.findIndex(isFilm) : place
  return start < 0 ? null : records.slice(start + 1)
}

/** The earlier journal up to where the later one begins; nothing when they do not belong together. */
function untilBaseOf(later: readonly JournalRecord[], earlier: readonly JournalRecord[]): readonly JournalRecord[] {
  const [first] = later
  if (first === undefined) return earlier
  const place = earlier.findLastIndex((record) => 'saved' in record && 'base' in first && record.saved === first.base)
  return earlier.slice(0, place + 1)
}
