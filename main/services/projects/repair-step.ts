import type { StudioErrorData } from '../../../core/contract/errors.ts'

/** Something that is wrong in a project's folder, in words, and how it is put right; null for what is told and left. */
export interface RepairStep {
  readonly words: StudioErrorData
  readonly apply: (() => Promise<unknown>) | null
}
