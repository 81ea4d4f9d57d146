import type { z } from 'zod'
import { StudioError } from '../../contract/errors.ts'
import { brokenReferences, filmFieldsSchema, filmLists, type Film } from '../schema/film.ts'
import { haveUniqueIds } from '../schema/values.ts'

/**
 * The edited film, if it is one: every edit ends here, so that no film in memory could fail to open again. Only what
 * differs from `before`, a valid film, is parsed; a drag in a long film stays cheap. A zero has no sign: the file would
 * not keep it, and the film that is opened again must be the one that was seen, bit for bit.
 * Throws StudioError edit.refused with the place and the problem.
 */
export function checkedFilm(before: Film, film: Film): Film {
  if (film === before) return film
  const checked: Partial<Record<keyof Film, unknown>> = { ...film }
  for (const field of Object.keys(filmFieldsSchema.shape) as (keyof Film)[]) {
    if (film[field] === before[field]) continue
    const isList = field === 'boards' || field === 'scenes' || field === 'shots'
    checked[field] = isList
      ? checkedList(field, before, film)
      : checkedValue(filmFieldsSchema.shape[field], film[field], [field])
  }
  const [broken] = brokenReferences(checked as Film)
  if (broken !== undefined) refuse(broken.path, broken.message)
  return checked as Film
}

function checkedList(field: keyof typeof filmLists, before: Film, film: Film): readonly unknown[] {
  const { item: schema, maxItems } = filmLists[field]
  const items: readonly { readonly id: string }[] = film[field]
  if (items.length > maxItems) refuse([field], `has more than ${maxItems} items`)
  if (!haveUniqueIds(items)) refuse([field], 'has two items with one id')
  const known = new Set<unknown>(before[field])
  return items.map((item, index) => (known.has(item) ? item : checkedValue(schema, item, [field, index])))
}

function checkedValue(schema: z.ZodType, value: unknown, path: readonly PropertyKey[]): unknown {
  const issue = schema.safeParse(value).error?.issues[0]
  if (issue !== undefined) refuse([...path, ...issue.path], issue.message)
  return withoutSignedZeros(value)
}

/** The same value where there is none, so that an edit changes no more than it has to. */
function withoutSignedZeros(value: unknown): unknown {
  if (Object.is(value, -0)) return 0
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const plain = entries.map(([key, each]) => [key, withoutSignedZeros(each)] as const)
  if (plain.every(([, each], index) => Object.is(each, entries[index]![1]))) return value
  return Array.isArray(value) ? plain.map(([, each]) => each) : Object.fromEntries(plain)
}

function refuse(path: readonly PropertyKey[], problem: string): never {
  throw new StudioError('edit.refused', { place: path.map(String).join('.'), problem })
}
