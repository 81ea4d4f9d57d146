import PdfDocument from 'pdfkit'
import type { BoardSheet } from '../../core/contract/board-sheet.ts'
import type { Mark, MeasureText, Page, PageBox } from '../../core/export/page-marks.ts'
import type { SheetFonts } from './sheet-fonts.ts'

/** Every sheet says that it was made then: the same film gives the same bytes, whenever it is exported. */
const madeAt = new Date(Date.UTC(2000, 0, 1))

/** What is used of the font that pdfkit has read. */
interface EmbeddedFont {
  hasGlyphForCodePoint(code: number): boolean
}

/** A PDF that pages of marks are drawn into. Its fonts are embedded with the letters that are used of them. */
export class SheetPdf {
  readonly #document: PDFKit.PDFDocument
  readonly #written: Promise<Buffer>
  readonly #missing = new Set<string>()
  readonly #widths = new Map<string, number>()

  constructor({ title, language }: Pick<BoardSheet, 'title' | 'language'>, { regular, bold }: SheetFonts) {
    const info = { Title: title, Creator: 'Craneshot', Producer: 'Craneshot', CreationDate: madeAt, ModDate: madeAt }
    // Without a font at first it would look for one of its own.
    const font = regular as unknown as string
    this.#document = new PdfDocument({
      autoFirstPage: false,
      margin: 0,
      font,
      info,
      lang: language,
      displayTitle: true,
    })
    this.#document.registerFont('regular', regular)
    this.#document.registerFont('bold', bold)
    const parts: Buffer[] = []
    this.#document.on('data', (part: Buffer) => parts.push(part))
    this.#written = new Promise((resolve, reject) => {
      this.#document.on('end', () => resolve(Buffer.concat(parts)))
      this.#document.on('error', reject)
    })
  }

  /** Letters of the texts so far that the font lacks, each once. */
  get missingLetters(): string {
    return [...this.#missing].join('')
  }

  /** Width of a line of text in points. */
  readonly measure: MeasureText = (text, size, bold) => {
    const key = `${bold ? 'b' : 'r'}${text}`
    const known = this.#widths.get(key)
    if (known !== undefined) return known * size
    const width =
      this.#document
        .font(bold ? 'bold' : 'regular')
        .fontSize(1000)
        .widthOfString(text) / 1000
    // A text is measured over and over while it is broken into lines; a long film has no end of texts.
    if (this.#widths.size > 50_000) this.#widths.clear()
    this.#widths.set(key, width)
    return width * size
  }

  /** @param pictures JPEG files by the entries that the page's marks name */
  addPage({ width, height, marks }: Page, pictures: ReadonlyMap<number, Buffer>): void {
    this.#document.addPage({ size: [width, height], margin: 0 })
    for (const mark of marks) this.#draw(mark, pictures)
  }

  /** The whole file. */
  end(): Promise<Buffer> {
    this.#document.end()
    return this.#written
  }

  #draw(mark: Mark, pictures: ReadonlyMap<number, Buffer>): void {
    if (mark.kind === 'line') this.#drawLine(mark)
    else if (mark.kind === 'text') this.#drawText(mark)
    else if (mark.kind === 'picture') this.#drawPicture(mark.box, pictures.get(mark.entry))
    else {
      this.#document.save()
      const { x, y, width, height } = mark.box
      this.#document.rect(x, y, width, height).clip()
      for (const each of mark.marks) this.#draw(each, pictures)
      this.#document.restore()
    }
  }

  #drawLine({ points, closed, stroke, fill, width, dash, opacity }: Extract<Mark, { kind: 'line' }>): void {
    const document = this.#document
    document.save().lineJoin('round').lineCap('round').lineWidth(width)
    if (opacity !== undefined) document.opacity(opacity)
    if (dash !== undefined) document.lineCap('butt').dash(dash[0] ?? 1, { space: dash[1] ?? 1 })
    points.forEach(([x, y], index) => (index === 0 ? document.moveTo(x, y) : document.lineTo(x, y)))
    if (closed) document.closePath()
    if (fill !== null && stroke !== null) document.fillAndStroke(fill, stroke)
    else if (fill !== null) document.fill(fill)
    else if (stroke !== null) document.stroke(stroke)
    document.restore()
  }

  #drawText({ text, at: [x, y], size, bold, colour }: Extract<Mark, { kind: 'text' }>): void {
    const document = this.#document
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour)
    this.#noteMissing(text)
    document.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
  }

  #noteMissing(text: string): void {
    // pdfkit tells neither which font is in use nor what that font holds.
    const { _font } = this.#document as unknown as { readonly _font: { readonly font: EmbeddedFont } }
    for (const letter of text)
      if (!_font.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)) this.#missing.add(letter)
  }

  #drawPicture({ x, y, width, height }: PageBox, jpeg: Buffer | undefined): void {
    if (jpeg !== undefined) this.#document.image(jpeg, x, y, { width, height })
  }
}
