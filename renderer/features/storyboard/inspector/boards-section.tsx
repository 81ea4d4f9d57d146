import { Trash2 } from 'lucide-react'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { useText } from '../../../ui/use-text.ts'
import { chooseBoard, useBoard, useChosenIndex } from '../board-view/chosen-board.ts'
import { AddBoard } from './add-board.tsx'
import { removeBoardAt } from './board-actions.ts'
import { BoardFace } from './board-face.tsx'
import { BoardFields } from './board-fields.tsx'
import { BoardStrip } from './board-strip.tsx'
import styles from './boards-section.module.css'

/** The shot's boards: the chosen one's picture, all of them in the shot's time, and what can be set of the chosen one. */
export function BoardsSection({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const index = useChosenIndex(shot)
  const use = shot.boards[index]!
  const board = useBoard(use.boardId)
  if (board === null) return null
  const { width, height } = board.picture
  return (
    <Section
      title={text('shot.boards')}
      summary={shot.boards.length > 1 ? shot.boards.length : `${width} × ${height}`}
      actions={
        <>
          {shot.boards.length > 1 && (
            <IconButton
              size="compact"
              icon={<Trash2 />}
              label={text('shot.boards.remove')}
              disabledReason={index === 0 ? text('shot.boards.remove-first') : undefined}
              onClick={() => removeBoardAt(shot.id, index)}
            />
          )}
          <AddBoard shot={shot} />
        </>
      }
    >
      <div className={styles['boards']}>
        <BoardFace shotId={shot.id} board={board} />
        <BoardStrip shot={shot} chosen={index} onChoose={(next) => chooseBoard({ shotId: shot.id, index: next })} />
      </div>
      <BoardFields shot={shot} index={index} board={board} />
    </Section>
  )
}
