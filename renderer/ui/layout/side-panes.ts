/** A pane that can be put away, for commands that work without a mouse. */
export interface MountedPane {
  /** The edge of the window at which it stands; left out for panes that are always there. */
  readonly side?: 'left' | 'right' | undefined
  isOpen(): boolean
  toggle(): void
  /** Back to its first size, open. */
  reset(): void
}

const mounted = new Set<MountedPane>()

/** @returns takes it off again */
export function addPane(pane: MountedPane): () => void {
  mounted.add(pane)
  return () => void mounted.delete(pane)
}

/** The pane at that edge of what the window shows, or undefined. */
export function sidePane(side: 'left' | 'right'): MountedPane | undefined {
  return [...mounted].find((pane) => pane.side === side)
}

/** All panes that the window shows get their first sizes. */
export function resetPanes(): void {
  for (const pane of mounted) pane.reset()
}
