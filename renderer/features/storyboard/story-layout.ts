import { z } from 'zod'
import { workspaceSlice } from '../../state/workspace-store.ts'

/** CSS pixels of a card in the grid. */
export const cardWidths = { min: 140, max: 420 } as const

/** How the storyboard is shown: saved with the project, no part of undo. */
export const storyLayout = workspaceSlice(
  'board',
  z.object({
    cardWidth: z.number().min(cardWidths.min).max(cardWidths.max).catch(232),
    layout: z.enum(['grid', 'list']).catch('grid'),
    /** Whether cards print dialogue and action. */
    captions: z.boolean().catch(false),
    /** Sections that are closed, by scene; `none` for shots without one. */
    closed: z.array(z.string()).catch([]),
    panes: z.record(z.string(), z.number()).optional(),
  }),
  { cardWidth: 232, layout: 'grid', captions: false, closed: [] as string[] },
)

/** The name of a section among the closed ones. */
export function sectionName(sceneId: string | null): string {
  return sceneId ?? 'none'
}

export function toggleSection(sceneId: string | null): void {
  const name = sectionName(sceneId)
  const { closed } = storyLayout.get()
  storyLayout.set({ closed: closed.includes(name) ? closed.filter((each) => each !== name) : [...closed, name] })
}
