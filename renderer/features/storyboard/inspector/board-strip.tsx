import { useRef } from 'react'
import type { BoardUse, Shot } from '../../../../core/project/schema/shot.ts'
import { attempt } from '../../../state/notices.ts'
import { classNames } from '../../../ui/class-names.ts'
import { useText } from '../../../ui/use-text.ts'
import { addPictures, registered } from './board-actions.ts'
import styles from './board-strip.module.css'
import { BoardMark } from './board-mark.tsx'
import { frameAtPart, partOfTime, rulerFrames } from './strip-time.ts'
import { useFileDrop } from '../use-file-drop.ts'

interface BoardStripProps {
  readonly shot: Shot
  /** Counted from 0. */
  readonly chosen: number
  readonly onChoose: (index: number) => void
}

const rulerNumbers = 4

/** The shot's boards over a ruler of its frames: dragged to another time, dropped pictures join them there. */
export function BoardStrip({ shot, chosen, onChoose }: BoardStripProps) {
  const text = useText()
  const track = useRef<HTMLDivElement>(null)
  const frameUnder = (clientX: number): number => {
    const box = track.current!.getBoundingClientRect()
    return frameAtPart((clientX - box.left) / box.width, shot.durationFrames)
  }
  const { over, handlers } = useFileDrop((files, clientX) => {
    const frame = Math.max(1, frameUnder(clientX))
    attempt(async () => addPictures(shot.id, await registered(files), frame))
  })
  return (
    <div role="group" aria-label={text('shot.boards.strip')} className={styles['strip']} {...handlers}>
      <div ref={track} className={styles['track']} data-over={over !== null || undefined}>
        {shot.boards.map((use, index) => (
          <Span key={`span-${use.frame}`} shot={shot} use={use} index={index} />
        ))}
        {shot.boards.map((use, index) => (
          <BoardMark
            // A board keeps its element while it is dragged past others.
            key={`${use.boardId}-${shot.boards.slice(0, index).filter(({ boardId }) => boardId === use.boardId).length}`}
            shot={shot}
            index={index}
            isChosen={index === chosen}
            frameUnder={frameUnder}
            onChoose={onChoose}
          />
        ))}
        {over !== null && (
          <span
            className={styles['caret']}
            style={{ left: `${100 * partOfTime(frameUnder(over), shot.durationFrames)}%` }}
          />
        )}
      </div>
      <div className={styles['ruler']} aria-hidden>
        {rulerFrames(shot.durationFrames, rulerNumbers).map((frame) => (
          <Tick key={frame} frame={frame} durationFrames={shot.durationFrames} />
        ))}
      </div>
    </div>
  )
}

/** The time in which a board is seen. */
function Span({ shot, use, index }: { readonly shot: Shot; readonly use: BoardUse; readonly index: number }) {
  const from = index === 0 ? 0 : partOfTime(use.frame, shot.durationFrames)
  const next = shot.boards[index + 1]
  const to = next === undefined ? 1 : partOfTime(next.frame, shot.durationFrames)
  return (
    <span
      className={classNames(styles['span'], use.role === 'end' && styles['end'])}
      style={{ left: `${100 * from}%`, width: `${100 * (to - from)}%` }}
    />
  )
}

function Tick({ frame, durationFrames }: { readonly frame: number; readonly durationFrames: number }) {
  const percent = 100 * partOfTime(frame, durationFrames)
  return (
    <span className={styles['tick']} style={{ left: `${percent}%` }}>
      <span className={styles['number']} style={{ transform: `translateX(${-percent}%)` }}>
        {frame}
      </span>
    </span>
  )
}
