import { ChevronLeft, ChevronRight, Crop, LayoutGrid } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useFilm } from '../../../state/film-store.ts'
import { useSelectedShot } from '../../../state/shots.ts'
import { IconButton } from '../../../ui/controls/icon-button.tsx'
import { ToggleButton } from '../../../ui/controls/toggle-button.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { useText } from '../../../ui/use-text.ts'
import { PaintButton, ReplaceButton } from '../picture-buttons.tsx'
import styles from './board-view.module.css'
import { boardPlaces, stepBoard, useBoard, useChosenIndex, type ChosenBoard } from './chosen-board.ts'
import { CropEditor } from './crop-editor.tsx'
import { CropFields } from './crop-fields.tsx'
import { OnionControls } from './onion-controls.tsx'
import { BoardStage } from './board-stage.tsx'
import { boardViewStore, closeBoardView, leaveBoardView, useBoardView } from './view-state.ts'

/** One board in the storyboard's place: with its neighbours as onion skin, or with its crop. */
export function BoardView() {
  const shot = useSelectedShot()
  const index = useChosenIndex(shot)
  const use = shot?.boards[index]
  const board = useBoard(use?.boardId ?? null)
  useEffect(() => {
    if (shot === null) closeBoardView()
  }, [shot])
  return shot === null || use === undefined || board === null ? null : (
    <OpenBoard chosen={{ shot, use, index, board }} />
  )
}

function OpenBoard({ chosen }: { readonly chosen: ChosenBoard }) {
  const text = useText()
  const { isCropping } = useBoardView()
  const zone = useRef<HTMLDivElement>(null)
  const count = useFilm((film) => boardPlaces(film).length, 0)
  const number = useFilm((film) => numberOf(boardPlaces(film), chosen), 0)
  // Keys belong to the panel with the focus.
  useEffect(() => zone.current?.focus(), [isCropping])
  const { shot, board } = chosen
  return (
    <div
      ref={zone}
      role="group"
      data-zone="board-view"
      tabIndex={-1}
      aria-label={text('view.title')}
      className={styles['zone']}
      // Also from a control with the focus ring, which keeps its keys from the window's commands.
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        leaveBoardView()
      }}
    >
      <Panel
        title={text('view.title')}
        header={
          <>
            <IconButton
              size="compact"
              icon={<LayoutGrid />}
              label={text('view.close')}
              keys="Esc"
              onClick={closeBoardView}
            />
            <h2 className={styles['title']}>
              {shot.name} {board.name !== shot.name && <span className={styles['board']}>{board.name}</span>}
            </h2>
            <span className={styles['count']}>{text('view.of', { number, count })}</span>
          </>
        }
        actions={<Steps number={number} count={count} />}
        footer={<Tools chosen={chosen} isCropping={isCropping} />}
      >
        <div className={styles['well']}>
          {isCropping ? <CropEditor key={board.id} board={board} /> : <BoardStage chosen={chosen} />}
        </div>
      </Panel>
    </div>
  )
}

function Steps({ number, count }: { readonly number: number; readonly count: number }) {
  const text = useText()
  return (
    <>
      <IconButton
        size="compact"
        icon={<ChevronLeft />}
        label={text('view.previous')}
        keys="←"
        disabledReason={number <= 1 ? text('view.first') : undefined}
        onClick={() => stepBoard(-1)}
      />
      <IconButton
        size="compact"
        icon={<ChevronRight />}
        label={text('view.next')}
        keys="→"
        disabledReason={number >= count ? text('view.last') : undefined}
        onClick={() => stepBoard(1)}
      />
    </>
  )
}

function Tools({ chosen, isCropping }: { readonly chosen: ChosenBoard; readonly isCropping: boolean }) {
  const text = useText()
  const { shot, board } = chosen
  return (
    <div className={styles['tools']}>
      <ToggleButton
        showLabel
        icon={<Crop />}
        label={text('view.crop')}
        keys="C"
        pressed={isCropping}
        onPressedChange={(on) => boardViewStore.setState({ isCropping: on })}
      />
      {isCropping ? <CropFields board={board} /> : <OnionControls />}
      <span className={styles['end']}>
        <ReplaceButton shotId={shot.id} boardId={board.id} />
        <PaintButton boardId={board.id} />
      </span>
    </div>
  )
}

/** From 1. */
function numberOf(places: ReturnType<typeof boardPlaces>, { shot, index }: ChosenBoard): number {
  return 1 + places.findIndex((place) => place.shotId === shot.id && place.index === index)
}
