import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../../../core/contract/result.ts'
import { readFountain } from '../../../core/import/fountain.ts'
import { fountainElements } from '../../../core/import/fountain-elements.ts'

const sample = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/imports/${name}`, import.meta.url)), 'utf8')
const read = (text: string) => valueOf(readFountain(text, 'script.fountain'))
const elementsOf = (text: string) => fountainElements(text).elements
const shots = (text: string) => read(text).scenes.flatMap((scene) => scene.shots)

test('a script with a title page becomes scenes and shots', () => {
  const story = read(sample('evening.fountain'))
  expect(story.title).toBe('Evening at the Harbour')
  expect(story.scenes.map(({ name, note }) => [name, note])).toEqual([
    ['1 INT. KITCHEN - DAY', 'Anna finds the cup.'],
    ['2A EXT. HARBOUR - NIGHT', ''],
    ['부두 - 새벽', ''],
  ])
  const [kitchen, harbour, dawn] = story.scenes.map((scene) =>
    scene.shots.map(({ action, dialogue, note, seconds }) => ({ action, dialogue, note, seconds })),
  )
  expect(kitchen).toEqual([
    {
      action: 'Anna lifts a cup. The camera pushes in.',
      dialogue: 'ANNA (quietly): It was here. It was always here.',
      note: 'board: 2.5 s, push in',
      seconds: 2.5,
    },
    {
      action: 'She turns.',
      dialogue: 'ANNA: Come.\nBEN (V.O.): Wait for me at the harbour, and do not leave before the last boat has gone.',
      note: 'CUT TO:',
      seconds: 7,
    },
  ])
  expect(harbour).toEqual([{ action: 'Rain on leaves.\nA boat.', dialogue: '', note: '', seconds: 2 }])
  // 15 syllables at 5 a second.
  expect(dawn).toEqual([{ action: '', dialogue: '안나: 여기 있었어. 언제나 여기 있었지.', note: '', seconds: 3 }])
})

test('what a storyboard has no use for is left out', () => {
  const text = 'INT. A\n\n# Act one\n\n/* not\n\nthis */\n\n===\n\n!BANG\n\n>THE END<\n\n~La la\n\n= later\n'
  const [scene] = read(text).scenes
  expect(scene?.shots.map(({ action }) => action)).toEqual(['BANG', 'THE END', 'La la'])
  expect(scene?.note).toBe('later')
})

test('headings: the usual words, a dot, and what only looks like one', () => {
  const names = (text: string) => read(text).scenes.map(({ name }) => name)
  expect(names('int. a\n\next b\n\nI/E. C\n\nINT./EXT. D\n\nEST. E\n\n.FORCED #7#')).toEqual([
    'int. a',
    'ext b',
    'I/E. C',
    'INT./EXT. D',
    'EST. E',
    '7 FORCED',
  ])
  expect(shots('INT. A\n\n...and then\n\nInternal affairs arrive.').map(({ action }) => action)).toEqual([
    '...and then',
    'Internal affairs arrive.',
  ])
})

test('speeches: dual, with directions, and a name in capitals alone is action', () => {
  expect(shots('INT. A\n\nBRICK ^\nHello *there*.\n(beat)\nYou.')[0]?.dialogue).toBe('BRICK: Hello there. (beat) You.')
  expect(shots('INT. A\n\nSILENCE')[0]).toMatchObject({ action: 'SILENCE', dialogue: '' })
  expect(shots('INT. A\n\n@McGee\nHi.')[0]?.dialogue).toBe('McGee: Hi.')
})

test('a script without a scene, and what is no text, are refused by name', () => {
  for (const [text, code] of [
    ['Just words.', 'import.fountain.no-scenes'],
    ['', 'import.fountain.no-scenes'],
    ['INT. A\0', 'import.fountain.not-text'],
  ] as const) {
    const result = readFountain(text, 'script.fountain')
    expect(result.ok ? null : [result.error.code, result.error.details['file']]).toEqual([code, 'script.fountain'])
  }
  expect(shots('INT. EMPTY - DAY')).toMatchObject([{ action: '', seconds: 2 }])
})

/** Lines as scripts have them, in any order, broken marks among them. */
const line = fc.oneof(
  fc.constantFrom(
    '',
    'INT. ROOM - DAY',
    '.X',
    'ANNA',
    '(low)',
    '[[',
    ']]',
    '[[board: 3 s]]',
    '/*',
    '*/',
    '=',
    '===',
    '#',
    '>',
    '<',
    '> A <',
    '@',
    '~',
    '!',
    'CUT TO:',
    'Title: x',
    '**',
    '\\*',
    '#1#',
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
)

test('any text is read without throwing, and no action is lost or doubled', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const result = readFountain(lines.join('\n'), 'wild.fountain')
      if (!result.ok) {
        expect(result.error.details['file']).toBe('wild.fountain')
        return
      }
      for (const shot of result.value.scenes.flatMap((scene) => scene.shots)) {
        expect(shot.seconds).toBeGreaterThanOrEqual(0.001)
        expect(shot.seconds).toBeLessThanOrEqual(600)
      }
    }),
  )
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(words, (actions) => {
      expect(shots(`INT. A\n\n${actions.join('\n\n')}\n`).map(({ action }) => action)).toEqual(actions)
    }),
  )
})

test('blocks of many lines, each an element of its own, are read in their order', () => {
  const lines = Array.from({ length: 30_000 }, (_, number) => `= ${number}`)
  expect(elementsOf(`.A\n${lines.join('\n')}\n.B`)).toEqual([
    { kind: 'scene', text: 'A', number: '' },
    ...lines.map((line) => ({ kind: 'synopsis', text: line.slice(2) })),
    { kind: 'scene', text: 'B', number: '' },
  ])
  expect(elementsOf('>THE END<\nfoo\n\n> a\nINT. B\n===\n# c\nANNA\nHi.')).toEqual([
    { kind: 'action', text: 'THE END\nfoo' },
    { kind: 'note', text: 'a' },
    { kind: 'scene', text: 'INT. B', number: '' },
    { kind: 'dialogue', text: 'ANNA: Hi.' },
  ])
})

/** What scripts and broken conversions hold many times over, what may stand before, and what makes a search fail behind. */
const pieces = [
  ['[[', ']]', '[[x]]', '/*', '*/', '*', '_', '\\*', '#', '#a#', '>', '<', '((', '(a', '(a)', 'A: ', 'A ^ ', ' ', '\t'],
  ['\u2028', 'x\u2028', '\r', '\n', ' \n', '  \n', '=\n', '===\n', '# a\n', '.A\n', '> a\n', '~ a\n', '@a\n', 'A: b\n'],
  ['A\nb\n\n', 'TO:', '^', '1', '9.', 'board:', '가'],
].flat()
const starts = ['INT. A\n\n', 'INT. A\n\nA', 'A:']
const ends = ['', 'B\nhello\n', 'x\u2028x']

test.each(pieces)('a script of %j many times over takes no longer than its length', (piece) => {
  // Backtracking over any of these, or recursion, would take seconds to minutes, or overflow the stack.
  for (const start of starts)
    for (const end of ends) {
      const before = process.cpuUsage()
      readFountain(start + piece.repeat(100_000 / piece.length) + end, 'x.fountain')
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1000).toBeLessThan(1000)
    }
})
