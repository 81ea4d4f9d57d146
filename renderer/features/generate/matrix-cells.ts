import { useCallback, useState } from 'react'
import type { TakeMatrix } from '../../../core/takes/take-matrix.ts'

/** Names a cell, whatever its takes and wherever its row: of a camera path and a seed there is one. */
export function cellKey(camera: string, seed: number): string {
  return `${camera}/${seed}`
}

interface FilledCell<Take> {
  readonly key: string
  readonly row: number
  readonly column: number
  /** The best first. */
  readonly takes: readonly Take[]
}

/** The cells with takes, in reading order. */
export function filledCells<Take>({ rows, seeds }: TakeMatrix<Take>): FilledCell<Take>[] {
  return rows.flatMap(({ camera, cells }, row) =>
    cells.flatMap((takes, column) =>
      takes.length === 0 ? [] : { key: cellKey(camera, seeds[column]!), row, column, takes },
    ),
  )
}

interface Identified {
  readonly id: string
}

/** The take of a cell that is seen: the one that was kept, while there is one, else the best. */
export function shownTake<Take extends Identified>(takes: readonly Take[], kept: string | undefined): Take {
  return takes.find(({ id }) => id === kept) ?? takes[0]!
}

/** The one after it in its cell, the first after the last. */
export function takeAfter<Take extends Identified>(takes: readonly Take[], takeId: string): Take {
  return takes[(takes.findIndex(({ id }) => id === takeId) + 1) % takes.length]!
}

/** What of the cells is seen. */
export interface ShownCells extends KeptTakes {
  /** Keys of cells in sight. */
  readonly visible: ReadonlySet<string>
  /** Ids of takes that go along while playing. */
  readonly playing: ReadonlySet<string>
}

interface KeptTakes {
  readonly takeOf: <Take extends Identified>(key: string, takes: readonly Take[]) => Take
  /** From now on the cell shows this take, however its takes are rated. */
  readonly keep: (key: string, takeId: string) => void
}

/**
 * Which take each cell shows. A cell in which somebody is keeps its take: rating it, or putting it into the cut, makes
 * another one the best, and the next key would mean a take that came under the hand by itself.
 */
export function useKeptTakes(): KeptTakes {
  const [kept, setKept] = useState<ReadonlyMap<string, string>>(new Map())
  const keep = useCallback((key: string, takeId: string): void => {
    setKept((before) => (before.get(key) === takeId ? before : new Map(before).set(key, takeId)))
  }, [])
  return { takeOf: (key, takes) => shownTake(takes, kept.get(key)), keep }
}
