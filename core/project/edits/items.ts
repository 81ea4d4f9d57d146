import { StudioError } from '../../contract/errors.ts'

/** Things in a film that are found by id. */
export type Kind = 'board' | 'scene' | 'shot' | 'clip' | 'cut item' | 'marker' | 'key' | 'layer' | 'sound track'

interface Identified {
  readonly id: string
}

/** The item with that id. Throws StudioError edit.unknown. */
export function findItem<Item extends Identified>(items: readonly Item[], id: string, kind: Kind): Item {
  const item = items.find((each) => each.id === id)
  if (item === undefined) throw new StudioError('edit.unknown', { kind, id })
  return item
}

/** The list with one item replaced by `change(item)`. Throws StudioError edit.unknown. */
export function changeItem<Item extends Identified>(
  items: readonly Item[],
  id: string,
  kind: Kind,
  change: (item: Item) => Item,
): Item[] {
  findItem(items, id, kind)
  return items.map((each) => (each.id === id ? change(each) : each))
}

/** The list with an item put at `index`, counted from 0; beyond the ends it goes to the end. */
export function insertItem<Item>(items: readonly Item[], index: number, item: Item): Item[] {
  return items.toSpliced(Math.min(Math.max(0, index), items.length), 0, item)
}

/** The list with the item at its new `index`. Throws StudioError edit.unknown. */
export function moveItem<Item extends Identified>(
  items: readonly Item[],
  id: string,
  kind: Kind,
  index: number,
): Item[] {
  const item = findItem(items, id, kind)
  return insertItem(
    items.filter((each) => each !== item),
    index,
    item,
  )
}

/** The list without that item. Throws StudioError edit.unknown. */
export function dropItem<Item extends Identified>(items: readonly Item[], id: string, kind: Kind): Item[] {
  const item = findItem(items, id, kind)
  return items.filter((each) => each !== item)
}
