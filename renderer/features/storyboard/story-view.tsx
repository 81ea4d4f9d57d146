import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, type RefObject } from 'react'
import { useWorkspace } from '../../state/workspace-store.ts'
import { classNames } from '../../ui/class-names.ts'
import { useVirtualRows } from '../../ui/layout/use-virtual-rows.ts'
import { ContextMenu } from '../../ui/menus/context-menu.tsx'
import { useText } from '../../ui/use-text.ts'
import { DragLayer } from './drag/drag-layer.tsx'
import { useGridSize } from './grid-size.ts'
import { SectionHeading } from './section-heading.tsx'
import { ShotRows } from './shot-rows.tsx'
import { ListHeader } from './shot-row.tsx'
import { useShotMenu } from './shot-menu.ts'
import { onReveal } from './story-focus.ts'
import { storyLayout } from './story-layout.ts'
import { rowOf, storyRows, type ShownStory, type StoryRow } from './story-rows.ts'
import styles from './story-view.module.css'

const headingHeight = 40
const emptyHeight = 64
const listRowHeight = 68
const listHeaderHeight = 25
const gridGap = 12
/** Kept free beside a shot that is scrolled to, so that its focus ring is whole. */
const scrollMargin = 8

/** The storyboard as cards or as lines; only what is in sight is drawn, so that its length costs nothing. */
export function StoryView({ story }: { readonly story: ShownStory }) {
  const text = useText()
  const isList = storyLayout.use(({ layout }) => layout === 'list')
  const zone = useRef<HTMLElement | null>(null)
  const { columns, cardHeight, groupedHeight } = useGridSize(zone)
  const rows = useMemo(() => storyRows(story, isList ? 1 : columns), [story, isList, columns])
  const heightOf = (row: StoryRow): number => {
    if (row.kind !== 'shots') return row.kind === 'heading' ? headingHeight : emptyHeight
    if (isList) return listRowHeight
    return row.shots.some(({ group }) => group !== '') ? groupedHeight : cardHeight
  }
  const virtualizer = useStoryVirtualizer(zone, rows, heightOf, `${isList} ${cardHeight}`)
  const menu = useShotMenu()
  return (
    <ContextMenu entries={menu.entries}>
      <section
        ref={zone}
        data-zone="boards"
        tabIndex={-1}
        aria-label={text('board.title')}
        className={styles['zone']}
        onContextMenuCapture={menu.onContextMenu}
      >
        <div {...(isList ? { role: 'table', 'aria-label': text('story.list'), 'aria-rowcount': rows.length + 1 } : {})}>
          {isList && <ListHeader />}
          <div
            {...(isList ? { role: 'rowgroup' } : {})}
            className={classNames(styles['content'], isList && styles['list'])}
            style={{ height: virtualizer.getTotalSize() }}
          >
            {virtualizer.getVirtualItems().map(({ index, key, start, size }) => (
              <div
                key={key}
                {...(isList ? { role: 'presentation' } : {})}
                className={styles['row']}
                style={{ height: size, translate: `0 ${start}px` }}
              >
                <Row row={rows[index]!} rowIndex={index + 2} columns={columns} isList={isList} story={story} />
              </div>
            ))}
          </div>
        </div>
        <DragLayer />
      </section>
    </ContextMenu>
  )
}

interface RowProps {
  readonly row: StoryRow
  readonly rowIndex: number
  readonly columns: number
  readonly isList: boolean
  readonly story: ShownStory
}

function Row({ row, rowIndex, columns, isList, story }: RowProps) {
  const text = useText()
  if (row.kind === 'shots')
    return <ShotRows row={row} rowIndex={rowIndex} columns={columns} isList={isList} story={story} />
  const content =
    row.kind === 'heading' ? (
      <SectionHeading section={row.section} />
    ) : (
      <p className={styles['empty']} data-section={row.section.index}>
        {text('story.scene.empty')}
      </p>
    )
  if (!isList) return content
  return (
    <div role="row" aria-rowindex={rowIndex} className={styles['wide']}>
      <div role="cell" aria-colspan={10} className={styles['wide']}>
        {content}
      </div>
    </div>
  )
}

const keyOf = ({ key }: StoryRow): string => key

/** The rows of the storyboard; shows a shot or a scene when asked. */
function useStoryVirtualizer(
  zone: RefObject<HTMLElement | null>,
  rows: readonly StoryRow[],
  heightOf: (row: StoryRow) => number,
  heights: string,
): Virtualizer<HTMLElement, Element> {
  const current = useWorkspace(({ shotId }) => shotId)
  const isList = storyLayout.use(({ layout }) => layout === 'list')
  const kept = useMemo(() => rowOf(rows, current), [rows, current])
  // A heading brings its own space; the list's header pushes the rows down.
  const start = isList || rows[0]?.kind === 'heading' ? 0 : gridGap
  const space = { start, scrollStart: scrollMargin, scrollEnd: scrollMargin + (isList ? listHeaderHeight : 0) }
  const virtualizer = useVirtualRows({ zone, rows, keyOf, heightOf, heights, kept, space })
  useEffect(
    () =>
      onReveal(({ shotId, sceneId }) => {
        const isHeading = (row: StoryRow) => row.kind === 'heading' && row.section.scene?.id === sceneId
        const index = shotId === undefined ? rows.findIndex(isHeading) : rowOf(rows, shotId)
        if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
      }),
    [virtualizer, rows],
  )
  return virtualizer
}
