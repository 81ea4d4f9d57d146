import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core'
import { rectSortingStrategy, SortableContext, sortableKeyboardCoordinates } from '@dnd-kit/sortable'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { useText } from '../../ui/use-text.ts'
import { ShotCard } from './shot-card.tsx'
import styles from './shot-grid.module.css'
import { moveShotTo } from './story-actions.ts'

interface ShotGridProps {
  readonly shots: readonly Shot[]
  /** CSS pixels. */
  readonly cardWidth: number
}

/** A press that moves less than this is a click. */
const dragDistancePixels = 6

/** Cards in reading order; dragging one puts it elsewhere. */
export function ShotGrid({ shots, cardWidth }: ShotGridProps) {
  const text = useText()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: dragDistancePixels } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
      keyboardCodes: { start: ['KeyM'], cancel: ['Escape'], end: ['KeyM', 'Enter', 'Space'] },
    }),
  )
  const name = (id: string | number): string => shots.find((shot) => shot.id === id)?.name ?? ''
  const end = ({ active, over }: DragEndEvent): void => {
    if (over !== null) moveShotTo(String(active.id), String(over.id))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={end}
      accessibility={{
        screenReaderInstructions: { draggable: text('board.drag.how') },
        announcements: {
          onDragStart: ({ active }) => text('board.drag.start', { shot: name(active.id) }),
          onDragOver: ({ active, over }) =>
            over === null ? undefined : text('board.drag.over', { shot: name(active.id), other: name(over.id) }),
          onDragEnd: ({ active }) => text('board.drag.end', { shot: name(active.id) }),
          onDragCancel: ({ active }) => text('board.drag.cancel', { shot: name(active.id) }),
        },
      }}
    >
      <SortableContext items={shots.map(({ id }) => id)} strategy={rectSortingStrategy}>
        <ul
          className={styles['grid']}
          style={{ gridTemplateColumns: `repeat(auto-fill, minmax(${cardWidth}px, 1fr))` }}
        >
          {shots.map((shot, index) => (
            <ShotCard key={shot.id} shot={shot} number={index + 1} />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  )
}
