import type { BoardSheet } from '../contract/board-sheet.ts'
import { boardMarks } from './board-drawing.ts'
import { paperOf } from './board-sheet-paper.ts'
import { inks, type Mark, type MeasureText, type PageBox } from './page-marks.ts'
import { shortened, wrapWithin } from './wrap-text.ts'

const columnGap = 14
const rowGap = 14
const lineHeight = 10
/** Lines under a board: its name and length, scene and camera, and two of what is said or happens. */
const captionLines = 4

/** Boards in columns, each with a short caption. @returns the marks of each page below its head */
export function contactPages(sheet: BoardSheet, measure: MeasureText): Mark[][] {
  const { content } = paperOf(sheet.options)
  const { columns } = sheet.options
  const width = (content.width - (columns - 1) * columnGap) / columns
  const pictureHeight = Math.min(width / sheet.aspect, content.height - captionLines * lineHeight - 4)
  const cellHeight = pictureHeight + captionLines * lineHeight + 4
  const rows = Math.max(1, Math.floor((content.height + rowGap) / (cellHeight + rowGap)))
  const pages: Mark[][] = []
  sheet.entries.forEach((_, index) => {
    const onPage = index % (rows * columns)
    if (onPage === 0) pages.push([])
    const [column, row] = [onPage % columns, Math.floor(onPage / columns)]
    const x = content.x + column * (width + columnGap)
    const y = content.y + row * (cellHeight + rowGap)
    const board = { x, y, width, height: pictureHeight }
    pages[pages.length - 1]!.push(
      ...boardMarks(sheet, index, board, 'none'),
      ...captionMarks(sheet, index, { ...board, y: y + pictureHeight + 2 }, measure),
    )
  })
  return pages
}

function captionMarks(sheet: BoardSheet, index: number, { x, y, width }: PageBox, measure: MeasureText): Mark[] {
  const { heading, duration, scene, camera, texts } = sheet.entries[index]!
  const small = (line: string): number => measure(line, 7, false)
  const length = shortened(duration, small, width * 0.6)
  const name = shortened(heading, (line) => measure(line, 8.5, true), width - small(length) - 6)
  const place = shortened([scene, camera].filter((words) => words !== '').join(' · '), small, width)
  const said = texts.map(({ text }) => text.replaceAll(/\s+/g, ' ')).join(' · ')
  const quiet = (text: string, line: number, left = x, colour: string = inks.quiet): Mark[] =>
    text === '' ? [] : [{ kind: 'text', text, at: [left, y + line * lineHeight], size: 7, bold: false, colour }]
  return [
    { kind: 'text', text: name, at: [x, y + lineHeight], size: 8.5, bold: true, colour: inks.text },
    ...quiet(length, 1, x + width - small(length)),
    ...quiet(place, 2),
    ...wrapWithin(said, small, width, place === '' ? 3 : 2).flatMap((line, at) =>
      quiet(line, (place === '' ? 2 : 3) + at, x, inks.text),
    ),
  ]
}
