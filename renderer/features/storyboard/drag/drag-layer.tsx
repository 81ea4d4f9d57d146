import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import { useFilm } from '../../../state/film-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { ShotThumbnail } from '../shot-thumbnail.tsx'
import styles from './drag-layer.module.css'
import { dragStore, type StoryDrag } from './story-drag.ts'

/** What is dragged, under the pointer, and the line where it would go. */
export function DragLayer() {
  const drag = useStore(dragStore, (state) => state.drag)
  return drag === null ? null : createPortal(<Dragged drag={drag} />, document.body)
}

function Dragged({ drag }: { readonly drag: StoryDrag }) {
  const text = useText()
  const shot = useFilm((film) => film.shots.find(({ id }) => id === drag.shotId) ?? null, null)
  const count = drag.shotIds.length
  return (
    <>
      {drag.line !== null && <div className={styles['line']} style={drag.line} data-thin={isThin(drag) || undefined} />}
      {shot !== null && (
        <div
          className={styles['ghost']}
          data-many={count > 1 || undefined}
          style={{ translate: `${drag.x + 14}px ${drag.y + 10}px` }}
        >
          <ShotThumbnail shot={shot} />
          <span className={styles['words']}>{count === 1 ? shot.name : text('story.drag.count', { count })}</span>
        </div>
      )}
    </>
  )
}

/** A line between shots; otherwise it frames a section. */
function isThin({ line }: StoryDrag): boolean {
  return line !== null && Math.min(line.width, line.height) <= 3
}
