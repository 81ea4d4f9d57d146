import type { Command } from '../../../state/command.ts'
import { filmStore } from '../../../state/film-store.ts'
import { attempt } from '../../../state/notices.ts'
import { openInPaintProgram } from '../../../state/painted-boards.ts'
import { replacePicture } from '../../../state/replace-picture.ts'
import { showWorkspace } from '../../../state/workspace-store.ts'
import { isCurrentShotShown } from '../selection.ts'
import { addEmptyShot } from '../story-actions.ts'
import { chosenBoard, stepBoard, type ChosenBoard } from './chosen-board.ts'
import { boardViewStore, leaveBoardView, onionSkin, openBoardView } from './view-state.ts'

const needsBoard = () =>
  filmStore.getState().open === null
    ? ('shell.needs-film' as const)
    : chosenBoard() === null
      ? ('view.needs-board' as const)
      : isCurrentShotShown()
        ? null
        : ('story.needs-shown' as const)

function withBoard(work: (chosen: ChosenBoard) => Promise<void>): void {
  const chosen = chosenBoard()
  if (chosen !== null) attempt(() => work(chosen))
}

function show(isCropping: boolean): void {
  showWorkspace('board')
  openBoardView(isCropping)
}

/** Shows the neighbours over the board; where the storyboard is shown, the board first. */
function toggleOnion(): void {
  const { isOpen, isCropping } = boardViewStore.getState()
  onionSkin.set({ on: !isOpen || isCropping || !onionSkin.get().on })
  show(false)
}

/** One board: looked at, cropped, painted, replaced. */
export const boardViewCommands: readonly Command[] = [
  {
    id: 'view.open',
    title: 'view.command.open',
    zone: 'boards',
    keys: ['KeyF'],
    menu: 'shot',
    unavailable: needsBoard,
    run: () => show(false),
  },
  {
    id: 'view.crop',
    title: 'view.command.crop',
    zone: 'board-view',
    keys: ['KeyC'],
    menu: 'shot',
    unavailable: needsBoard,
    run: () => show(!(boardViewStore.getState().isOpen && boardViewStore.getState().isCropping)),
  },
  {
    id: 'view.onion',
    title: 'view.command.onion',
    zone: 'board-view',
    keys: ['KeyO'],
    menu: 'view',
    unavailable: needsBoard,
    checked: () => onionSkin.get().on,
    run: toggleOnion,
  },
  {
    id: 'view.onion-from-story',
    title: 'view.command.onion',
    zone: 'boards',
    keys: ['KeyO'],
    menu: null,
    unavailable: needsBoard,
    run: toggleOnion,
  },
  {
    id: 'view.replace',
    title: 'view.command.replace',
    zone: 'boards',
    keys: [],
    menu: 'shot',
    unavailable: needsBoard,
    run: () =>
      withBoard(({ shot, board }) => replacePicture({ shotId: shot.id, boardId: board.id }, { from: 'dialog' })),
  },
  {
    id: 'paint.open',
    title: 'paint.command.open',
    zone: 'boards',
    keys: [],
    menu: 'shot',
    unavailable: needsBoard,
    run: () => withBoard(({ board }) => openInPaintProgram(board.id)),
  },
  ...(['after', 'before'] as const).map((side): Command => ({
    id: `view.new-${side}`,
    title: `story.command.new-${side}`,
    zone: 'board-view',
    keys: [side === 'after' ? 'KeyN' : 'Shift+KeyN'],
    menu: null,
    unavailable: needsBoard,
    run: () => attempt(() => addEmptyShot(side)),
  })),
  {
    id: 'view.previous',
    title: 'view.previous',
    zone: 'board-view',
    keys: ['ArrowLeft', 'ArrowUp'],
    menu: null,
    repeats: true,
    unavailable: needsBoard,
    run: () => stepBoard(-1),
  },
  {
    id: 'view.next',
    title: 'view.next',
    zone: 'board-view',
    keys: ['ArrowRight', 'ArrowDown'],
    menu: null,
    repeats: true,
    unavailable: needsBoard,
    run: () => stepBoard(1),
  },
  {
    id: 'view.close',
    title: 'view.close',
    zone: 'board-view',
    keys: ['Escape'],
    menu: null,
    run: leaveBoardView,
  },
]
