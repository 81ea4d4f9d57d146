import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardSheet, BoardSheetEntry, BoardSheetOptions } from '../../../core/contract/board-sheet.ts'
import { boardSheetOptions } from '../../../core/export/board-sheet-presets.ts'
import { layOutBoardSheet } from '../../../core/export/board-sheet-layout.ts'
import type { Mark, Page } from '../../../core/export/page-marks.ts'

/** Every letter is half as wide as it is high. */
const measure = (text: string, size: number): number => [...text].length * size * 0.5

const corners = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const

function anEntry(more: Partial<BoardSheetEntry> = {}): BoardSheetEntry {
  const frame = { corners, centre: [0.5, 0.5] as const }
  const panned = { corners: corners.map(([x, y]) => [x + 0.4, y] as const), centre: [0.9, 0.5] as const }
  return {
    heading: 'SH010',
    scene: 'Harbour',
    duration: '48 frames · 00:00:02:00',
    camera: 'Pan right 20°',
    texts: [{ label: 'Action', text: 'He waits.' }],
    picture: '/nowhere.jpg',
    arrows: {
      start: frame,
      end: panned,
      path: [
        [0.5, 0.5],
        [0.9, 0.5],
      ],
    },
    plot: {
      outline: [
        {
          points: [
            [-0.5, 1],
            [0.5, 1],
          ],
          height: 1,
        },
      ],
      path: [[0, 0]],
      cameras: [{ at: [0, 0], left: [-0.4, 0.9], right: [0.4, 0.9] }],
    },
    ...more,
  }
}

function aSheet(options: BoardSheetOptions, entries: readonly BoardSheetEntry[], aspect = 16 / 9): BoardSheet {
  const words = { overhead: 'From above', continued: '(continued)' }
  const title = 'Evening'
  return { options, title, subtitle: '2 shots', language: 'en', words, aspect, metresPerUnit: 3, entries: [...entries] }
}

function flat(marks: readonly Mark[]): Mark[] {
  return marks.flatMap((mark) => (mark.kind === 'clip' ? flat(mark.marks) : [mark]))
}

function texts({ marks }: Page): Extract<Mark, { kind: 'text' }>[] {
  return flat(marks).filter((mark) => mark.kind === 'text')
}

function pictures(pages: readonly Page[]): Extract<Mark, { kind: 'picture' }>[] {
  return pages.flatMap(({ marks }) => flat(marks)).filter((mark) => mark.kind === 'picture')
}

const words = fc.array(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 120 }).map((list) => list.join(' '))
const anyEntry = fc
  .record({ heading: fc.string({ minLength: 1, maxLength: 200 }), scene: words, text: words, arrows: fc.boolean() })
  .map(({ heading, scene, text, arrows }) =>
    anEntry({
      heading,
      scene: scene.slice(0, 200),
      texts: text.trim() === '' ? [] : [{ label: 'Note', text }],
      ...(arrows ? {} : { arrows: null }),
    }),
  )
const anyOptions = fc.record({
  layout: fc.constantFrom('contact', 'rows', 'page'),
  paper: fc.constantFrom('a4', 'letter', '16:9'),
  orientation: fc.constantFrom('portrait', 'landscape'),
  columns: fc.integer({ min: 2, max: 8 }),
  arrows: fc.boolean(),
  overhead: fc.boolean(),
})
const anyAspect = fc.constantFrom(16 / 9, 2.39, 1, 9 / 16)

