import { z } from 'zod'
import { applyPatch, filmPatchSchema, patchBetween, type FilmPatch } from './film-patch.ts'
import { commitEdit, maxSteps, newHistory, redo, undo, type History, type Step } from './history.ts'
import type { Film } from './schema/film.ts'

/** The name of an edit: a key of `core/texts/studio/edits.ts`, and what fills its words. */
export const editLabelSchema = z.strictObject({
  key: z.string().min(1).max(100),
  details: z.record(z.string().max(100), z.union([z.string().max(400), z.number()])),
})
export type EditLabel = z.infer<typeof editLabelSchema>

export type FilmHistory = History<Film, EditLabel>

/** One thing that happened to a film: what the window tells main, and what the journal keeps. */
export const filmOperationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('edit'), label: editLabelSchema, patch: filmPatchSchema }),
  z.strictObject({ kind: z.literal('undo') }),
  z.strictObject({ kind: z.literal('redo') }),
])
export type FilmOperation = z.infer<typeof filmOperationSchema>

/**
 * The history after one operation. Window and main run the same operations over the same film, so both hold the same.
 * @throws StudioError edit.refused
 */
export function applyOperation(history: FilmHistory, operation: FilmOperation): FilmHistory {
  if (operation.kind === 'undo') return undo(history)
  if (operation.kind === 'redo') return redo(history)
  return commitEdit(history, applyPatch(history.present, operation.patch), operation.label)
}

/** The film, and every one that undo and redo lead to. */
export function filmsOf({ present, past, future }: FilmHistory): Film[] {
  return [present, ...past.map(({ document }) => document), ...future.map(({ document }) => document)]
}

/** Steps of undo as patches from the present outwards, nearest first: what is saved beside the film. */
export const packedHistorySchema = z.strictObject({
  past: z.array(z.strictObject({ label: editLabelSchema, patch: filmPatchSchema })).max(maxSteps),
  future: z.array(z.strictObject({ label: editLabelSchema, patch: filmPatchSchema })).max(maxSteps),
})
export type PackedHistory = z.infer<typeof packedHistorySchema>

/** @param steps kept in each direction, the nearest ones */
export function packHistory({ present, past, future }: FilmHistory, steps = maxSteps): PackedHistory {
  return { past: packed(present, past.toReversed().slice(0, steps)), future: packed(present, future.slice(0, steps)) }
}

/** The reverse of {@link packHistory}; steps from the first that does not fit the film on are left out. */
export function unpackHistory(film: Film, { past, future }: PackedHistory): FilmHistory {
  return {
    ...newHistory<Film, EditLabel>(film),
    past: unpacked(film, past).toReversed(),
    future: unpacked(film, future),
  }
}

interface PackedStep {
  readonly label: EditLabel
  readonly patch: FilmPatch
}

function packed(present: Film, steps: readonly Step<Film, EditLabel>[]): PackedHistory['past'] {
  let from = present
  return steps.map(({ document, label }) => {
    const patch = patchBetween(from, document)
    from = document
    return { label, patch }
  })
}

function unpacked(present: Film, steps: readonly PackedStep[]): Step<Film, EditLabel>[] {
  const found: Step<Film, EditLabel>[] = []
  let from = present
  try {
    for (const { label, patch } of steps) {
      from = applyPatch(from, patch)
      found.push({ document: from, label })
    }
  } catch {
    // Undo is a convenience beside the film: what cannot be read of it is not worth refusing the film for.
    return found
  }
  return found
}
