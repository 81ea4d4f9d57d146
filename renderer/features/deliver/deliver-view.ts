import { z } from 'zod'
import { exportOptionsSchema, type ExportOptions } from '../../../core/contract/export-options.ts'
import { presetOptions, type ExportPreset } from '../../../core/export/presets.ts'
import { workspaceSlice } from '../../state/workspace-store.ts'

const viewSchema = z.object({
  options: exportOptionsSchema.catch(presetOptions('premiere')),
  columns: z.record(z.string(), z.number()).optional(),
})

/** What the user last chose to write: kept with the project, no part of undo. */
export const deliverView = workspaceSlice('deliver', viewSchema, { options: presetOptions('premiere') })

/** Another preset starts with everything on, in the movie format it reads best. */
export function choosePreset(preset: ExportPreset): void {
  deliverView.set({ options: presetOptions(preset) })
}

export function changeOptions(change: Partial<ExportOptions>): void {
  deliverView.set({ options: { ...deliverView.get().options, ...change } })
}
