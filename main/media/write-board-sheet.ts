import { readFile, writeFile } from 'node:fs/promises'
import type { z } from 'zod'
import type { BoardSheet, writeBoardSheetSchema, WrittenBoardSheet } from '../../core/contract/board-sheet.ts'
import { StudioError } from '../../core/contract/errors.ts'
import type { TaskContext } from '../../core/contract/tasks.ts'
import { layOutBoardSheet } from '../../core/export/board-sheet-layout.ts'
import type { Page } from '../../core/export/page-marks.ts'
import { readSheetFonts } from './sheet-fonts.ts'
import { SheetPdf } from './sheet-pdf.ts'
import { writeWhole } from './whole-file.ts'

/**
 * Lays a storyboard out and writes it as PDF.
 * @throws StudioError `media.write`; AbortError
 */
export async function writeBoardSheet(
  { sheet, outFile }: z.infer<typeof writeBoardSheetSchema>,
  { signal, report }: TaskContext,
): Promise<WrittenBoardSheet> {
  const pdf = new SheetPdf(sheet, await readSheetFonts())
  const pages = layOutBoardSheet(sheet, pdf.measure)
  for (const [index, page] of pages.entries()) {
    signal.throwIfAborted()
    const step = { done: index, total: pages.length }
    report({ stage: 'export.storyboard', fraction: index / pages.length, step })
    pdf.addPage(page, await picturesOf(page, sheet))
  }
  const bytes = await pdf.end()
  await writeWhole(outFile, (unfinished) => writeFile(unfinished, bytes)).catch((cause: NodeJS.ErrnoException) => {
    throw new StudioError('media.write', { file: outFile, reason: cause.code ?? cause.message }, { cause })
  })
  return { pages: pages.length, missingLetters: pdf.missingLetters }
}

/** JPEG files of the pictures on a page, by their entry. */
async function picturesOf({ marks }: Page, { entries }: BoardSheet): Promise<ReadonlyMap<number, Buffer>> {
  const pictures = new Map<number, Buffer>()
  for (const mark of marks)
    if (mark.kind === 'picture') pictures.set(mark.entry, await readFile(entries[mark.entry]!.picture))
  return pictures
}
