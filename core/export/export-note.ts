import type { StudioErrorData } from '../contract/errors.ts'

/** What an export could not hold or had to change, with words in core/texts: told to the user, no failure. */
export type ExportNote = StudioErrorData
