import { z } from 'zod'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { workspaceSlice } from '../../../state/workspace-store.ts'

/** Whether one board fills the storyboard's place, and whether its crop is edited. */
export const boardViewStore = createStore<{ readonly isOpen: boolean; readonly isCropping: boolean }>(() => ({
  isOpen: false,
  isCropping: false,
}))

export function useBoardView(): { readonly isOpen: boolean; readonly isCropping: boolean } {
  return useStore(boardViewStore)
}

export function openBoardView(isCropping = false): void {
  boardViewStore.setState({ isOpen: true, isCropping })
}

/** One step back: from the crop to the board, from the board to the storyboard. */
export function leaveBoardView(): void {
  const { isCropping } = boardViewStore.getState()
  boardViewStore.setState(isCropping ? { isCropping: false } : { isOpen: false })
}

export function closeBoardView(): void {
  boardViewStore.setState({ isOpen: false, isCropping: false })
}

/** How the neighbours lie over a board. Remembered with the project. */
export const onionSkin = workspaceSlice(
  'onion-skin',
  z.object({ on: z.boolean(), strength: z.number().min(0).max(1), tint: z.boolean() }),
  { on: false, strength: 0.4, tint: true },
)
