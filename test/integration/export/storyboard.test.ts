import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeProject } from '../../../core/project/project-file.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { writeBoard } from '../../support/board.ts'
import { runCommandLine } from '../../support/command-line.ts'
import { aBoard, aFilm, aPath, aShot } from '../../unit/project/films.ts'

const folder = mkdtempSync(join(tmpdir(), 'craneshot-test-'))
const project = join(folder, '프로젝트')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function filmOf(picture: string): Film {
  const camera = { source: 'keys' as const, path: aPath(23), layers: [] }
  const told = {
    sceneId: 'n',
    dialogue: '“여기서 기다려.”',
    action: '남자가 가로등 아래에 선다.',
    note: 'Key light from the left',
  }
  return {
    ...aFilm(),
    name: '항구의 밤',
    format: { width: 192, height: 108 },
    boards: [aBoard('b1', { picture: { media: picture, width: 256, height: 256 } })],
    scenes: [{ id: 'n', name: '골목, 밤', note: '', placements: [] }],
    shots: [
      aShot('s1', 'b1', { name: 'SH010', camera, ...told }),
      aShot('s2', 'b1', { name: '두 번째 샷', note: 'Missing: \u{1F3A5}' }),
    ],
    cut: { ...aFilm().cut, items: [] },
  }
}

beforeAll(() => {
  mkdirSync(join(project, 'media'), { recursive: true })
  writeBoard(join(folder, 'board.png'))
  const bytes = readFileSync(join(folder, 'board.png'))
  const media = `media/${createHash('sha256').update(bytes).digest('hex')}.png`
  writeFileSync(join(project, media), bytes)
  writeFileSync(join(project, 'project.json'), writeProject(filmOf(media)))
})

async function storyboard(out: string, ...words: string[]) {
  const environment = { CRANESHOT_LANG: 'ko' }
  const all = ['storyboard', project, '--out', out, '--json', ...words]
  const { exitCode, standardOutput } = await runCommandLine(all, { folder, environment })
  return {
    exitCode,
    json: JSON.parse(standardOutput) as { pages: number; notes: { code: string }[]; error: { code: string } },
  }
}

async function withPdf<Value>(file: string, read: (document: PDFiumDocument) => Promise<Value>): Promise<Value> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(readFileSync(join(folder, file)))
  try {
    return await read(document)
  } finally {
    document.destroy()
    library.destroy()
  }
}

test('every word of the film can be read out of the PDF, Hangul included', async () => {
  const { exitCode, json } = await storyboard('rows.pdf')
  expect([exitCode, json.pages]).toEqual([0, 1])
  const text = await withPdf('rows.pdf', async (document) => document.getPage(0).getText())
  const letters = text.replaceAll(/\s+/g, '')
  for (const words of ['항구의 밤', 'SH010', '골목, 밤', '24프레임 · 00:00:01:00', '대사', '“여기서 기다려.”'])
    expect(letters).toContain(words.replaceAll(' ', ''))
  for (const words of ['남자가 가로등 아래에 선다.', 'Key light from the left', '두 번째 샷', '돌리 인'])
    expect(letters).toContain(words.replaceAll(' ', ''))
  expect(json.notes.map(({ code }) => code)).toEqual(['export.note.letters'])
})

test('the fonts are embedded with the letters that are used, not whole', () => {
  const bytes = readFileSync(join(folder, 'rows.pdf'))
  expect(bytes.toString('latin1')).toMatch(/\/FontName \/[A-Z]{6}\+Pretendard/)
  expect(bytes.length).toBeLessThan(300_000)
})

test('a board on its page is upright, in the film’s shape and colours', async () => {
  const { exitCode } = await storyboard(
    'page.pdf',
    '--layout',
    'page',
    '--orientation',
    'portrait',
    '--no-arrows',
    '--no-overhead',
  )
  expect(exitCode).toBe(0)
  const { data, width, height } = await withPdf('page.pdf', async (document) => {
    expect(document.getPageCount()).toBe(2)
    return document.getPage(0).render({ scale: 1, render: 'bitmap' })
  })
  expect([width, height]).toEqual([595, 841])
  const colour = (x: number, y: number): number[] => {
    const at = (Math.round(y) * width + Math.round(x)) * 4
    return [data[at]!, data[at + 1]!, data[at + 2]!]
  }
  // 36 points of margin, 26 of the head; the board is 523 points wide. Its picture: red to the right, green downwards.
  const picture = { x: 36, y: 62, width: 523.28, height: (523.28 * 108) / 192 }
  const at = (across: number, down: number) =>
    colour(picture.x + across * picture.width, picture.y + down * picture.height)
  const cropped = (down: number): number => (0.5 + (down - 0.5) * (108 / 192)) * 255
  for (const [across, down] of [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
  ] as const) {
    const [red, green] = at(across, down)
    expect(Math.abs(red! - across * 255)).toBeLessThan(8)
    expect(Math.abs(green! - cropped(down))).toBeLessThan(8)
  }
  expect(colour(picture.x - 6, 200)).toEqual([255, 255, 255])
  expect(colour(picture.x + 100, picture.y + picture.height + 4)).toEqual([255, 255, 255])
})

test('the same film gives the same bytes; a file that is there is not replaced unless that is said', async () => {
  const again = await storyboard('again.pdf')
  expect(again.exitCode).toBe(0)
  const first = readFileSync(join(folder, 'rows.pdf'))
  expect(first.equals(readFileSync(join(folder, 'again.pdf')))).toBe(true)
  const refused = await storyboard('again.pdf', '--layout', 'contact')
  expect([refused.exitCode, refused.json.error.code]).toEqual([1, 'export.out.exists'])
  expect(first.equals(readFileSync(join(folder, 'again.pdf')))).toBe(true)
  expect((await storyboard('again.pdf', '--layout', 'contact', '--overwrite')).exitCode).toBe(0)
  expect(first.equals(readFileSync(join(folder, 'again.pdf')))).toBe(false)
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
})

test.each([
  [['--out', 'x.png'], 2, 'command.usage.pdf'],
  [['--out', 'x.pdf', '--columns', '9'], 2, 'command.usage.whole-number'],
  [['--out', 'x.pdf', '--paper', 'a5'], 2, 'command.usage.choice'],
  [['--out', '프로젝트/media/x.pdf'], 1, 'export.out.inside'],
])('%j is refused by name, and nothing is written', async (words, exitCode, code) => {
  const result = await runCommandLine(['storyboard', project, ...words, '--json'], { folder })
  expect([result.exitCode, JSON.parse(result.standardOutput).error.code]).toEqual([exitCode, code])
  expect(existsSync(join(folder, words[1]!))).toBe(false)
})
