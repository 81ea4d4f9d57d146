import { useEffect, useRef, type KeyboardEvent, type WheelEvent } from 'react'
import { pictureUrl } from '../../../../core/contract/media-urls.ts'
import { shownCrop, type CropFrame } from '../../../../core/framing/crop-box.ts'
import type { Board } from '../../../../core/project/schema/board.ts'
import { useFilm, useOpenFilm } from '../../../state/film-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { frameStyle } from './board-stage.tsx'
import styles from './crop-editor.module.css'
import { cropByKey, corners, dragCorner, dragCrop, wheelCrop } from './crop-gestures.ts'

/** The whole picture of a board with the part that the film shows: dragged, sized by its corners or the wheel. */
export function CropEditor({ board }: { readonly board: Board }) {
  const text = useText()
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const plane = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const frame: CropFrame = { picture: board.picture, aspect }
  const crop = shownCrop(frame, board.crop)
  const percent = (part: number): string => `${(100 * part).toFixed(4)}%`
  const place = {
    left: percent(crop.x),
    top: percent(crop.y),
    width: percent(crop.width),
    height: percent(crop.height),
  }
  const at = { boardId: board.id, frame, crop, plane: () => plane.current!.getBoundingClientRect() }
  return (
    <div className={styles['stage']} onWheel={(event: WheelEvent) => wheelCrop(event, at)}>
      <div ref={plane} className={styles['plane']} style={frameStyle(board.picture.width / board.picture.height)}>
        <div className={styles['sheet']}>
          {projectId !== null && (
            <img
              src={pictureUrl(projectId, board.picture.media, 'display')}
              alt={board.name}
              draggable={false}
              className={styles['picture']}
            />
          )}
          <span className={styles['shade']} style={place} />
        </div>
        <div
          ref={box}
          role="group"
          tabIndex={0}
          aria-label={text('view.crop.box')}
          aria-description={text('view.crop.how')}
          className={styles['box']}
          style={place}
          onPointerDown={(event) => dragCrop(event, at)}
          onKeyDown={(event: KeyboardEvent) => cropByKey(event, at)}
        >
          <span className={styles['thirds']} aria-hidden />
          {corners.map((corner, index) => (
            <span
              key={index}
              className={styles['corner']}
              title={text(`view.crop.corner.${index as 0 | 1 | 2 | 3}`)}
              data-corner={index}
              style={{ left: percent((corner.x + 1) / 2), top: percent((corner.y + 1) / 2) }}
              onPointerDown={(event) => dragCorner(event, corner, at)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}
