import type { BoardSheet } from '../contract/board-sheet.ts'
import { boardMarks } from './board-drawing.ts'
import { headMarks, paperOf } from './board-sheet-paper.ts'
import { entryLines, lineMarks, linesHeight, linesThatFit, type TextLine } from './board-sheet-text.ts'
import { contactPages } from './contact-layout.ts'
import { inks, lineMark, type Mark, type MeasureText, type Page, type PageBox } from './page-marks.ts'
import { plotMarks } from './plot-drawing.ts'

/** A storyboard as pages of marks. @param measure of the fonts that the texts are set in */
export function layOutBoardSheet(sheet: BoardSheet, measure: MeasureText): Page[] {
  const { width, height } = paperOf(sheet.options)
  const layouts = { contact: contactPages, rows: rowPages, page: singlePages }
  const pages = layouts[sheet.options.layout](sheet, measure)
  return pages.map((marks, index) => ({
    width,
    height,
    marks: [...headMarks(sheet, index + 1, pages.length, measure), ...marks],
  }))
}

const gap = 14
/** Part of a row that its board takes, and how much of the page it may be high. */
const boardPart = 0.42
const highestBoard = 0.3
/** Part of a page; longer texts begin where there is room for their board, and go on on the next page. */
const longestKept = 0.24

/** One shot a row: board, plan and texts side by side. Texts that are longer than a page go on on the next. */
function rowPages(sheet: BoardSheet, measure: MeasureText): Mark[][] {
  const { content } = paperOf(sheet.options)
  const columns = rowColumns(sheet, content)
  const pages: Mark[][] = [[]]
  const bottom = content.y + content.height
  let y = content.y
  const turn = (): void => {
    pages.push([])
    y = content.y
  }
  sheet.entries.forEach((entry, index) => {
    let lines = entryLines(entry, columns.text.width, measure)
    const wanted = Math.max(columns.boardHeight, Math.min(linesHeight(lines), content.height * longestKept))
    if (y > content.y && y + wanted > bottom) turn()
    else if (y > content.y) pages[pages.length - 1]!.push(rowRule(content, y - gap / 2))
    const board = { x: content.x, y, width: columns.boardWidth, height: columns.boardHeight }
    const plan = { x: columns.plotX, y, width: columns.plotWidth, height: columns.boardHeight }
    let marks = [...boardMarks(sheet, index, board, 'all'), ...planMarks(sheet, index, plan, measure)]
    for (;;) {
      const fits = linesThatFit(lines, bottom - y)
      const set = lines.slice(0, fits)
      pages[pages.length - 1]!.push(...marks, ...lineMarks(set, { x: columns.text.x, y: y - 2 }))
      y += Math.max(marks.length === 0 ? 0 : columns.boardHeight, linesHeight(set))
      lines = lines.slice(fits)
      if (lines.length === 0) break
      marks = []
      turn()
      lines = [...continuedLines(sheet, index, columns.text.width, measure), ...lines]
    }
    y += gap
  })
  return pages
}

function rowRule({ x, width }: PageBox, y: number): Mark {
  return lineMark(
    [
      [x, y],
      [x + width, y],
    ],
    { stroke: inks.rule, width: 0.4 },
  )
}

function rowColumns(sheet: BoardSheet, content: PageBox) {
  const boardWidth = Math.min(content.width * boardPart, content.height * highestBoard * sheet.aspect)
  const boardHeight = boardWidth / sheet.aspect
  const plotWidth = sheet.options.overhead ? Math.min(Math.max(boardHeight, 90), content.width * 0.24) : 0
  const plotX = content.x + boardWidth + gap
  const textX = plotX + (plotWidth === 0 ? 0 : plotWidth + gap)
  return { boardWidth, boardHeight, plotX, plotWidth, text: { x: textX, width: content.x + content.width - textX } }
}

function continuedLines(sheet: BoardSheet, index: number, width: number, measure: MeasureText): TextLine[] {
  const { heading } = sheet.entries[index]!
  const again = {
    ...sheet.entries[index]!,
    heading: `${heading} ${sheet.words.continued}`,
    scene: '',
    duration: '',
    camera: '',
    texts: [],
  }
  return entryLines(again, width, measure)
}

function planMarks(sheet: BoardSheet, index: number, box: PageBox, measure: MeasureText): Mark[] {
  const { plot } = sheet.entries[index]!
  if (plot === null || !sheet.options.overhead) return []
  const words: Mark = {
    kind: 'text',
    text: sheet.words.overhead,
    at: [box.x + box.width - 5 - measure(sheet.words.overhead, 6.5, false), box.y + 9.5],
    size: 6.5,
    bold: false,
    colour: inks.quiet,
  }
  return [...plotMarks(plot, box, sheet.metresPerUnit, measure), words]
}

/** One board a page; texts that do not fit under it go on on a page of their own. */
function singlePages(sheet: BoardSheet, measure: MeasureText): Mark[][] {
  const { content } = paperOf(sheet.options)
  const places = singlePlaces(sheet, content)
  return sheet.entries.flatMap((entry, index) => {
    const pages: Mark[][] = [
      [...boardMarks(sheet, index, places.board, 'all'), ...planMarks(sheet, index, places.plot, measure)],
    ]
    const textBox = entry.plot === null ? places.textAlone : places.text
    let lines = entryLines(entry, textBox.width, measure, true)
    for (let box = textBox; lines.length > 0; box = content) {
      if (box === content) pages.push([])
      const fits = linesThatFit(lines, box.height)
      pages[pages.length - 1]!.push(...lineMarks(lines.slice(0, fits), box))
      lines = lines.slice(fits)
    }
    return pages
  })
}

/** Wide pages have the plan beside the board, high ones below it. */
function singlePlaces(sheet: BoardSheet, content: PageBox) {
  const { overhead, orientation } = sheet.options
  const isWide = orientation === 'landscape'
  const boardWidth = isWide && overhead ? content.width * 0.68 : content.width
  const height = Math.min(boardWidth / sheet.aspect, content.height * (isWide ? 0.68 : 0.5))
  const board = { x: content.x, y: content.y, width: boardWidth, height }
  const below = { ...content, y: content.y + height + gap, height: content.height - height - gap }
  if (isWide) {
    const x = content.x + boardWidth + gap
    const plot = { x, y: content.y, width: content.x + content.width - x, height }
    return { board, plot, text: below, textAlone: below }
  }
  const side = overhead ? Math.min(content.width * 0.4, below.height) : 0
  const plot = { x: content.x, y: below.y, width: side, height: side }
  const indent = side === 0 ? 0 : side + gap
  return { board, plot, text: { ...below, x: below.x + indent, width: below.width - indent }, textAlone: below }
}
