import type { BoardSheet, BoardSheetOptions } from '../contract/board-sheet.ts'
import { inks, lineMark, type Mark, type MeasureText, type PageBox } from './page-marks.ts'
import { shortened } from './wrap-text.ts'

/** Portrait, in points: ISO A4, ANSI letter, and a screen of 16:9 stood upright. */
const papers = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
  '16:9': { width: 540, height: 960 },
} as const

const margin = 36
const headRoom = 26

/** A page's size, and the box below its head that boards have. */
export function paperOf({ paper, orientation }: BoardSheetOptions): {
  readonly width: number
  readonly height: number
  readonly content: PageBox
} {
  const upright = papers[paper]
  const { width, height } = orientation === 'portrait' ? upright : { width: upright.height, height: upright.width }
  const content = { x: margin, y: margin + headRoom, width: width - 2 * margin, height: height - 2 * margin - headRoom }
  return { width, height, content }
}

/** Pixels on an inch of paper: what a printer shows, and no more. */
const pixelsPerInch = 220
const pointsPerInch = 72

/** How many pixels wide a board's picture is at most, so that it is sharp in print. */
export function boardPixels(options: BoardSheetOptions): number {
  const { width } = paperOf(options).content
  const points = { contact: width / options.columns, rows: width / 2, page: width }[options.layout]
  return Math.ceil((points / pointsPerInch) * pixelsPerInch)
}

/** Title, what the film holds, and the number of the page, over a rule. */
export function headMarks(sheet: BoardSheet, page: number, pages: number, measure: MeasureText): Mark[] {
  const { content } = paperOf(sheet.options)
  const baseline = margin + 10
  const right = content.x + content.width
  const number = `${page} / ${pages}`
  const numberX = right - measure(number, 8, false)
  const title = shortened(sheet.title, (line) => measure(line, 12, true), content.width * 0.55)
  const subtitleX = content.x + measure(title, 12, true) + 10
  const subtitle = shortened(sheet.subtitle, (line) => measure(line, 8, false), numberX - subtitleX - 10)
  const ruleY = baseline + 7
  return [
    { kind: 'text', text: title, at: [content.x, baseline], size: 12, bold: true, colour: inks.text },
    { kind: 'text', text: subtitle, at: [subtitleX, baseline], size: 8, bold: false, colour: inks.quiet },
    { kind: 'text', text: number, at: [numberX, baseline], size: 8, bold: false, colour: inks.quiet },
    lineMark(
      [
        [content.x, ruleY],
        [right, ruleY],
      ],
      { stroke: inks.rule, width: 0.6 },
    ),
  ]
}
