import { Crop } from 'lucide-react'
import { useRef } from 'react'
import { changeBoard } from '../../../../core/project/edits/boards.ts'
import { moveShotBoard, setEndBoard } from '../../../../core/project/edits/shot-boards.ts'
import type { Board } from '../../../../core/project/schema/board.ts'
import type { Shot } from '../../../../core/project/schema/shot.ts'
import { framesPerSecond } from '../../../../core/timeline/rational.ts'
import { edit, useFilm } from '../../../state/film-store.ts'
import { numberGesture } from '../../../state/number-gesture.ts'
import { Button } from '../../../ui/controls/button.tsx'
import { Checkbox } from '../../../ui/controls/checkbox.tsx'
import { DragField } from '../../../ui/fields/drag-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { Field } from '../../../ui/layout/field.tsx'
import { useText } from '../../../ui/use-text.ts'
import { openBoardView } from '../board-view/view-state.ts'
import { PaintButton, ReplaceButton } from '../picture-buttons.tsx'
import { chooseMoved } from './board-actions.ts'
import styles from './board-fields.module.css'

interface BoardFieldsProps {
  readonly shot: Shot
  readonly index: number
  readonly board: Board
}

/** What can be done with the chosen board, and its place in the shot. */
export function BoardFields({ shot, index, board }: BoardFieldsProps) {
  const text = useText()
  return (
    <>
      <PictureActions shot={shot} board={board} />
      <Field label={text('board.name')} hint={useSharing(shot, board)}>
        <TextField
          key={board.id}
          label={text('board.board-name')}
          value={board.name}
          maxLength={200}
          savesWhileTyping
          onCommit={(name) => edit('board.edit.board', (film) => changeBoard(film, board.id, { name }))}
        />
      </Field>
      {shot.boards.length > 1 && <PlaceInShot shot={shot} index={index} />}
    </>
  )
}

function PictureActions({ shot, board }: Omit<BoardFieldsProps, 'index'>) {
  const text = useText()
  return (
    <div className={styles['actions']}>
      <ReplaceButton shotId={shot.id} boardId={board.id} />
      <Button size="compact" icon={<Crop />} hint={text('shot.picture.crop-hint')} onClick={() => openBoardView(true)}>
        {text('shot.picture.crop')}
      </Button>
      <PaintButton boardId={board.id} />
    </div>
  )
}

function PlaceInShot({ shot, index }: Omit<BoardFieldsProps, 'board'>) {
  const text = useText()
  const rate = useFilm((film) => film.rate, null)
  const { frame, role } = shot.boards[index]!
  // A drag counts from the film before it.
  const before = useRef({ shot, frame })
  const move = numberGesture('shot.edit.move-board', (film, to) =>
    moveShotBoard(film, shot.id, before.current.frame, to),
  )
  const follow = (): void => chooseMoved(shot.id, before.current.shot, before.current.frame)
  const isLast = index === shot.boards.length - 1
  return (
    <>
      <Field label={text('shot.boards.frame')}>
        <DragField
          label={text('shot.boards.frame')}
          value={frame}
          unit="frames"
          min={index === 0 ? 0 : 1}
          max={shot.durationFrames - 1}
          framesPerSecond={rate === null ? undefined : framesPerSecond(rate)}
          disabledReason={index === 0 ? text('shot.boards.frame-fixed') : undefined}
          onBegin={() => {
            before.current = { shot, frame }
            return move.onBegin()
          }}
          onPreview={(to) => {
            move.onPreview(to)
            follow()
          }}
          onCommit={(to) => {
            move.onCommit(to)
            follow()
          }}
          onCancel={move.onCancel}
        />
      </Field>
      {index > 0 && (
        <Field label="" hint={text('shot.boards.is-end-hint')}>
          <Checkbox
            label={text('shot.boards.is-end')}
            checked={role === 'end'}
            disabledReason={isLast ? undefined : text('shot.boards.only-last')}
            onChange={(isEnd) => edit('shot.edit.end-board', (film) => setEndBoard(film, shot.id, isEnd))}
          />
        </Field>
      )}
    </>
  )
}

/** A change of a board is seen in every shot that has it. */
function useSharing(shot: Shot, board: Board): string | undefined {
  const text = useText()
  const names = useFilm((film) => {
    const others = film.shots.filter(
      ({ id, boards }) => id !== shot.id && boards.some((use) => use.boardId === board.id),
    )
    return others.map(({ id, name }) => name || id).join(', ')
  }, '')
  return names === '' ? undefined : text('shot.boards.shared', { shots: names })
}
