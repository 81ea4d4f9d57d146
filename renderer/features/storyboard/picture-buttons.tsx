import { Brush, ImageUp } from 'lucide-react'
import { attempt } from '../../state/notices.ts'
import { openInPaintProgram } from '../../state/painted-boards.ts'
import { replacePicture } from '../../state/replace-picture.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useText } from '../../ui/use-text.ts'

interface BoardOfShot {
  readonly shotId: string
  readonly boardId: string
}

/** Asks for another picture for a board of a shot. */
export function ReplaceButton({ shotId, boardId }: BoardOfShot) {
  const text = useText()
  return (
    <Button
      size="compact"
      icon={<ImageUp />}
      hint={text('shot.picture.replace-hint')}
      onClick={() => attempt(() => replacePicture({ shotId, boardId }, { from: 'dialog' }))}
    >
      {text('shot.picture.replace')}
    </Button>
  )
}

/** Opens a board in the user's paint program. */
export function PaintButton({ boardId }: Pick<BoardOfShot, 'boardId'>) {
  const text = useText()
  return (
    <Button
      size="compact"
      icon={<Brush />}
      hint={text('paint.open-hint')}
      onClick={() => attempt(() => openInPaintProgram(boardId))}
    >
      {text('paint.open')}
    </Button>
  )
}
