import type { BoardSheetEntry } from '../contract/board-sheet.ts'
import { inks, type Mark, type MeasureText, type PageBox } from './page-marks.ts'
import { wrapText } from './wrap-text.ts'

/** A line of text that is not on a page yet. */
export interface TextLine {
  readonly text: string
  readonly size: number
  readonly bold: boolean
  readonly colour: string
  /** From the line before to this one's baseline, points. */
  readonly advance: number
}

/** Room under a last baseline, for letters that reach below it. */
export const descent = 3

interface LineStyle {
  readonly size: number
  readonly bold?: boolean
  readonly colour?: string
  /** More room above the first line. */
  readonly gap?: number
}

function styledLines(text: string, width: number, measure: MeasureText, style: LineStyle): TextLine[] {
  const { size, bold = false, colour = inks.text, gap = 0 } = style
  return wrapText(text, (line) => measure(line, size, bold), width).map((line, index) => ({
    text: line,
    size,
    bold,
    colour,
    advance: size * 1.38 + (index === 0 ? gap : 0),
  }))
}

/** Everything that is said of a board, one below the other. @param large for a page of its own */
export function entryLines(entry: BoardSheetEntry, width: number, measure: MeasureText, large = false): TextLine[] {
  const sizes = large
    ? { heading: 15, fact: 9, label: 8, text: 10.5 }
    : { heading: 10.5, fact: 7.5, label: 7, text: 8.5 }
  const facts = [entry.scene, entry.duration, entry.camera].filter((fact) => fact !== '')
  return [
    ...styledLines(entry.heading, width, measure, { size: sizes.heading, bold: true }),
    ...facts.flatMap((fact, index) =>
      styledLines(fact, width, measure, { size: sizes.fact, colour: inks.quiet, gap: index === 0 ? 1.5 : 0 }),
    ),
    ...entry.texts.flatMap(({ label, text }) => [
      ...styledLines(label, width, measure, { size: sizes.label, bold: true, colour: inks.quiet, gap: 5 }),
      ...styledLines(text, width, measure, { size: sizes.text }),
    ]),
  ]
}

export function linesHeight(lines: readonly TextLine[]): number {
  return lines.reduce((sum, { advance }) => sum + advance, 0) + (lines.length === 0 ? 0 : descent)
}

/** How many of the lines fit, at least one, so that everything comes onto a page in the end. */
export function linesThatFit(lines: readonly TextLine[], height: number): number {
  let used = descent
  let count = 0
  for (const { advance } of lines) {
    used += advance
    if (used > height && count > 0) break
    count += 1
  }
  return count
}

/** Lines from the top of a box on. */
export function lineMarks(lines: readonly TextLine[], box: Pick<PageBox, 'x' | 'y'>): Mark[] {
  let baseline = box.y
  return lines.flatMap(({ text, size, bold, colour, advance }): Mark[] => {
    baseline += advance
    return text === '' ? [] : [{ kind: 'text', text, at: [box.x, baseline], size, bold, colour }]
  })
}
