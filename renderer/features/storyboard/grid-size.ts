import { useLayoutEffect, useState, type RefObject } from 'react'
import { useFilm } from '../../state/film-store.ts'
import { columnsStore } from './shown-story.ts'
import { storyLayout } from './story-layout.ts'

/** Space between cards and at the edges, CSS pixels: `--space-3`. */
const gap = 12
/** Space in a card round what it holds, and between its lines. */
const inset = 8
const lineGap = 4
const nameHeight = 24
const stateHeight = 16
const captionHeight = 32
/** The bracket over the cards of a group. */
const groupHeight = 24

/** How the cards lie in the panel as wide as it is now. Heights are of a row with the space below it. */
export interface GridSize {
  readonly columns: number
  readonly cardHeight: number
  readonly groupedHeight: number
}

/** @param zone what scrolls; 0 wide until it is there */
export function useGridSize(zone: RefObject<HTMLElement | null>): GridSize {
  const width = useWidth(zone)
  const cardWidth = storyLayout.use((layout) => layout.cardWidth)
  const captions = storyLayout.use((layout) => layout.captions)
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const size = gridSize(width, { cardWidth, captions, aspect })
  useLayoutEffect(() => columnsStore.setState({ columns: size.columns }), [size.columns])
  return size
}

/** Cards are at least as wide as wished, and fill the row. */
function gridSize(
  width: number,
  { cardWidth, captions, aspect }: { cardWidth: number; captions: boolean; aspect: number },
): GridSize {
  const inner = Math.max(1, width - 2 * gap)
  const columns = Math.max(1, Math.floor((inner + gap) / (cardWidth + gap)))
  const card = (inner - (columns - 1) * gap) / columns
  const picture = Math.max(1, card - 2 * inset) / aspect
  const lines = picture + lineGap + nameHeight + lineGap + stateHeight + (captions ? lineGap + captionHeight : 0)
  const cardHeight = Math.ceil(lines + 2 * inset) + gap
  return { columns, cardHeight, groupedHeight: cardHeight + groupHeight }
}

function useWidth(zone: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = zone.current
    if (element === null) return
    setWidth(element.clientWidth)
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [zone])
  return width
}
