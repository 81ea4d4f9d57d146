import { attempt } from '../../../state/notices.ts'

let player: HTMLElement | null = null

/** The element that fills the screen. */
export function setFullScreenPlayer(element: HTMLElement | null): void {
  player = element
}

export function isFullScreen(): boolean {
  return player !== null && document.fullscreenElement === player
}

export function toggleFullScreen(): void {
  const shown = player
  if (document.fullscreenElement !== null) attempt(() => document.exitFullscreen())
  else if (shown !== null) attempt(() => shown.requestFullscreen())
}
