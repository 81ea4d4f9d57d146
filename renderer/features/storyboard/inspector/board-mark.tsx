import { Flag } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { pictureUrl } from '../../../../core/contract/media-urls.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { edit, useFilm, useOpenFilm } from '../../../state/film-store.ts'
import { useIsMissing } from '../../../state/project-safety.ts'
import { Thumbnail } from '../../../ui/display/thumbnail.tsx'
import { useText } from '../../../ui/use-text.ts'
import { useBoard } from '../board-view/chosen-board.ts'
import { openBoardView } from '../board-view/view-state.ts'
import { chooseMoved, moveBoard, removeBoardAt } from './board-actions.ts'
import styles from './board-strip.module.css'
import { partOfTime } from './strip-time.ts'
import { markDrag } from './mark-drag.ts'

interface BoardMarkProps {
  readonly shot: Shot
  readonly index: number
  readonly isChosen: boolean
  readonly frameUnder: (clientX: number) => number
  readonly onChoose: (index: number) => void
}

/** Frames that an arrow key with Shift goes. */
const longStep = 10

/** A board on the strip. The first stands at the start, the others are dragged or moved by arrow keys. */
export function BoardMark({ shot, index, isChosen, frameUnder, onChoose }: BoardMarkProps) {
  const text = useText()
  const use = shot.boards[index]!
  const board = useBoard(use.boardId)
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const aspect = useFilm((film) => film.format.width / film.format.height, 16 / 9)
  const drag = markDrag({ shot, index, frameUnder, onChoose })
  const percent = 100 * partOfTime(index === 0 ? 0 : use.frame, shot.durationFrames)
  const isMissing = useIsMissing(board?.picture.media ?? null)
  const words = text('shot.boards.at', { name: board?.name ?? '', frame: use.frame })
  return (
    <div
      {...roleOf(shot, index, words)}
      aria-label={`${text(`shot.boards.${use.role}`)}: ${board?.name ?? ''}`}
      tabIndex={0}
      title={words}
      data-chosen={isChosen || undefined}
      data-first={index === 0 || undefined}
      className={styles['mark']}
      style={{ left: `${percent}%`, transform: `translateX(${-percent}%)` }}
      onFocus={() => onChoose(index)}
      onDoubleClick={() => openBoardView()}
      onKeyDown={(event) => pressed(event, shot, index)}
      {...drag}
    >
      <Thumbnail
        source={projectId === null || board === null ? null : pictureUrl(projectId, board.picture.media, 'thumbnail')}
        alt=""
        aspect={aspect}
        part={board?.crop}
        chosen={isChosen}
        missing={isMissing ? '' : null}
      />
      {use.role === 'end' && <Flag className={styles['flag']} aria-hidden />}
    </div>
  )
}

/** The first board cannot be moved: it is a button, the others are values in time. */
function roleOf(shot: Shot, index: number, words: string) {
  if (index === 0) return { role: 'button' }
  return {
    role: 'slider',
    'aria-valuemin': 1,
    'aria-valuemax': shot.durationFrames - 1,
    'aria-valuenow': shot.boards[index]!.frame,
    'aria-valuetext': words,
  }
}

function pressed(event: KeyboardEvent, shot: Shot, index: number): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0
  const removes = event.key === 'Delete' || event.key === 'Backspace'
  if (event.key === 'Enter') openBoardView()
  if (event.key !== 'Enter' && !removes && (step === 0 || index === 0)) return
  event.preventDefault()
  event.stopPropagation()
  if (removes) removeBoardAt(shot.id, index)
  if (step === 0) return
  const { frame } = shot.boards[index]!
  const { change } = moveBoard(shot.id, frame, frame + step * (event.shiftKey ? longStep : 1))
  if (edit('shot.edit.move-board', change)) chooseMoved(shot.id, shot, frame)
}
