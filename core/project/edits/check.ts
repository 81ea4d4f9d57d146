import type { z } from 'zod'
import { StudioError } from '../../contract/errors.ts'
import { brokenReferences, filmFieldsSchema, filmLists, type Film } from '../schema/film.ts'
import { haveUniqueIds } from '../schema/values.ts'

/**
 * The edited film, if it is one: every edit ends here, so that no film in memory could fail to open again. Only what
 * differs from `before`, a valid film, is parsed; a drag in a long film stays cheap.
 * Throws StudioError edit.refused with the place and the problem.
 */
export function checkedFilm(before: Film, film: Film): Film {
  for (const field of Object.keys(filmFieldsSchema.shape) as (keyof Film)[]) {
    if (film[field] === before[field]) continue
    if (field === 'boards' || field === 'scenes' || field === 'shots') checkList(field, before, film)
    else check(filmFieldsSchema.shape[field], film[field], [field])
  }
  const [broken] = brokenReferences(film)
  if (broken !== undefined) refuse(broken.path, broken.message)
  return film
}

function checkList(field: keyof typeof filmLists, before: Film, film: Film): void {
  const { item: schema, maxItems } = filmLists[field]
  const items: readonly { readonly id: string }[] = film[field]
  if (items.length > maxItems) refuse([field], `has more than ${maxItems} items`)
  if (!haveUniqueIds(items)) refuse([field], 'has two items with one id')
  const known = new Set<unknown>(before[field])
  items.forEach((item, index) => {
    if (!known.has(item)) check(schema, item, [field, index])
  })
}

function check(schema: z.ZodType, value: unknown, path: readonly PropertyKey[]): void {
  const issue = schema.safeParse(value).error?.issues[0]
  if (issue !== undefined) refuse([...path, ...issue.path], issue.message)
}

function refuse(path: readonly PropertyKey[], problem: string): never {
  throw new StudioError('edit.refused', { place: path.map(String).join('.'), problem })
}
