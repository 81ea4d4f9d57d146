import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../../../core/contract/result.ts'
import { readStoryboarder } from '../../../core/import/storyboarder.ts'

const demo = fileURLToPath(new URL('../../fixtures/imports/demo/demo.storyboarder', import.meta.url))
const read = (value: unknown, name = 'Alley.storyboarder') => valueOf(readStoryboarder(JSON.stringify(value), name))
const board = (change: object) => ({ uid: 'A1B2C', url: 'board-1-A1B2C.png', newShot: true, duration: 1000, ...change })

test('a project as the program saves it', () => {
  const story = valueOf(readStoryboarder(readFileSync(demo, 'utf8'), 'demo.storyboarder'))
  expect(story).toMatchObject({ title: 'demo', rate: { numerator: 24, denominator: 1 }, sounds: 1 })
  expect(story.aspect).toBeCloseTo(16 / 9, 9)
  const [scene] = story.scenes
  expect(story.scenes).toHaveLength(1)
  expect(scene?.name).toBe('demo')
  expect(scene?.shots.map(({ name, group, seconds }) => [name, group, seconds])).toEqual([
    ['1A', '1', 1.5],
    ['1B', '1', 2],
    ['2A', '', 2.5],
  ])
  expect(scene?.shots[0]).toMatchObject({
    dialogue: 'It was here.',
    action: 'Anna lifts a cup.',
    note: 'push in',
    picture: {
      layers: [
        { file: 'board-1-A1B2C-reference.png', opacity: 0.75 },
        { file: 'board-1-A1B2C-fill.png', opacity: 1 },
        { file: 'board-1-A1B2C-ink.png', opacity: 1 },
        { file: 'board-1-A1B2C.png', opacity: 1 },
      ],
      whole: ['board-1-A1B2C-posterframe.jpg', 'board-1-A1B2C-thumbnail.png'],
    },
  })
  // fov 32.2688° is vertical.
  expect(scene?.shots[0]?.fovYRadians).toBeCloseTo((32.2688 * Math.PI) / 180, 9)
  expect(scene?.shots[1]?.fovYRadians).toBeNull()
})

test('numbers that older versions wrote as texts, and a board without a duration', () => {
  const story = read({
    aspectRatio: '2.35',
    fps: '23.976',
    defaultBoardTiming: '3000',
    boards: [board({ duration: '500' }), board({ duration: undefined })],
  })
  expect(story).toMatchObject({ aspect: 2.35, rate: { numerator: 24000, denominator: 1001 } })
  expect(story.scenes[0]?.shots.map(({ seconds }) => seconds)).toEqual([0.5, 3])
  expect(read({ fps: 12.5, boards: [board({})] }).rate).toEqual({ numerator: 25, denominator: 2 })
})

test('a wrong field costs that field only', () => {
  const story = read({
    fps: -1,
    aspectRatio: 'wide',
    boards: [board({ duration: 1e300, dialogue: 7, layers: 'none', sg: { data: 1 } })],
  })
  expect(story).toMatchObject({ rate: null, aspect: null })
  expect(story.scenes[0]?.shots[0]).toMatchObject({
    seconds: 2,
    dialogue: '',
    picture: { layers: [{ file: 'board-1-A1B2C.png' }] },
  })
})

test('what is no project is refused by name', () => {
  const code = (text: string) => {
    const result = readStoryboarder(text, 'x.storyboarder')
    return result.ok ? null : [result.error.code, result.error.details['file']]
  }
  expect(code('{"boards": [')).toEqual(['import.storyboarder.not-json', 'x.storyboarder'])
  expect(code('{"pages": []}')).toEqual(['import.storyboarder.invalid', 'x.storyboarder'])
  expect(code('[]')).toEqual(['import.storyboarder.invalid', 'x.storyboarder'])
  expect(code('{"scriptPath": "a.fountain", "aspectRatio": 1.77}')).toEqual([
    'import.storyboarder.script',
    'x.storyboarder',
  ])
  expect(code(JSON.stringify({ boards: Array.from({ length: 5001 }, () => ({})) }))).toEqual([
    'import.too-large',
    'x.storyboarder',
  ])
})

test('nothing that stands in a file makes it throw, and every field keeps the film’s limits', () => {
  const anything = fc.jsonValue({ maxDepth: 1 })
  const wild = fc.record(
    {
      aspectRatio: anything,
      fps: anything,
      boards: fc.array(
        fc.oneof(
          anything,
          fc.record(
            {
              url: fc.oneof(fc.string(), anything),
              shot: anything,
              newShot: anything,
              duration: fc.oneof(fc.double(), anything),
              dialogue: fc.oneof(fc.string({ maxLength: 40, unit: 'binary' }), anything),
              layers: fc.dictionary(fc.string(), anything),
              sg: anything,
            },
            { requiredKeys: [] },
          ),
        ),
        { maxLength: 6 },
      ),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(wild, anything), (value) => {
      const result = readStoryboarder(JSON.stringify(value) ?? '', 'wild.storyboarder')
      if (!result.ok) {
        expect(result.error.details['file']).toBe('wild.storyboarder')
        return
      }
      const shots = result.value.scenes.flatMap((scene) => scene.shots)
      const isWithin = shots.every(
        ({ seconds, name, dialogue, picture }) =>
          seconds > 0 &&
          seconds <= 3600 &&
          name.length <= 200 &&
          dialogue.length <= 20_000 &&
          (picture?.layers ?? []).every(({ opacity }) => opacity >= 0 && opacity <= 1),
      )
      expect(isWithin).toBe(true)
    }),
    { numRuns: 100 },
  )
})