test('whatever is in the film, each board comes once, in the film’s shape, and nothing leaves the paper', () => {
  fc.assert(
    fc.property(
      anyOptions,
      fc.array(anyEntry, { minLength: 1, maxLength: 8 }),
      anyAspect,
      (options, entries, aspect) => {
        const pages = layOutBoardSheet(aSheet(options, entries, aspect), measure)
        const shown = pictures(pages)
        expect(shown.map(({ entry }) => entry)).toEqual(entries.map((_, index) => index))
        for (const { box } of shown) expect(box.width / box.height).toBeCloseTo(aspect, 6)
        for (const page of pages) {
          for (const { text, at, size } of texts(page)) {
            expect(at[0]).toBeGreaterThanOrEqual(0)
            expect(at[0] + measure(text, size)).toBeLessThanOrEqual(page.width)
            expect(at[1] - size).toBeGreaterThanOrEqual(0)
            expect(at[1]).toBeLessThanOrEqual(page.height)
          }
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('in rows and on pages every letter of every text is there, in order, however long it is', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('rows', 'page'),
      fc.array(anyEntry, { minLength: 1, maxLength: 5 }),
      (layout, entries) => {
        const pages = layOutBoardSheet(aSheet(boardSheetOptions(layout), entries), measure)
        const size = layout === 'rows' ? 8.5 : 10.5
        const set = pages.flatMap((page) => texts(page).filter((text) => text.size === size && !text.bold))
        const letters = (text: string): string => text.normalize('NFC').replaceAll(/\s/g, '')
        const wanted = entries.flatMap((entry) => entry.texts.map(({ text }) => text)).join('')
        expect(letters(set.map(({ text }) => text).join(''))).toBe(letters(wanted))
      },
    ),
    { numRuns: 100 },
  )
})

test('rows do not reach into each other', () => {
  const entries = Array.from({ length: 12 }, (_, index) =>
    anEntry({ heading: `SH${index}`, texts: [{ label: 'Note', text: 'word '.repeat(index * 12) }] }),
  )
  for (const page of layOutBoardSheet(aSheet(boardSheetOptions('rows'), entries), measure)) {
    const boxes = pictures([page]).map(({ box }) => box)
    const lines = texts(page).filter(({ size }) => size === 8.5)
    boxes.slice(1).forEach((box, index) => {
      expect(box.y).toBeGreaterThanOrEqual(boxes[index]!.y + boxes[index]!.height)
      const heading = texts(page)
        .filter(({ size, at }) => size === 10.5 && at[1] < box.y + 20)
        .at(-1)!
      expect(lines.filter(({ at }) => at[1] < heading.at[1] - 10.5).every(({ at }) => at[1] < box.y)).toBe(true)
    })
  }
})

test('pages are numbered, and a contact sheet fills its columns before the next row', () => {
  const options = { ...boardSheetOptions('contact'), columns: 4 }
  const pages = layOutBoardSheet(
    aSheet(
      options,
      Array.from({ length: 30 }, () => anEntry()),
    ),
    measure,
  )
  pages.forEach((page, index) =>
    expect(texts(page).some(({ text }) => text === `${index + 1} / ${pages.length}`)).toBe(true),
  )
  const [first] = pages
  const boxes = pictures([first!]).map(({ box }) => box)
  expect(new Set(boxes.slice(0, 4).map(({ y }) => y)).size).toBe(1)
  expect(boxes[4]!.y).toBeGreaterThan(boxes[0]!.y + boxes[0]!.height)
  expect(boxes[4]!.x).toBe(boxes[0]!.x)
  expect(new Set(boxes.map(({ width }) => width.toFixed(6))).size).toBe(1)
})

test('a camera that leaves the board makes its picture smaller, and its last frame is drawn beside it', () => {
  const still = { ...anEntry().arrows!, end: anEntry().arrows!.start, path: [[0.5, 0.5]] as const }
  const sheet = aSheet(boardSheetOptions('rows'), [anEntry({ arrows: still }), anEntry()])
  const [held, panned] = pictures(layOutBoardSheet(sheet, measure)).map(({ box }) => box)
  expect(panned!.width).toBeLessThan(held!.width * 0.8)
  expect(panned!.x).toBeCloseTo(held!.x, 6)
})

test('without arrows or plans the marks of neither are there', () => {
  const options = { ...boardSheetOptions('rows'), overhead: false }
  const pages = layOutBoardSheet(aSheet(options, [anEntry({ arrows: null })]), measure)
  const said = pages.flatMap((page) => texts(page).map(({ text }) => text))
  expect(said).not.toContain('From above')
  expect(said).not.toContain('A')
})
