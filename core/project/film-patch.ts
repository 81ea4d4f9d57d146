import { z } from 'zod'
import { StudioError } from '../contract/errors.ts'
import { checkedFilm } from './edits/check.ts'
import type { Kind } from './edits/items.ts'
import { filmFieldsSchema, filmLists, type Film } from './schema/film.ts'
import { idSchema } from './schema/values.ts'

/**
 * What an edit changed of one list: items that are new or different, and, when items came, went or moved, the ids of all
 * items in their new order.
 */
function listPatchSchema<Item extends z.ZodType>(item: Item, maxItems: number) {
  return z.strictObject({
    items: z.array(item).max(maxItems),
    order: z.array(idSchema).max(maxItems).nullable(),
  })
}

/**
 * The difference between two films, as small as the edit: it crosses processes, is a line of the journal and a saved step
 * of undo. Fields that are left out are the same in both.
 */
export const filmPatchSchema = z.strictObject({
  ...filmFieldsSchema.omit({ boards: true, scenes: true, shots: true }).partial().shape,
  boards: listPatchSchema(filmLists.boards.item, filmLists.boards.maxItems).optional(),
  scenes: listPatchSchema(filmLists.scenes.item, filmLists.scenes.maxItems).optional(),
  shots: listPatchSchema(filmLists.shots.item, filmLists.shots.maxItems).optional(),
})
export type FilmPatch = z.infer<typeof filmPatchSchema>

interface Identified {
  readonly id: string
}

interface ListPatch<Item> {
  readonly items: readonly Item[]
  readonly order: readonly string[] | null
}

const listNames = ['boards', 'scenes', 'shots'] as const

/** What leads from one film to another. Compares by identity, so it costs little for films that share most values. */
export function patchBetween(before: Film, after: Film): FilmPatch {
  const patch: Partial<Record<keyof Film, unknown>> = {}
  for (const field of Object.keys(filmFieldsSchema.shape) as (keyof Film)[]) {
    if (after[field] === before[field]) continue
    patch[field] = isList(field) ? listPatch<Identified>(before[field], after[field]) : after[field]
  }
  return patch as FilmPatch
}

/**
 * The film that the patch leads to, checked.
 * @throws StudioError edit.refused or edit.unknown when the patch does not fit the film
 */
export function applyPatch(film: Film, patch: FilmPatch): Film {
  const { boards, scenes, shots, ...fields } = patch
  return checkedFilm(film, {
    ...film,
    ...(fields as Partial<Film>),
    ...(boards === undefined ? {} : { boards: patchedList(film.boards, boards, 'board') }),
    ...(scenes === undefined ? {} : { scenes: patchedList(film.scenes, scenes, 'scene') }),
    ...(shots === undefined ? {} : { shots: patchedList(film.shots, shots, 'shot') }),
  })
}

function isList(field: keyof Film): field is (typeof listNames)[number] {
  return (listNames as readonly string[]).includes(field)
}

function listPatch<Item extends Identified>(before: readonly Item[], after: readonly Item[]): ListPatch<Item> {
  const known = new Set(before)
  const sameOrder = before.length === after.length && before.every(({ id }, index) => id === after[index]!.id)
  return {
    items: after.filter((item) => !known.has(item)),
    order: sameOrder ? null : after.map(({ id }) => id),
  }
}

function patchedList<Item extends Identified>(
  before: readonly Item[],
  { items, order }: ListPatch<Item>,
  kind: Kind,
): Item[] {
  const found = new Map([...before, ...items].map((item) => [item.id, item]))
  return (order ?? before.map(({ id }) => id)).map((id) => {
    const item = found.get(id)
    if (item === undefined) throw new StudioError('edit.unknown', { kind, id })
    return item
  })
}
