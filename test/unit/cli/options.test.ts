import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StudioError } from '../../../core/contract/errors.ts'
import { exclusive, needed, readOptions } from '../../../main/cli/options.ts'

const table = { size: 'value', seed: 'value', out: 'value', json: 'flag', 'no-cache': 'flag' } as const

function read(...words: string[]): Record<string, unknown> {
  return { ...readOptions(words, table, 'generate') }
}

function refusal(run: () => unknown): Pick<StudioError, 'code' | 'details'> {
  try {
    run()
  } catch (thrown) {
    if (thrown instanceof StudioError) return { code: thrown.code, details: thrown.details }
    throw thrown
  }
  throw new Error('nothing was refused')
}

test('both ways of writing a value, and flags', () => {
  expect(read('--size', '8x8', '--seed=7', '--json')).toEqual({ size: '8x8', seed: '7', json: true })
  expect(read('--out=a=b c')).toEqual({ out: 'a=b c' })
  expect(read()).toEqual({})
})

test('a value may start with one dash: amounts can be negative', () => {
  expect(read('--seed', '-3')).toEqual({ seed: '-3' })
})

test.each([
  [
    ['--sise', '8x8'],
    'command.usage.unknown-option-near',
    { option: '--sise', command: 'generate', suggestion: '--size' },
  ],
  [
    ['--nocache'],
    'command.usage.unknown-option-near',
    { option: '--nocache', command: 'generate', suggestion: '--no-cache' },
  ],
  [['--colour', 'red'], 'command.usage.unknown-option', { option: '--colour', command: 'generate' }],
  [['--constructor', 'x'], 'command.usage.unknown-option', { option: '--constructor', command: 'generate' }],
  [['poses.txt'], 'command.usage.stray-word', { word: 'poses.txt', command: 'generate' }],
  [['-s', '8x8'], 'command.usage.stray-word', { word: '-s', command: 'generate' }],
  [['--'], 'command.usage.stray-word', { word: '--', command: 'generate' }],
  [['--size'], 'command.usage.value-missing', { option: '--size' }],
  [['--size='], 'command.usage.value-missing', { option: '--size' }],
  [['--size', '--json'], 'command.usage.value-missing', { option: '--size' }],
  [['--json=yes'], 'command.usage.flag-value', { option: '--json' }],
  [['--seed', '1', '--seed', '2'], 'command.usage.repeated', { option: '--seed' }],
])('%j is wrong usage and says what', (words, code, details) => {
  expect(refusal(() => read(...words))).toEqual({ code, details })
})

test('whatever is written, the answer is options or named wrong usage', () => {
  const word = fc.oneof(fc.constantFrom('--size', '--json', '--seed=1', '--out', 'x', '-', '--'), fc.string())
  fc.assert(
    fc.property(fc.array(word), (words) => {
      try {
        for (const name of Object.keys(read(...words))) expect(Object.keys(table)).toContain(name)
      } catch (thrown) {
        expect(thrown).toMatchObject({ name: 'StudioError', code: expect.stringMatching(/^command\.usage\./) })
      }
    }),
  )
})

test('what is needed and what excludes each other', () => {
  expect(needed('a', '--out', 'generate')).toBe('a')
  expect(refusal(() => needed(undefined, '--out', 'generate')).details).toEqual({
    option: '--out',
    command: 'generate',
  })
  exclusive({ fov: '55', path: undefined }, ['fov', 'path'])
  expect(refusal(() => exclusive({ path: 'p', move: 'm' }, ['path', 'move'])).details).toEqual({
    first: '--path',
    second: '--move',
  })
})
