import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { setBoardDepth } from '../../../../core/project/edits/boards.ts'
import { edit } from '../../../state/film-store.ts'
import { useText } from '../../../ui/use-text.ts'
import { usePlayhead, useShotPart } from '../session/use-shot.ts'
import styles from './through-view.module.css'

const keySteps: Readonly<Record<string, number>> = { ArrowUp: -0.01, ArrowDown: 0.01, PageUp: -0.05, PageDown: 0.05 }

/** The horizon of a board with ground depth: a line to drag, shown at the frame that is the board's own view. */
export function HorizonLine() {
  const text = useText()
  const frame = usePlayhead()
  const board = useShotPart((geometry) => geometry.board)
  const anchorFrame = useShotPart(({ shot }) => shot.anchorFrame)
  const [dragged, setDragged] = useState<number | null>(null)
  if (board?.depth.origin !== 'ground' || frame !== anchorFrame) return null
  const shown = dragged ?? board.depth.horizon

  const commit = (horizon: number): void => {
    edit('camera.edit.depth', (film) => setBoardDepth(film, board.id, { origin: 'ground', horizon }, null))
  }
  const place = ({ clientY, currentTarget }: PointerEvent): number => {
    const box = currentTarget.parentElement!.getBoundingClientRect()
    return inFrame((clientY - box.top) / box.height)
  }
  const step = (event: KeyboardEvent): void => {
    const by = keySteps[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    commit(inFrame(shown + by))
  }
  return (
    <div
      className={styles['horizon']}
      style={{ top: `${shown * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={text('camera.horizon-line')}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(shown * 100)}
      aria-valuetext={`${Math.round(shown * 100)}%`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragged(shown)
      }}
      onPointerMove={(event) => {
        if (dragged !== null) setDragged(place(event))
      }}
      onPointerUp={(event) => {
        if (dragged === null) return
        setDragged(null)
        commit(place(event))
      }}
      onPointerCancel={() => setDragged(null)}
      onKeyDown={step}
    >
      <span className={styles['horizonLabel']}>{text('camera.field.horizon')}</span>
    </div>
  )
}

function inFrame(horizon: number): number {
  return Math.round(Math.max(0.02, Math.min(0.98, horizon)) * 1000) / 1000
}
