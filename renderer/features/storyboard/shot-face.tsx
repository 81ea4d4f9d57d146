import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react'
import { knownBlankPaper } from '../../state/blank-paper.ts'
import { currentFilm, currentProjectId } from '../../state/film-store.ts'
import { importPictureFiles } from '../../state/import-pictures.ts'
import { attempt } from '../../state/notices.ts'
import { showWorkspace } from '../../state/workspace-store.ts'
import { useText } from '../../ui/use-text.ts'
import { endsDrag, pressShot } from './drag/story-drag.ts'
import { chooseShot } from './selection.ts'
import styles from './shot-face.module.css'
import { cardId } from './story-focus.ts'
import { useFileDrop } from './use-file-drop.ts'

interface ShotFaceProps {
  readonly shotId: string
  readonly name: string
  /** Its place in the storyboard, from 1. */
  readonly number: number
  readonly selected: boolean
  /** Whether Tab stops here: at one shot of the storyboard. */
  readonly tabStop: boolean
  readonly children: ReactNode
}

/** The part of a shot that is clicked, dragged and focused, in the grid and in the list. */
export function ShotFace({ shotId, name, number, selected, tabStop, children }: ShotFaceProps) {
  const text = useText()
  const { over, handlers } = useFileDrop(
    (files) => attempt(() => importPictureFiles(files, '', shotId)),
    (count, state) => count === 1 && mayFill(shotId, state === 'dropped'),
  )
  return (
    <div
      id={cardId(shotId)}
      role="button"
      tabIndex={tabStop ? 0 : -1}
      aria-pressed={selected}
      aria-label={text('board.card', { number, name })}
      className={styles['face']}
      onClick={(event) => clickShot(event, shotId)}
      onDoubleClick={() => showWorkspace('camera')}
      onPointerDown={(event: PointerEvent) => {
        if (event.button === 0) pressShot(event, shotId)
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== ' ' || event.nativeEvent.isComposing) return
        event.preventDefault()
        event.stopPropagation()
        chooseShot(shotId, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'add' : 'alone')
      }}
      {...handlers}
    >
      {children}
      {over !== null && <span className={styles['drop']}>{text('story.fill')}</span>}
    </div>
  )
}

/** Whether a picture is for the shot's blank board. @param unsure what is answered until that is known */
function mayFill(shotId: string, unsure: boolean): boolean {
  const { shots, boards } = currentFilm()
  const boardId = shots.find(({ id }) => id === shotId)?.boards[0]?.boardId
  const media = boards.find(({ id }) => id === boardId)?.picture.media
  return media !== undefined && (knownBlankPaper(currentProjectId(), media) ?? unsure)
}

/** As everywhere: with Shift up to here, with Ctrl this one more or less. */
export function clickShot(event: MouseEvent, shotId: string): void {
  if (endsDrag()) return
  chooseShot(shotId, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'add' : 'alone')
}
