import { z } from 'zod'

/** The file in a pack's folder that tells which large files of it were found right, and when they were last changed. */
export const packReceiptFile = 'checked.json'

const receiptSchema = z.strictObject({
  /** By their names in the pack. */
  files: z.record(
    z.string(),
    z.strictObject({
      bytes: z.number().int().min(0),
      sha256: z.string(),
      /** Nanoseconds since 1970, in digits: they do not fit a number. */
      changedAt: z.string().regex(/^-?\d+$/),
    }),
  ),
})
/**
 * What was found when all bytes of a pack's large files were last read. Gigabytes cannot be read again at every start; a
 * file that is as long and as old as then is taken for the same.
 */
export type PackReceipt = z.infer<typeof receiptSchema>
export type CheckedFile = PackReceipt['files'][string]

/** A receipt from its text; an empty one where it is none, so that the files are read again. */
export function parsePackReceipt(text: string): PackReceipt {
  try {
    return receiptSchema.parse(JSON.parse(text))
  } catch {
    return { files: {} }
  }
}
