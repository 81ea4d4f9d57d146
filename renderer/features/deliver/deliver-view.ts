import { z } from 'zod'
import { boardSheetOptionsSchema, type BoardSheetOptions } from '../../../core/contract/board-sheet.ts'
import { exportOptionsSchema, type ExportOptions } from '../../../core/contract/export-options.ts'
import { boardSheetOptions } from '../../../core/export/board-sheet-presets.ts'
import { presetOptions, type ExportPreset } from '../../../core/export/presets.ts'
import { workspaceSlice } from '../../state/workspace-store.ts'

const viewSchema = z.object({
  /** What leaves: the cut for an editing program, or the storyboard on paper. */
  target: z.enum(['cut', 'storyboard']).catch('cut'),
  options: exportOptionsSchema.catch(presetOptions('premiere')),
  sheet: boardSheetOptionsSchema.catch(boardSheetOptions('rows')),
  columns: z.record(z.string(), z.number()).optional(),
})

/** What the user last chose to write: kept with the project, no part of undo. */
export const deliverView = workspaceSlice('deliver', viewSchema, {
  target: 'cut',
  options: presetOptions('premiere'),
  sheet: boardSheetOptions('rows'),
})

/** Another preset starts with everything on, in the movie format it reads best. */
export function choosePreset(preset: ExportPreset): void {
  deliverView.set({ target: 'cut', options: presetOptions(preset) })
}

export function changeOptions(change: Partial<ExportOptions>): void {
  deliverView.set({ options: { ...deliverView.get().options, ...change } })
}

export function chooseStoryboard(): void {
  deliverView.set({ target: 'storyboard' })
}

/** Another layout starts on the paper that it is used on most; what is drawn stays as it was chosen. */
export function chooseSheetLayout(layout: BoardSheetOptions['layout']): void {
  const { columns, arrows, overhead, paper } = deliverView.get().sheet
  deliverView.set({ sheet: { ...boardSheetOptions(layout), columns, arrows, overhead, paper } })
}

export function changeSheet(change: Partial<BoardSheetOptions>): void {
  deliverView.set({ sheet: { ...deliverView.get().sheet, ...change } })
}
