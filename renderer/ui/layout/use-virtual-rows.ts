import { defaultRangeExtractor, useVirtualizer, type Range, type Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, type RefObject } from 'react'

/** Space in CSS pixels. */
interface RowSpace {
  /** Before the first row. */
  readonly start?: number
  /** Kept free before and after a row that is scrolled to, so that its focus ring is whole. */
  readonly scrollStart?: number
  readonly scrollEnd?: number
}

interface VirtualRowsOptions<Row> {
  /** What scrolls. */
  readonly zone: RefObject<HTMLElement | null>
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** In CSS pixels. */
  readonly heightOf: (row: Row) => number
  /** Names what heights depend on beside the rows: another name measures anew. */
  readonly heights: string
  /** Index of the row that has the focus, drawn wherever the list is scrolled to; negative for none. */
  readonly kept: number
  readonly space?: RowSpace
}

/** A long list of which only the rows in sight are drawn, a few more, and the one with the focus. */
export function useVirtualRows<Row>(options: VirtualRowsOptions<Row>): Virtualizer<HTMLElement, Element> {
  const { zone, rows, keyOf, heightOf, heights, kept, space = {} } = options
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: rows.length,
    getScrollElement: () => zone.current,
    estimateSize: (index) => heightOf(rows[index]!),
    getItemKey: useCallback((index: number) => keyOf(rows[index]!), [rows, keyOf]),
    overscan: 2,
    paddingStart: space.start ?? 0,
    scrollPaddingStart: space.scrollStart ?? 0,
    scrollPaddingEnd: space.scrollEnd ?? 0,
    rangeExtractor: useCallback((range: Range) => withKept(defaultRangeExtractor(range), kept), [kept]),
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, heights, rows])
  return virtualizer
}

/** A row is still kept when the list has become shorter, until it is drawn anew. */
function withKept(indexes: number[], kept: number): number[] {
  return kept < 0 || indexes.includes(kept) ? indexes : [...indexes, kept].toSorted((a, b) => a - b)
}
