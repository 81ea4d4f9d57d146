import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react'
import { showWorkspace } from '../../state/workspace-store.ts'
import { useText } from '../../ui/use-text.ts'
import { endsDrag, pressShot } from './drag/story-drag.ts'
import { chooseShot } from './selection.ts'
import styles from './shot-face.module.css'
import { cardId } from './story-focus.ts'

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
    >
      {children}
    </div>
  )
}

/** As everywhere: with Shift up to here, with Ctrl this one more or less. */
export function clickShot(event: MouseEvent, shotId: string): void {
  if (endsDrag()) return
  chooseShot(shotId, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'add' : 'alone')
}
