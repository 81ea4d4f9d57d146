import { z } from 'zod'
import { StudioError } from '../../../core/contract/errors.ts'
import {
  applyOperation,
  packHistory,
  packedHistorySchema,
  unpackHistory,
  type EditLabel,
  type FilmHistory,
} from '../../../core/project/film-history.ts'
import { applyPatch, patchBetween } from '../../../core/project/film-patch.ts'
import { newHistory } from '../../../core/project/history.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { undoIdSchema, type JournalEntry, type JournalRecord } from './project-journal.ts'

/** Undo as it is saved beside project.json: steps around the film whose file has that hash. */
const savedHistorySchema = z.strictObject({
  filmSha256: z.string(),
  /** As the journal names it; left out where no journal belongs to it. */
  undo: undoIdSchema.optional(),
  steps: packedHistorySchema,
})
export type SavedHistory = z.infer<typeof savedHistorySchema>

/** Steps of undo that are saved in each direction, and the longest text that they may take. */
const savedSteps = 200
const savedCharacters = 4 * 1024 * 1024

/**
 * The text of history.json: the nearest steps, as many as there is room for.
 * @param undo its name in the journal
 */
export function savedHistoryText(history: FilmHistory, filmSha256: string, undo?: string): string {
  const named = undo === undefined ? { filmSha256 } : { filmSha256, undo }
  for (let steps = savedSteps; ; steps = Math.floor(steps / 2)) {
    const saved: SavedHistory = { ...named, steps: packHistory(history, steps) }
    const text = `${JSON.stringify(saved)}\n`
    if (text.length <= savedCharacters || steps === 0) return text
  }
}

/** The name of the saved undo, as the journal has it of the film with that hash. */
export function undoOf(saved: SavedHistory | null, filmSha256: string): string | null {
  return saved?.filmSha256 === filmSha256 ? (saved.undo ?? null) : null
}

/** Null for what is no saved undo: it is worth no refusal. */
export function readSavedHistory(text: string | null): SavedHistory | null {
  if (text === null) return null
  try {
    return savedHistorySchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

export interface Replayed {
  readonly history: FilmHistory
  /** What of the journal was done again. */
  readonly records: readonly JournalRecord[]
  /** False when an operation did not fit the film; what comes after it is not done. */
  readonly complete: boolean
}

/** The film and its undo after the journal's operations. Saved undo joins in where the film is the one it belongs to. */
export function replay(
  film: Film,
  filmSha256: string,
  records: readonly JournalRecord[],
  saved: SavedHistory | null,
): Replayed {
  const joined = (history: FilmHistory, sha256: string, undo = saved?.undo): FilmHistory =>
    saved?.filmSha256 === sha256 && saved.undo === undo ? unpackHistory(history.present, saved.steps) : history
  let history = joined(newHistory<Film, EditLabel>(film), filmSha256)
  const done: JournalRecord[] = []
  for (const record of records) {
    if ('base' in record) continue
    try {
      history = 'saved' in record ? joined(history, record.saved, record.undo) : repeat(history, record)
      done.push(record)
    } catch (thrown) {
      if (!(thrown instanceof StudioError)) throw thrown
      return { history, records: done, complete: false }
    }
  }
  return { history, records: done, complete: true }
}

/** What an operation did to the film, for the journal: null where the operation says so itself. */
export function effectOf(
  before: FilmHistory,
  after: FilmHistory,
  kind: 'edit' | 'undo' | 'redo',
): JournalEntry['effect'] {
  if (kind === 'edit') return null
  const label = (kind === 'undo' ? before.past.at(-1) : before.future[0])?.label
  return label === undefined ? null : { label, patch: patchBetween(before.present, after.present) }
}

/** The operation done again. An undo beyond the steps that are known leads to the film that it led to, without them. */
function repeat(history: FilmHistory, { operation, effect }: JournalEntry): FilmHistory {
  if (operation.kind === 'edit') return applyOperation(history, operation)
  if (effect === null) return history
  const film = applyPatch(history.present, effect.patch)
  const moved = applyOperation(history, operation)
  if (moved !== history && areEqual(moved.present, film)) return moved
  const step = { document: history.present, label: effect.label }
  return operation.kind === 'undo'
    ? { ...newHistory<Film, EditLabel>(film), future: [step, ...history.future] }
    : { ...newHistory<Film, EditLabel>(film), past: [...history.past, step] }
}

/** Compares only what is not shared. */
function areEqual(a: Film, b: Film): boolean {
  return JSON.stringify(patchBetween(a, b)) === JSON.stringify(patchBetween(b, a))
}
