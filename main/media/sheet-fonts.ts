import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Pretendard, which holds Latin letters, kana and all of Hangul, as OpenType files. */
export interface SheetFonts {
  readonly regular: Buffer
  readonly bold: Buffer
}

/** The build puts them beside the bundle that this file is part of. */
const fontFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fonts')

/** The fonts that storyboards are set in. @param folder another one is for tests */
export async function readSheetFonts(folder = fontFolder): Promise<SheetFonts> {
  const [regular, bold] = await Promise.all(
    ['Pretendard-Regular.otf', 'Pretendard-SemiBold.otf'].map((name) => readFile(path.join(folder, name))),
  )
  return { regular: regular as Buffer, bold: bold as Buffer }
}
